/// Header fields of a response in their order; names compare without case (RFC 9110 §5.1).
public struct Headers: Sendable, ExpressibleByDictionaryLiteral {
    /// One field line.
    public struct Field: Sendable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public private(set) var fields: [Field]

    public init() {
        fields = []
    }

    public init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field(name: $0.0, value: $0.1) }
    }

    /// The first value under the name; setting replaces all of that name, nil removes them.
    public subscript(name: String) -> String? {
        get { fields.first { Headers.equal($0.name, name) }?.value }
        set {
            fields.removeAll { Headers.equal($0.name, name) }
            if let newValue {
                fields.append(Field(name: name, value: newValue))
            }
        }
    }

    /// Adds a line beside those of the same name, as Set-Cookie needs it.
    public mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// Whether two names are the same but for ASCII case.
    static func equal(_ one: String, _ other: String) -> Bool {
        guard one.utf8.count == other.utf8.count else { return false }
        var left = one.utf8.makeIterator()
        var right = other.utf8.makeIterator()
        while let octet = left.next(), let opposite = right.next() {
            if Octet.lowercased(octet) != Octet.lowercased(opposite) { return false }
        }
        return true
    }
}
