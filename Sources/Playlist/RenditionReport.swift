public import Recording

/// How far a sibling track is, so that a player changes over without asking.
public struct RenditionReport: Hashable, Sendable {
    public var track: TrackID
    /// The last media sequence number, and the last part in it where it has parts.
    public var sequence: Int
    public var part: Int?

    public init(track: TrackID, sequence: Int, part: Int?) {
        self.track = track
        self.sequence = sequence
        self.part = part
    }

    func line(_ view: LivePlaylist.View, address: MediaAddress) -> String {
        let uri = address.sibling(track, playlist: view.rawValue)
        let line = "#EXT-X-RENDITION-REPORT:URI=\"\(uri)\",LAST-MSN=\(sequence)"
        guard let part else { return line }
        return line + ",LAST-PART=\(part)"
    }
}
