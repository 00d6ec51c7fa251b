import Agenda
import Foundation
import Link
import Storage

extension Desk {
    /// Brings a session's agenda to what a source says.
    func replaceAgenda(of session: Session, with items: [ImportedItem]) throws {
        let agenda = try catalogue.importAgenda(items, into: session.id)
        try closeGates(of: [session.id])
        try Findable.update(session.id, in: catalogue)
        print("\(session.id): \(agenda.count.counted("item"))")
    }

    /// Takes the agenda of the only meeting there is into a session, which is its own from then
    /// on.
    func takeAgenda(of contents: OParlContents, into session: Session) throws {
        guard contents.meetings.count == 1, let meeting = contents.meetings.first else {
            throw Failure(
                .failed,
                "There are \(contents.meetings.count) meetings, and --session takes the agenda of "
                    + "one: name a file with one meeting, or leave --session out.")
        }
        guard let items = meeting.agenda else {
            throw Failure(
                .failed,
                "The meeting \(meeting.label) comes without an agenda: name the files with its "
                    + "agenda items too.")
        }
        if session.oparlID == nil, let id = meeting.oparlID,
            try catalogue.session(oparlID: id) == nil
        {
            var linked = session
            linked.oparlID = id
            _ = try catalogue.update(linked)
        }
        try replaceAgenda(of: session, with: items)
        report(contents.skipped)
    }

    /// Makes or updates a session for each meeting, and the roster.
    func takeMeetings(of contents: OParlContents) throws {
        for body in configuration.bodies where try catalogue.body(body.id) == nil {
            try catalogue.upsert(body)
        }
        let result = try catalogue.importMeetings(
            of: contents, keepingNamesOf: Set(configuration.bodies.map(\.id)))
        try closeGates(of: result.updated)
        try Findable.update(result.sessions, in: catalogue)
        let counts = contents.counts.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
        print("Read: \(counts)")
        print(
            "Sessions: \(result.created.count) new, \(result.updated.count) brought up to date, "
                + "\(result.cancelled.count) cancelled; \(result.items.counted("item")) with "
                + "\(result.papers.counted("paper")); new bodies: \(result.bodies.count)")
        print("Persons: \(result.persons)")
        if contents.danglingReferences > 0 {
            print(
                "References to papers, consultations or organisations that are not there: "
                    + "\(contents.danglingReferences)")
        }
        report(contents.skipped + result.skipped)
    }

    private func report(_ skipped: [SkippedObject]) {
        guard !skipped.isEmpty else { return }
        print("Skipped: \(skipped.count)")
        for object in skipped { print("  \(object)") }
    }

    /// Where an item that is open now turns out to be non-public, nothing more of it goes out.
    private func closeGates(of sessions: [SessionID]) throws {
        for id in sessions where try catalogue.session(id)?.state == .live {
            if try catalogue.contents(of: id).openNonPublicItem != nil {
                try commandIfRunning(.closeGate(id, by: "command line"))
            }
        }
    }
}
