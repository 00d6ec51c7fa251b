import Agenda
import Foundation

/// A mark of what has not happened yet.
enum FutureMark {
    /// How far a mark may lie ahead: clocks differ a little, and frames are on their way.
    static let lead: TimeInterval = 10

    /// Whether a moment of a live session lies too far ahead. `media`: where it stands now.
    static func isMeant(by moment: Moment, media: MediaTime, now: Date) -> Bool {
        switch moment {
        case .wall(let date): date.timeIntervalSince(now) > lead
        case .media(let time): time > media + MediaTime(seconds: lead)
        }
    }
}
