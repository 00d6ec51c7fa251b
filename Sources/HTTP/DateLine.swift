import Glibc

/// The Date line in the form of RFC 9110 §5.6.7, made anew once a second.
struct DateLine {
    private(set) var bytes: [UInt8] = []
    private var second = 0

    /// Brings the line up to the present second.
    mutating func refresh() {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &now)
        guard now.tv_sec != second || bytes.isEmpty else { return }
        second = now.tv_sec
        bytes = Array("Date: \(DateLine.text(second))\r\n".utf8)
    }

    /// An instant, in seconds since 1970, as an HTTP date.
    static func text(_ second: Int) -> String {
        var second = second
        var parts = tm()
        gmtime_r(&second, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)])"
            + " \(1900 + parts.tm_year)"
            + " \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
    }
}
