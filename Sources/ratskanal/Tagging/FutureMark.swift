import Agenda
import Foundation

/// A mark of what has not happened yet.
enum FutureMark {
    /// How far a mark may lie ahead: clocks differ a little, and frames are on their way.
    static let lead: TimeInterval = 10

    /// Whether a moment of a live session lies too far ahead.
    ///
    /// - Parameter clock: what is recorded so far.
    static func isMeant(by moment: Moment, clock: WallClock, now: Date) -> Bool {
        switch moment {
        case .wall(let date): date.timeIntervalSince(now) > lead
        case .media(let time): time > clock.end + MediaTime(seconds: lead)
        }
    }
}
