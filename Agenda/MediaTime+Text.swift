extension MediaTime {
    /// "2:08:31": hours, minutes and whole seconds passed.
    public var clockText: String {
        let (sign, hours, minutes, seconds) = parts
        return "\(sign)\(hours):\(Self.twoDigits(minutes)):\(Self.twoDigits(seconds))"
    }

    /// "2h8m31s", as in links; parts that are zero are left out.
    public var linkText: String {
        let (sign, hours, minutes, seconds) = parts
        let text =
            (hours > 0 ? "\(hours)h" : "") + (minutes > 0 ? "\(minutes)m" : "")
            + (seconds > 0 ? "\(seconds)s" : "")
        return text.isEmpty ? "0s" : sign + text
    }

    /// A position as people write it: "1h2m3s", "90s", "1:02:03", "2:03" (minutes), "90" (seconds).
    ///
    /// Nil for anything else, for minutes or seconds beyond 59 behind a larger unit, and beyond
    /// 10,000 hours.
    public init?(position text: String) {
        let seconds =
            text.contains(":") ? Self.clockSeconds(text) : Self.unitSeconds(text)
        guard let seconds, seconds <= 36_000_000 else { return nil }
        self.init(ticks: seconds * Self.timescale)
    }

    private var parts: (sign: String, hours: Int64, minutes: Int64, seconds: Int64) {
        let whole = Int64(clamping: (ticks / Self.timescale).magnitude)
        return (ticks <= -Self.timescale ? "-" : "", whole / 3600, whole / 60 % 60, whole % 60)
    }

    private static func twoDigits(_ value: Int64) -> String {
        value < 10 ? "0\(value)" : "\(value)"
    }

    private static func number(_ text: Substring) -> Int64? {
        guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
        else {
            return nil
        }
        return Int64(text)
    }

    private static func clockSeconds(_ text: String) -> Int64? {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(fields.count) else { return nil }
        var sum: Int64 = 0
        for (index, field) in fields.enumerated() {
            guard let value = number(field) else { return nil }
            guard index == 0 || (value < 60 && field.utf8.count == 2) else { return nil }
            sum = sum * 60 + value
        }
        return sum
    }

    private static func unitSeconds(_ text: String) -> Int64? {
        if let plain = number(text[...]) { return plain }
        var rest = text.lowercased()[...]
        var sum: Int64 = 0
        var isFirst = true
        for (unit, weight) in [("h", 3600), ("m", 60), ("s", 1)] as [(Character, Int64)] {
            guard let place = rest.firstIndex(of: unit) else { continue }
            guard let value = number(rest[..<place]), isFirst || value < 60 else { return nil }
            sum += value * weight
            rest = rest[rest.index(after: place)...]
            isFirst = false
        }
        return isFirst || !rest.isEmpty ? nil : sum
    }
}
