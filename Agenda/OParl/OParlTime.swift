import Foundation

/// A moment as OParl sources write it: with an offset, without one (the city's time), or a day.
struct OParlTime: Hashable {
    let date: Date
    /// In the city's calendar, `YYYY-MM-DD`.
    let day: String
    let year: Int
    /// Midnight as written or in the city: the hour is not known.
    let isMidnight: Bool
    /// 23:59: the end of an entry for a whole day.
    let isEndOfDay: Bool

    /// Nil for what is no such time.
    init?(_ text: String, in calendar: Calendar) {
        let form =
            /(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|z|[+-]\d\d:?\d\d)?)?/
        guard let match = text.wholeMatch(of: form)?.output else { return nil }
        func number(_ text: Substring?) -> Int { text.flatMap { Int($0) } ?? 0 }
        var parts = DateComponents(
            year: number(match.1), month: number(match.2), day: number(match.3),
            hour: number(match.4), minute: number(match.5), second: number(match.6))
        parts.calendar = calendar
        parts.timeZone = calendar.timeZone
        if let zone = match.7 {
            let digits = zone.filter(\.isNumber)
            let seconds = number(digits.prefix(2)) * 3600 + number(digits.dropFirst(2)) * 60
            parts.timeZone = TimeZone(secondsFromGMT: zone.hasPrefix("-") ? -seconds : seconds)
        }
        // A calendar makes the 30th of February a day in March; that is no day.
        guard (1...12).contains(parts.month ?? 0), (0...23).contains(parts.hour ?? 0),
            (0...59).contains(parts.minute ?? 0), (0...60).contains(parts.second ?? 0),
            let month = calendar.date(
                from: DateComponents(year: parts.year, month: parts.month, day: 1)),
            let days = calendar.range(of: .day, in: .month, for: month),
            days.contains(parts.day ?? 0), let date = calendar.date(from: parts)
        else { return nil }
        self.date = date
        let local = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        year = local.year ?? 0
        day = [(local.year, 4), (local.month, 2), (local.day, 2)].map { value, width in
            let text = String(value ?? 0)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }.joined(separator: "-")
        isMidnight =
            parts.hour == 0 && parts.minute == 0 || local.hour == 0 && local.minute == 0
        isEndOfDay =
            parts.hour == 23 && parts.minute == 59 || local.hour == 23 && local.minute == 59
    }

    /// The day that a text begins with, if it has one that exists: of memberships.
    static func day(_ text: String, in calendar: Calendar) -> String? {
        OParlTime(String(text.prefix(10)), in: calendar)?.day
    }
}
