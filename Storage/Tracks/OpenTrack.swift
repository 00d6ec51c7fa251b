import Agenda
import Recording

/// A track file that is being written.
struct OpenTrack {
    let file: TrackFile
    /// Its row in the catalogue.
    let row: Int64
    /// Below the data directory.
    let name: String
    let n: Int
    let header: Int64
    /// Where its first segment starts; nil while there is none.
    var start: MediaTime?
    /// Behind the last catalogued byte.
    var end: Int64
    /// Segments with bytes in it that have not ended.
    var open: Set<Int> = []

    func isFull(at time: MediaTime, by limits: TrackLimits) -> Bool {
        guard let start, open.isEmpty else { return false }
        return time - start >= limits.duration || end >= limits.bytes
    }
}
