/// The named parts of a matched path, decoded.
public struct PathParameters: Sendable {
    private var pairs: [(name: String, value: String)] = []

    init(_ pairs: [(name: String, value: String)] = []) {
        self.pairs = pairs
    }

    public subscript(name: String) -> String? {
        pairs.first { $0.name == name }?.value
    }

    /// The parameter as a decimal number without sign or leading zeros; nil for anything else.
    public func number(_ name: String) -> Int64? {
        guard let text = self[name], let value = Int64(text), value >= 0, "\(value)" == text else {
            return nil
        }
        return value
    }
}
