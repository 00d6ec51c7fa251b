import Agenda
import Recording

/// What the store has of the segments under way.
struct StoredMedia {
    struct Open {
        var epoch: Int
        var sequence: Int
        var parts: [Part] = []
        /// False from the first part on that could not be stored.
        var isStored = true
    }

    var open: [TrackID: Open] = [:]
    /// One whose beginning could not be stored yet.
    var unstoredEpoch: Epoch?
    /// The last number that is reserved in this epoch.
    var reserved: Int?
}
