/// A day as days since 1970-01-01, in the calendar of ISO 8601.
public struct SessionDay: Hashable, Sendable {
    static let slots: Int64 = 4096

    let number: Int64

    /// Nil unless the text is `YYYY-MM-DD` and such a day exists.
    public init?(_ text: String) {
        let fields = text.split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count == 3, fields[0].count == 4, fields[1].count == 2, fields[2].count == 2,
            text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (48...57).contains($0) }),
            let year = Int64(fields[0]), let month = Int64(fields[1]), let day = Int64(fields[2]),
            (1...12).contains(month)
        else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day >= 1, day <= days[Int(month) - 1] else { return nil }
        // Years begin in March here, so that a leap day is the last of one.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    /// The session numbers of this day.
    var sessions: Range<Int64> { number * Self.slots..<(number + 1) * Self.slots }
}
