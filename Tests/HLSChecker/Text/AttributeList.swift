/// The attributes of a tag (RFC 8216bis §4.2).
struct AttributeList: Hashable, Sendable {
    struct Attribute: Hashable, Sendable {
        let name: String
        /// As it is written, quotation marks included.
        let written: String

        var isQuoted: Bool { written.utf8.first == AttributeList.quote }
        /// Without quotation marks.
        var text: String {
            isQuoted ? String(Substring(written.utf8.dropFirst().dropLast())) : written
        }
    }

    private(set) var all: [Attribute] = []
    /// What is no attribute, in words.
    private(set) var faults: [String] = []

    init() {}

    init(_ text: String) {
        // Of bytes, not characters: a mark may combine with a quotation mark.
        var rest = text.utf8[...]
        repeat {
            let bytes = rest.prefix { $0 != Self.equals && $0 != Self.comma }
            let name = String(Substring(bytes))
            rest = rest[bytes.endIndex...]
            guard rest.first == Self.equals else {
                faults.append("\"\(name)\" has no value.")
                rest = rest.dropFirst()
                continue
            }
            rest = rest.dropFirst()
            if bytes.isEmpty || !bytes.allSatisfy(Self.isOfName) {
                faults.append("\"\(name)\" is no attribute's name.")
            }
            let value = Self.takeValue(&rest)
            if let fault = Self.fault(in: value) { faults.append("\(name) \(fault)") }
            all.append(Attribute(name: name, written: value))
            guard let next = rest.first else { return }
            rest = rest.dropFirst()
            if next != Self.comma || rest.isEmpty {
                faults.append("After \(name) stands no other attribute.")
                return
            }
        } while !rest.isEmpty
    }

    subscript(name: String) -> String? { all.first { $0.name == name }?.text }

    func integer(_ name: String) -> Int? { self[name].flatMap { Int($0) } }

    func seconds(_ name: String) -> Seconds? { written(name)?.value }

    func written(_ name: String) -> WrittenSeconds? { self[name].flatMap { WrittenSeconds($0) } }

    func moment(_ name: String) -> Moment? { self[name].flatMap { Moment($0) } }

    /// Each with variables replaced.
    func mapTexts(_ change: (Attribute) -> String) -> AttributeList {
        var list = self
        list.all = all.map { Attribute(name: $0.name, written: change($0)) }
        return list
    }

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let equals = UInt8(ascii: "=")

    private static func isOfName(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-")
    }

    private static func takeValue(_ rest: inout Substring.UTF8View) -> String {
        let start = rest
        if rest.first == quote {
            rest = rest.dropFirst().drop { $0 != quote }.dropFirst()
        } else {
            rest = rest.drop { $0 != comma }
        }
        return String(Substring(start[..<rest.startIndex]))
    }

    private static func fault(in value: String) -> String? {
        let bytes = value.utf8
        if bytes.first == quote {
            return bytes.count < 2 || bytes.last != quote ? "has no second quotation mark." : nil
        }
        if bytes.isEmpty { return "has an empty value." }
        return bytes.contains { $0 == quote || $0 == 32 || $0 == 9 }
            ? "has a quotation mark or whitespace in its value." : nil
    }
}
