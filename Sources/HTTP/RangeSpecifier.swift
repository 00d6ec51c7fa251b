/// What a Range field asks of content of a known length (RFC 9110 §14.1.2, §14.2).
enum RangeSpecifier: Equatable {
    /// No range, one that cannot be read, or several: the whole is sent.
    case whole
    case part(Range<Int64>)
    case unsatisfiable

    init(_ text: String, length: Int64) {
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2, Headers.equal(sides[0].trimmed, "bytes"),
            !sides[1].contains(",")
        else {
            self = .whole
            return
        }
        let ends = sides[1].trimmed.split(
            separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2 else {
            self = .whole
            return
        }
        if ends[0].isEmpty {
            guard let suffix = RangeSpecifier.position(ends[1]) else {
                self = .whole
                return
            }
            self =
                suffix == 0 || length == 0
                ? .unsatisfiable : .part(max(0, length - suffix)..<length)
            return
        }
        guard let first = RangeSpecifier.position(ends[0]) else {
            self = .whole
            return
        }
        guard !ends[1].isEmpty else {
            self = first < length ? .part(first..<length) : .unsatisfiable
            return
        }
        guard let last = RangeSpecifier.position(ends[1]), last >= first else {
            self = .whole
            return
        }
        self =
            first < length ? .part(first..<min(last, length - 1) + 1) : .unsatisfiable
    }

    /// Digits alone; what exceeds Int64 is as good as its largest value.
    private static func position(_ text: Substring) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy(Octet.isDigit) else { return nil }
        return Int64(text) ?? .max
    }
}
