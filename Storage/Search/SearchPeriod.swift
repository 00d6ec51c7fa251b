/// The rows between two days.
struct SearchPeriod {
    var rows: ClosedRange<Int64>

    /// Throws `.invalid` where a day is not written as `SearchQuery` says.
    init(from: String?, to: String?) throws(StorageError) {
        let first = try from.map { text throws(StorageError) in try Self.days(text).first }
        let last = try to.map { text throws(StorageError) in try Self.days(text).last }
        let lower = first.map { SentenceID.rows(of: $0.sessions).lowerBound } ?? .min
        let upper = last.map { SentenceID.rows(of: $0.sessions).upperBound } ?? .max
        // From after to: no row lies between.
        rows = lower <= upper ? lower...upper : .min ... .min
    }

    private static func days(
        _ text: String
    ) throws(StorageError) -> (first: SessionDay, last: SessionDay) {
        let (from, to): ([String], [String]) =
            switch text.utf8.count {
            case 4: ([text + "-01-01"], [text + "-12-31"])
            case 7: ([text + "-01"], ["-31", "-30", "-29", "-28"].map { text + $0 })
            default: ([text], [text])
            }
        guard let first = from.lazy.compactMap(SessionDay.init).first,
            let last = to.lazy.compactMap(SessionDay.init).first
        else {
            throw StorageError(
                .invalid("a day is written YYYY-MM-DD, YYYY-MM or YYYY"), while: "searching",
                object: text)
        }
        return (first, last)
    }
}
