import Agenda
import Foundation

/// What `--at` can say: `now`, a time, or a position in the recording.
enum AtOption: Hashable, Sendable {
    case now
    case moment(Moment)

    /// `now`, `2026-11-20T17:00:02Z`, or `H:MM:SS`; nil for anything else.
    init?(_ text: String) {
        if text == "now" {
            self = .now
        } else if let time = APITime(text) {
            self = .moment(.wall(time.date))
        } else if let position = MediaTime(position: text) {
            self = .moment(.media(position))
        } else {
            return nil
        }
    }
}
