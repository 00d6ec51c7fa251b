import Foundation

/// How far long work has come, in a line that is written again and again, where a person watches.
struct ProgressBar {
    private let label: String
    private let total: Double?
    /// What is counted; nil for seconds of media.
    private let unit: String?
    private let begin = ContinuousClock.now
    private var last: ContinuousClock.Instant?
    private let isWatched = isatty(STDERR_FILENO) == 1

    /// `total`: how many of a unit, seconds of media where none is named; nil where nobody knows.
    init(_ label: String, total: Double?, of unit: String? = nil) {
        self.label = label
        self.total = total
        self.unit = unit
    }

    /// At most ten times a second.
    mutating func show(_ done: Double) {
        guard isWatched else { return }
        let now = ContinuousClock.now
        if let last, now - last < .milliseconds(100) { return }
        last = now
        write(line(done, after: (now - begin) / .seconds(1)))
    }

    /// Takes the line away.
    func clear() {
        if isWatched, last != nil { write("") }
    }

    private func write(_ line: String) {
        Output.write(toErrors: "\r\u{1B}[K\(line)")
    }

    func line(_ done: Double, after seconds: Double) -> String {
        let speed = seconds > 0 && unit == nil ? " \(Int(done / seconds))×" : ""
        guard let total, total > 0 else { return "\(label) \(Int(done)) \(unit ?? "s")\(speed)" }
        let share = min(1, done / total)
        let cells = Int(share * 24)
        let bar =
            String(repeating: "█", count: cells) + String(repeating: "░", count: 24 - cells)
        return "\(label) \(bar) \(Int(share * 100)) %\(speed)"
    }
}
