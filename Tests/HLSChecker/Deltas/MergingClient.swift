/// A client that asks for delta updates and merges them with what it has (RFC 8216bis §6.3.7).
public struct MergingClient: Sendable {
    private var layout: PlaylistLayout?

    public init() {}

    /// The playlist as it knows it: date ranges in front of the segments, and in the order in
    /// which they came.
    public var text: String { layout?.text ?? "" }

    /// Takes a whole playlist or a delta update.
    ///
    /// - Returns: Whether it has all that was skipped; where not, it needs the whole playlist.
    public mutating func take(_ text: String) -> Bool {
        let new = PlaylistLayout(text)
        guard new.skip != nil else {
            layout = new
            return true
        }
        guard let layout, let merged = PlaylistLayout.merging(layout, new) else { return false }
        self.layout = merged
        return true
    }

    /// Whether what it knows says the same as a whole playlist, date ranges in any order.
    public func equals(_ whole: String) -> Bool {
        guard var known = layout else { return false }
        if known.text == whole { return true }
        var other = PlaylistLayout(whole)
        known.dateRanges.sort { $0.line < $1.line }
        other.dateRanges.sort { $0.line < $1.line }
        return known.text == other.text
    }
}
