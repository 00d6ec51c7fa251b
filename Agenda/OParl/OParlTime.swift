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

    /// Nil for what is no such time: `2026-11-20`, then perhaps `T17:00`, `:30`, `.5` and `+01:00`.
    init?(_ text: String, in calendar: Calendar) {
        var rest = text.utf8[...]
        guard let year = rest.number(4), rest.next("-") != nil, let month = rest.number(2),
            rest.next("-") != nil, let day = rest.number(2)
        else { return nil }
        var parts = DateComponents(year: year, month: month, day: day, hour: 0, minute: 0)
        parts.calendar = calendar
        parts.timeZone = calendar.timeZone
        if !rest.isEmpty {
            guard rest.next("T ") != nil, let hour = rest.number(2), rest.next(":") != nil,
                let minute = rest.number(2)
            else { return nil }
            parts.hour = hour
            parts.minute = minute
            if rest.next(":") != nil {
                guard let second = rest.number(2) else { return nil }
                parts.second = second
                if rest.next(".,") != nil {
                    guard rest.number(1) != nil else { return nil }
                    while rest.number(1) != nil {}
                }
            }
            while rest.next(" \t") != nil {}
            if let sign = rest.next("+-") {
                guard let hours = rest.number(2) else { return nil }
                _ = rest.next(":")
                guard let minutes = rest.number(2) else { return nil }
                let seconds = hours * 3600 + minutes * 60
                parts.timeZone = TimeZone(secondsFromGMT: sign == "-" ? -seconds : seconds)
            } else if rest.next("Zz") != nil {
                parts.timeZone = .gmt
            }
            guard rest.isEmpty else { return nil }
        }
        // A calendar makes the 30th of February a day in March; that is no day.
        guard day >= 1, day <= Self.days(of: month, in: year), (0...23).contains(parts.hour ?? 0),
            (0...59).contains(parts.minute ?? 0),
            (0...60).contains(parts.second ?? 0), let date = calendar.date(from: parts)
        else { return nil }
        self.date = date
        let local = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        self.year = local.year ?? 0
        self.day = [(local.year, 4), (local.month, 2), (local.day, 2)].map { value, width in
            let text = String(value ?? 0)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }.joined(separator: "-")
        isMidnight =
            parts.hour == 0 && parts.minute == 0 || local.hour == 0 && local.minute == 0
        isEndOfDay =
            parts.hour == 23 && parts.minute == 59 || local.hour == 23 && local.minute == 59
    }

    private static func days(of month: Int, in year: Int) -> Int {
        let isLeap =
            year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        return switch month {
        case 2: isLeap ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1...12: 31
        default: 0
        }
    }

    /// The day that a text begins with, if it has one that exists: of memberships.
    static func day(_ text: String, in calendar: Calendar) -> String? {
        OParlTime(String(text.prefix(10)), in: calendar)?.day
    }
}

extension Substring.UTF8View {
    /// Takes away so many digits, if they come next.
    fileprivate mutating func number(_ count: Int) -> Int? {
        let digits = prefix(count)
        guard digits.count == count, digits.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        self = dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    /// Takes away one of these signs, if it comes next.
    fileprivate mutating func next(_ signs: String) -> Character? {
        guard let first, signs.utf8.contains(first) else { return nil }
        self = dropFirst()
        return Character(Unicode.Scalar(first))
    }
}
