import Foundation

/// Dates as playlists write them: `2026-11-20T17:00:00.000Z`.
enum ProgramDateTime {
    /// Milliseconds since 1970, the nearest.
    static func milliseconds(_ date: Date) -> Int64 {
        Int64((date.timeIntervalSince1970 * 1000).rounded())
    }

    // A formatter of Foundation's costs some microseconds and a lock for each of thousands of
    // segments, so the calendar is computed here.
    static func text(_ date: Date) -> String {
        let total = milliseconds(date)
        let days = (total >= 0 ? total : total - 86_399_999) / 86_400_000
        let inDay = total - days * 86_400_000
        let (year, month, day) = civil(days)
        var text = ""
        text.reserveCapacity(24)
        pad(year, 4, into: &text)
        text += "-"
        pad(month, 2, into: &text)
        text += "-"
        pad(day, 2, into: &text)
        text += "T"
        pad(inDay / 3_600_000, 2, into: &text)
        text += ":"
        pad(inDay / 60_000 % 60, 2, into: &text)
        text += ":"
        pad(inDay / 1000 % 60, 2, into: &text)
        text += "."
        pad(inDay % 1000, 3, into: &text)
        text += "Z"
        return text
    }

    private static func pad(_ value: Int64, _ width: Int, into text: inout String) {
        let digits = String(value)
        for _ in digits.utf8.count..<max(width, digits.utf8.count) { text += "0" }
        text += digits
    }

    /// The Gregorian date of a day counted from 1970-01-01, by eras of 400 years from 1 March.
    private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
