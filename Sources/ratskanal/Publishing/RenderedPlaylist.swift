/// A playlist's text, shared by all who ask for it until the next announcement.
final class RenderedPlaylist: Sendable {
    let bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}
