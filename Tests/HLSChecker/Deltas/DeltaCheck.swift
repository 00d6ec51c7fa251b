/// Holds a delta update against the whole playlist of the same moment (RFC 8216bis §6.2.5.1).
public enum DeltaCheck {
    /// - Parameters:
    ///   - earlier: What the client has: a playlist no older than half the skip boundary.
    ///   - directive: The value of `_HLS_skip` that was asked for: `YES` or `v2`.
    public static func findings(
        earlier: String, delta: String, whole: String, directive: String
    ) -> [Finding] {
        let update = PlaylistLayout(delta)
        let now = PlaylistLayout(whole)
        guard update.skip != nil else {
            return update.sorted.text == now.sorted.text
                ? [] : [Finding(.deltaDiffers, "Nothing is skipped, and it is another.")]
        }
        let line = Playlist(delta).first("EXT-X-SKIP")?.line
        if directive == "v2", update.removed == nil {
            return [
                Finding(
                    .missingRemovedDateRanges, line: line,
                    "There is no RECENTLY-REMOVED-DATERANGES.")
            ]
        }
        let listed = update.segments.compactMap(\.last)
        guard update.mediaSequence == now.mediaSequence,
            update.skipped + listed.count == now.segments.count,
            listed == now.segments.suffix(listed.count).compactMap(\.last)
        else {
            return [
                Finding(
                    .skipCount, line: line,
                    "\(update.skipped) are skipped and \(listed.count) listed of "
                        + "\(now.segments.count).")
            ]
        }
        let before = PlaylistLayout(earlier)
        if let removed = update.removed {
            let left = Set(now.dateRanges.map(\.id)).union(removed)
            if let untold = before.dateRanges.first(where: { !left.contains($0.id) }) {
                return [Finding(.removalUntold, line: line, "\(untold.id) is gone.")]
            }
        }
        guard let merged = PlaylistLayout.merging(before, update) else { return [] }
        return difference(merged.sorted, now.sorted)
    }

    private static func difference(
        _ merged: PlaylistLayout, _ now: PlaylistLayout
    ) -> [Finding] {
        let lines = (merged.text.split(separator: "\n"), now.text.split(separator: "\n"))
        guard lines.0 != lines.1 else { return [] }
        let change = lines.1.difference(from: lines.0)
        let words = change.prefix(3).map { change in
            switch change {
            case .insert(_, let line, _): "it lacks \(line)"
            case .remove(_, let line, _): "it has \(line)"
            }
        }
        return [Finding(.deltaDiffers, "Merged, \(words.joined(separator: "; ")).")]
    }
}
