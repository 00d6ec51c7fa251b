/// Seconds as playlists write them. They are compared, and never summed over more than a window.
typealias Seconds = Double

/// A decimal number as it is written, with what its last place rounds away.
struct WrittenSeconds: Hashable, Sendable {
    let value: Seconds
    let isInteger: Bool
    /// Half a unit of the last place.
    let rounding: Seconds

    /// Nil where it is no decimal-floating-point (RFC 8216bis §4.2).
    init?(_ text: some StringProtocol) {
        let pieces = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(pieces.count), pieces.contains(where: { !$0.isEmpty }),
            pieces.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let value = Double("0" + text + (pieces.count == 2 && pieces[1].isEmpty ? "0" : ""))
        else { return nil }
        self.value = value
        isInteger = pieces.count == 1
        var unit = 1.0
        for _ in 0..<(pieces.count == 2 ? pieces[1].count : 0) { unit /= 10 }
        rounding = unit / 2
    }
}
