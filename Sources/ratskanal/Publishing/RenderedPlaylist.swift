import Playlist

/// A playlist's text, shared by all who ask for it until the next announcement.
final class RenderedPlaylist: Sendable {
    let bytes: [UInt8]
    /// What it leaves out; nil where it is whole.
    let delta: DeltaUpdate?
    /// From when on it says something else though nothing happened; nil is never.
    let expiry: ContinuousClock.Instant?

    init(
        bytes: [UInt8], delta: DeltaUpdate? = nil, expiry: ContinuousClock.Instant? = nil
    ) {
        self.bytes = bytes
        self.delta = delta
        self.expiry = expiry
    }
}
