import Agenda
import Foundation
import Pages
import Recording

/// What is said of a session at one moment: whatever one answer tells is taken from one of these.
struct SessionSnapshot: Sendable {
    /// How far a marker of now may lie ahead of what is recorded: it belongs to frames that are
    /// on their way.
    private static let lead: TimeInterval = 10

    let facts: ShelvedSession.Facts
    /// Grows whenever it changes who may see the session.
    let admission: Int
    /// How media time and the wall clock relate, up to the live edge.
    let clock: WallClock
    let edge: MediaTime
    /// As far as the public may know it.
    let timeline: Timeline
    /// Whether the public is shut out.
    let isGateClosed: Bool

    /// - Parameters:
    ///   - isRunning: Whether frames are coming: then markers of now lie ahead of `edge`.
    ///   - presses: What shut or opened the room and is not among the markers yet.
    init(
        _ facts: ShelvedSession.Facts, admission: Int, clock: WallClock, edge: MediaTime,
        isRunning: Bool, presses: [Marker]
    ) {
        self.facts = facts
        self.admission = admission
        var clock = clock
        for index in clock.stretches.indices {
            clock.stretches[index].pairs = facts.pairs[clock.stretches[index].epoch] ?? []
        }
        self.clock = clock
        self.edge = edge
        let recordedEnd = clock.end
        if isRunning, let last = clock.stretches.indices.last {
            clock.stretches[last].mediaEnd = recordedEnd + MediaTime(seconds: Self.lead)
        }
        let isLive = facts.session.state == .live
        timeline = Timeline(
            agenda: facts.agenda, markers: facts.markers + presses, clock: clock, isLive: isLive,
            publicity: facts.publicity, gateDelay: facts.gateDelay, recordedEnd: recordedEnd)
        isGateClosed = isLive && timeline.isClosedAtEnd
    }

    /// Whether nothing more comes of what was recorded last: what lies at `edge` then stays there.
    var isAtRest: Bool {
        session.state != .live || isGateClosed || timeline.breakAtEnd?.isDark == true
    }

    var session: Session { facts.session }

    /// The key that stands on every URI; nil where none does.
    var key: String? { session.visibility == .unlisted ? session.key : nil }

    /// Everything that pages and answers show.
    func contents(roomName: String?) -> Pages.SessionContents {
        Pages.SessionContents(
            session: session, roomName: roomName, agenda: facts.agenda,
            publicity: facts.publicity, timeline: timeline, clock: clock, persons: facts.persons)
    }
}
