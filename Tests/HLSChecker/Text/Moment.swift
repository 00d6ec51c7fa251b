/// A date and time of ISO 8601 as playlists write it, in microseconds since 1970.
struct Moment: Hashable, Comparable, Sendable {
    let microseconds: Int64

    /// Nil where it is none; without a time zone it is UTC (RFC 8216bis §4.4.4.6).
    init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 19, bytes[4] == 45, bytes[7] == 45, bytes[10] == 84,
            bytes[13] == 58, bytes[16] == 58,
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
            let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
        else { return nil }
        var rest = bytes[19...]
        var fraction: Int64 = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { (48...57).contains($0) }
            guard !digits.isEmpty else { return nil }
            rest = rest.dropFirst(1 + digits.count)
            var unit: Int64 = 100_000
            for digit in digits.prefix(6) {
                fraction += Int64(digit - 48) * unit
                unit /= 10
            }
        }
        guard let offset = Self.offset(rest) else { return nil }
        let seconds =
            Self.days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
        microseconds = seconds * 1_000_000 + fraction
    }

    private init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    static func < (one: Moment, other: Moment) -> Bool { one.microseconds < other.microseconds }

    static func + (moment: Moment, seconds: Seconds) -> Moment {
        Moment(microseconds: moment.microseconds + Int64((seconds * 1_000_000).rounded()))
    }

    static func - (later: Moment, earlier: Moment) -> Seconds {
        Seconds(later.microseconds - earlier.microseconds) / 1_000_000
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
        guard !bytes.isEmpty, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int64($1 - 48) }
    }

    /// `Z`, `+08:00`, `+0800`, `+08` or nothing, in seconds.
    private static func offset(_ zone: ArraySlice<UInt8>) -> Int64? {
        let bytes = Array(zone)
        if bytes.isEmpty || bytes == [UInt8(ascii: "Z")] { return 0 }
        let digits = bytes.dropFirst().filter { $0 != UInt8(ascii: ":") }
        guard let sign: Int64 = [43: 1, 45: -1][bytes[0]], digits.count == 2 || digits.count == 4,
            let hours = number(digits.prefix(2)),
            let minutes = digits.count == 2 ? 0 : number(digits.suffix(2))
        else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    /// Days since 1970-01-01, by years that begin in March.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
