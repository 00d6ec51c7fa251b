/// What a delta update of a live playlist leaves out (RFC 8216bis §6.2.5.1).
public enum DeltaUpdate: String, Hashable, Sendable, CaseIterable {
    /// Older segments: `_HLS_skip=YES`.
    case segments = "YES"
    /// Older segments and older date ranges: `_HLS_skip=v2`.
    case dateRanges = "v2"

    /// Seconds of a playlist's end that are never left out: CAN-SKIP-UNTIL, six target durations.
    public static let boundary = Double(6 * MediaPlaylist.targetDuration)
}
