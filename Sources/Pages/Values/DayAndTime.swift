import Agenda
import Foundation

/// Words for dates, times and durations in one time zone and one language.
struct DayAndTime: Sendable {
    var timeZone: TimeZone
    var texts: Texts

    /// "2026-11-19", for comparing and for `datetime` attributes.
    func day(_ date: Date) -> String {
        let parts = components(date)
        return "\(parts.year ?? 0)-\(two(parts.month ?? 0))-\(two(parts.day ?? 0))"
    }

    /// "Donnerstag, 19. November 2026"
    func longDay(_ date: Date) -> String {
        let parts = components(date)
        return texts.dates.long(
            weekday(parts), parts.day ?? 0, month(parts), parts.year ?? 0)
    }

    /// "19. November 2026"
    func plainDay(_ date: Date) -> String {
        let parts = components(date)
        return texts.dates.plain(parts.day ?? 0, month(parts), parts.year ?? 0)
    }

    /// "19. November 2026" from "2026-11-19"; anything else as it is.
    func plainDay(written: String) -> String {
        let parts = written.split(separator: "-").map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            texts.dates.months.indices.contains(month - 1)
        else { return written }
        return texts.dates.plain(day, texts.dates.months[month - 1], year)
    }

    /// "Dienstag, 24. November"
    func dayWithoutYear(_ date: Date) -> String {
        let parts = components(date)
        return texts.dates.withoutYear(weekday(parts), parts.day ?? 0, month(parts))
    }

    /// "Di 24. November"
    func comingDay(_ date: Date) -> String {
        let parts = components(date)
        return texts.dates.coming(shortWeekday(parts), parts.day ?? 0, month(parts))
    }

    /// "Mo 16. Nov. 2026"
    func pastDay(_ date: Date) -> String {
        let parts = components(date)
        let index = (parts.month ?? 1) - 1
        return texts.dates.past(
            shortWeekday(parts), parts.day ?? 0, texts.dates.shortMonths[index], parts.year ?? 0)
    }

    /// "17:03"
    func time(_ date: Date) -> String {
        let parts = components(date)
        return "\(two(parts.hour ?? 0)):\(two(parts.minute ?? 0))"
    }

    /// "17:03:12"
    func timeWithSeconds(_ date: Date) -> String {
        "\(time(date)):\(two(components(date).second ?? 0))"
    }

    /// "2:08:31"
    func position(_ time: MediaTime) -> String {
        let seconds = max(0, time.ticks / MediaTime.timescale)
        return "\(seconds / 3600):\(two(Int(seconds / 60 % 60))):\(two(Int(seconds % 60)))"
    }

    /// "3:19", for speeches.
    func minutes(_ time: MediaTime) -> String {
        let seconds = Int(max(0, time.seconds).rounded())
        return seconds >= 3600
            ? "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
            : "\(seconds / 60):\(two(seconds % 60))"
    }

    /// "3 Std. 42 Min."
    func duration(_ time: MediaTime) -> String {
        let minutes = Int(max(0, time.seconds) / 60)
        return texts.dates.duration(minutes / 60, minutes % 60)
    }

    /// "1h2m3s", for `?t=`.
    func parameter(_ time: MediaTime) -> String {
        let seconds = max(0, time.ticks / MediaTime.timescale)
        let hours = seconds / 3600
        let minutes = seconds / 60 % 60
        return (hours > 0 ? "\(hours)h" : "") + (hours + minutes > 0 ? "\(minutes)m" : "")
            + "\(seconds % 60)s"
    }

    private func components(_ date: Date) -> DateComponents {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        return calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
    }

    private func weekday(_ parts: DateComponents) -> String {
        texts.dates.weekdays[(parts.weekday ?? 1) - 1]
    }

    private func shortWeekday(_ parts: DateComponents) -> String {
        texts.dates.shortWeekdays[(parts.weekday ?? 1) - 1]
    }

    private func month(_ parts: DateComponents) -> String {
        texts.dates.months[(parts.month ?? 1) - 1]
    }

    private func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
