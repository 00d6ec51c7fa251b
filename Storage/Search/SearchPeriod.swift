/// The rows between two days.
struct SearchPeriod {
    var rows: ClosedRange<Int64>

    /// Throws `.invalid` where a day is not written as `SearchQuery` says.
    init(from: String?, to: String?) throws(StorageError) {
        let first = try from.map { text throws(StorageError) in try Self.days(text).lowerBound }
        let last = try to.map { text throws(StorageError) in try Self.days(text).upperBound }
        let lower = first.map { SentenceID.rows(ofDay: $0).lowerBound } ?? 0
        let upper = last.map { SentenceID.rows(ofDay: $0).upperBound } ?? .max
        // From after to: no row lies between.
        rows = lower <= upper ? lower...upper : -1 ... -1
    }

    private static func days(_ text: String) throws(StorageError) -> ClosedRange<Int64> {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let lengths = [4, 2, 2]
        var numbers: [Int64] = []
        for (part, length) in zip(parts, lengths) {
            guard part.utf8.count == length, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int64(part)
            else { continue }
            numbers.append(number)
        }
        guard (1...3).contains(parts.count), numbers.count == parts.count,
            numbers.count < 2 || (1...12).contains(numbers[1]),
            numbers.count < 3 || (1...31).contains(numbers[2])
        else {
            throw StorageError(
                .invalid("a day is written YYYY-MM-DD, YYYY-MM or YYYY"), while: "searching",
                object: text)
        }
        let first = SentenceID.day(
            year: numbers[0], month: numbers.count > 1 ? numbers[1] : 1,
            day: numbers.count > 2 ? numbers[2] : 1)
        let last = SentenceID.day(
            year: numbers[0], month: numbers.count > 1 ? numbers[1] : 12,
            day: numbers.count > 2 ? numbers[2] : 31)
        return first...last
    }
}
