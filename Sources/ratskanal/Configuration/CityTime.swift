import Foundation

/// Days and clock times as the city has them.
struct CityTime: Sendable {
    private let calendar: Calendar

    init(_ timeZone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        self.calendar = calendar
    }

    /// `2026-11-20`
    func day(of date: Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        func padded(_ value: Int?, _ width: Int) -> String {
            let text = String(value ?? 0)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
    }

    /// The moment at `17:00` or `17:00:30` on a day; nil where either is no such thing.
    func date(day: String, clock: String) -> Date? {
        let date = day.split(separator: "-").compactMap { Int($0) }
        let time = clock.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard date.count == 3, (2...3).contains(time.count), !time.contains(nil) else { return nil }
        let values = time.compactMap { $0 }
        guard (0..<24).contains(values[0]), values.dropFirst().allSatisfy((0..<60).contains)
        else { return nil }
        return calendar.date(
            from: DateComponents(
                year: date[0], month: date[1], day: date[2], hour: values[0], minute: values[1],
                second: values.count == 3 ? values[2] : 0))
    }
}
