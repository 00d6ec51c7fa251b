import Foundation

/// The city's time zone.
struct ZoneFacts: Hashable, Sendable {
    var name: String
    /// Whether this machine knows its rules.
    var isKnown: Bool
    /// Seconds ahead of UTC, now.
    var offset = 0

    var diagnosis: Diagnosis {
        guard isKnown else {
            return .problem(
                "time zone", "The time zone \(name) is not known here.",
                advice: "Install its rules: sudo apt install tzdata")
        }
        let sign = offset < 0 ? "-" : "+"
        let minutes = abs(offset) / 60
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return .ok(
            "time zone", "\(name), now UTC\(sign)\(two(minutes / 60)):\(two(minutes % 60)).")
    }
}

extension ZoneFacts {
    /// Where the rules are missing, the configuration has fallen back to UTC.
    init(_ zone: TimeZone, at date: Date) {
        let usual = "Europe/Berlin"
        let isMissing = zone == .gmt && TimeZone(identifier: usual) == nil
        self.init(
            name: isMissing ? usual : zone.identifier, isKnown: !isMissing,
            offset: zone.secondsFromGMT(for: date))
    }
}
