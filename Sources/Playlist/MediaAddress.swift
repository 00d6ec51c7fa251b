import Recording

/// Where a track's media lies, as playlists write it.
///
/// Media playlists stand beside their media and write `e3/4711.m4s`; clips stand elsewhere and
/// write `/sessions/ID/video/e3/4711.m4s`.
public struct MediaAddress: Hashable, Sendable {
    /// What stands before each URI: empty, or a path that ends in a slash.
    public var base: String
    /// The key of an unlisted session, which then stands on each URI.
    public var key: String?

    public init(base: String = "", key: String? = nil) {
        self.base = base
        self.key = key
    }

    /// `e3/init.mp4`
    public func initSection(ofEpoch epoch: Int) -> String {
        keyed("\(base)e\(epoch)/init.mp4")
    }

    /// `e3/4711.m4s`
    public func segment(_ sequence: Int, epoch: Int) -> String {
        keyed("\(base)e\(epoch)/\(sequence).m4s")
    }

    /// `e3/4711.0.m4s`
    public func part(_ index: Int, of sequence: Int, epoch: Int) -> String {
        keyed("\(base)e\(epoch)/\(sequence).\(index).m4s")
    }

    /// The same view of a sibling track, from a media playlist: `../audio/live.m3u8`.
    func sibling(_ track: TrackID, playlist: String) -> String {
        keyed("../\(track.rawValue)/\(playlist)")
    }

    private func keyed(_ uri: String) -> String { Self.adding(key, to: uri) }

    static func adding(_ key: String?, to uri: String) -> String {
        guard let key else { return uri }
        return uri + "?key=" + key
    }
}
