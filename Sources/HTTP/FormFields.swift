/// Name and value pairs of a query or a form, in their order
/// (application/x-www-form-urlencoded).
public struct FormFields: Sendable {
    public let pairs: [(name: String, value: String)]

    /// Nil for a bad escape or invalid UTF-8.
    public init?(_ bytes: some Collection<UInt8>) {
        var pairs: [(name: String, value: String)] = []
        for part in bytes.split(separator: 0x26) {
            let sides = part.split(
                separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(sides[0], plusIsBlank: true) else {
                return nil
            }
            var value = ""
            if sides.count == 2 {
                guard let decoded = PercentEncoding.decode(sides[1], plusIsBlank: true) else {
                    return nil
                }
                value = decoded
            }
            pairs.append((name, value))
        }
        self.pairs = pairs
    }

    init() {
        pairs = []
    }

    /// The first value under a name.
    public subscript(name: String) -> String? {
        pairs.first { $0.name == name }?.value
    }

    /// Every value under a name.
    public func all(_ name: String) -> [String] {
        pairs.filter { $0.name == name }.map(\.value)
    }
}
