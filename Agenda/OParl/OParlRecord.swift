/// An object as it lies in the spool.
///
/// Written and read within one run of the program, so that its form is nobody else's business.
struct OParlRecord {
    private enum Tag {
        static let nothing: UInt8 = 0
        static let text: UInt8 = 1
        static let list: UInt8 = 2
        static let object: UInt8 = 3
        static let place: UInt8 = 4
    }

    private var bytes: [UInt8]
    private var index = 0

    /// - Parameter origin: where it was found, kept only of an object without an id.
    static func bytes(_ fields: [OParlField: OParlValue], origin: String) -> [UInt8] {
        var record = OParlRecord(bytes: [])
        record.put(fields[.id]?.text == nil ? origin : "")
        record.put(fields)
        return record.bytes
    }

    /// The fields, and where an object without an id was found.
    static func read(_ bytes: [UInt8]) -> (fields: [OParlField: OParlValue], origin: String) {
        var record = OParlRecord(bytes: bytes)
        let origin = record.text()
        return (record.fields(), origin)
    }

    // MARK: Writing

    private mutating func put(_ number: Int) {
        var rest = UInt(bitPattern: number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private mutating func put(_ text: String) {
        put(text.utf8.count)
        bytes += text.utf8
    }

    private mutating func put(_ fields: [OParlField: OParlValue]) {
        put(fields.count)
        for (field, value) in fields {
            bytes.append(field.number)
            put(value)
        }
    }

    private mutating func put(_ value: OParlValue) {
        switch value {
        case .nothing: bytes.append(Tag.nothing)
        case .text(let text):
            bytes.append(Tag.text)
            put(text)
        case .list(let values):
            bytes.append(Tag.list)
            put(values.count)
            for value in values { put(value) }
        case .object(let fields):
            bytes.append(Tag.object)
            put(fields)
        case .place(let number):
            bytes.append(Tag.place)
            put(number)
        }
    }

    // MARK: Reading

    private mutating func byte() -> UInt8 {
        guard index < bytes.count else { return 0 }
        index += 1
        return bytes[index - 1]
    }

    private mutating func number() -> Int {
        var number: UInt = 0
        var shift: UInt = 0
        while true {
            let byte = byte()
            number |= UInt(byte & 0x7F) << shift
            guard byte >= 0x80 else { return Int(bitPattern: number) }
            shift += 7
        }
    }

    private mutating func text() -> String {
        let count = number()
        defer { index += count }
        return String(decoding: bytes[index..<index + count], as: UTF8.self)
    }

    private mutating func fields() -> [OParlField: OParlValue] {
        let count = number()
        var fields: [OParlField: OParlValue] = [:]
        fields.reserveCapacity(count)
        for _ in 0..<count {
            let field = OParlField(number: byte())
            let value = value()
            if let field { fields[field] = value }
        }
        return fields
    }

    private mutating func value() -> OParlValue {
        switch byte() {
        case Tag.text: return .text(text())
        case Tag.list:
            let count = number()
            var values: [OParlValue] = []
            values.reserveCapacity(count)
            for _ in 0..<count { values.append(value()) }
            return .list(values)
        case Tag.object: return .object(fields())
        case Tag.place: return .place(number())
        default: return .nothing
        }
    }
}
