import Agenda
import Foundation
import Link
import Storage

extension Desk {
    /// Brings a session's agenda to what a source says.
    func replaceAgenda(of session: Session, with items: [ImportedItem]) throws {
        let agenda = try catalogue.importAgenda(items, into: session.id, before: closeGateIfNeeded)
        try Findable.update(session.id, in: catalogue)
        Output.write(line: "\(session.id): \(agenda.count.counted("item"))")
    }

    /// Takes the agenda of the only meeting there is into a session, which is its own from then
    /// on.
    func takeAgenda(of contents: OParlContents, into session: Session) throws {
        var contents = contents
        guard contents.meetingCount == 1, let meeting = try contents.next(1).first else {
            throw Failure(
                .failed,
                "There are \(contents.meetingCount) meetings, and --session takes the agenda of "
                    + "one: name a file or URL with one meeting, or leave --session out.")
        }
        guard let items = meeting.agenda else {
            throw Failure(
                .failed,
                "The meeting \(meeting.label) comes without an agenda: wait until it has one, or name "
                    + "the files with its agenda items too.")
        }
        guard meeting.isAgendaWhole else {
            throw Failure(
                .failed,
                "Not every agenda item of \(meeting.label) could be asked for, so the agenda stays "
                    + "as it was: try again later.")
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

    /// How many meetings share a transaction: a live session's parts wait for each.
    private static let batch = 20

    /// Makes or updates a session for each meeting, and the roster: a batch of meetings whole or
    /// not at all, so that what was called off is taken up again by the same command.
    func takeMeetings(of contents: OParlContents) throws {
        var contents = contents
        for body in configuration.bodies where try catalogue.body(body.id) == nil {
            try catalogue.upsert(body)
        }
        let counts = contents.counts.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
        Output.write(line: "Read: \(counts)")
        let persons = try catalogue.importPersons(contents.persons, keepsUnsaid: true)
        try Findable.update(catalogue.sessions(naming: persons.map(\.id)), in: catalogue)
        var result = MeetingImport()
        var failure: (any Error)?
        do {
            try take(&contents, into: &result)
        } catch {
            failure = error
        }
        Output.write(
            line:
                "Sessions: \(result.created.count) new, \(result.updated.count) brought up to date, "
                + "\(result.cancelled.count) cancelled; \(result.items.counted("item")) with "
                + "\(result.papers.counted("paper")); new bodies: \(result.bodies.count)")
        Output.write(line: "Persons: \(persons.count)")
        for id in result.kept.prefix(Self.namedAtMost) {
            Output.write(
                line: "Kept: \(id) has taken place, although the source has deleted its meeting")
        }
        if contents.danglingReferences > 0 {
            Output.write(
                line: "References to meetings, papers, consultations or organisations that are not "
                    + "there: \(contents.danglingReferences)")
        }
        var skipped = contents.skipped
        skipped += result.skipped
        report(skipped)
        if let failure { throw failure }
    }

    private func take(_ contents: inout OParlContents, into result: inout MeetingImport) throws {
        let named = Set(configuration.bodies.map(\.id))
        let persons = try catalogue.persons(on: nil)
        var bar = ProgressBar("Taking in", total: Double(contents.meetingCount), of: "meetings")
        defer { bar.clear() }
        func take(_ meetings: [ImportedMeeting], deleted: [String] = []) throws {
            let batch = try catalogue.importMeetings(
                meetings, deleted: deleted, keepingNamesOf: named, before: closeGateIfNeeded)
            result += batch
            try Findable.update(batch.sessions, naming: persons, in: catalogue)
        }
        var count = 0
        while case let meetings = try contents.next(Self.batch), !meetings.isEmpty {
            guard !Interruption.hasCome else {
                throw Failure(
                    .failed,
                    "It was called off: \(count) of \(contents.meetingCount) meetings were taken "
                        + "in; the same command again takes in the rest.")
            }
            try take(meetings)
            count += meetings.count
            bar.show(Double(count))
        }
        try take([], deleted: contents.deleted)
    }

    /// So many of a kind are named one by one in what a command prints.
    private static let namedAtMost = 20

    private func report(_ skipped: SkippedObjects) {
        guard skipped.count > 0 else { return }
        Output.write(line: "Skipped: \(skipped.count)")
        for object in skipped.first.prefix(Self.namedAtMost) { Output.write(line: "  \(object)") }
        if skipped.count > Self.namedAtMost {
            Output.write(line: "  and \(skipped.count - Self.namedAtMost) more")
        }
    }

    /// Where an item that is open now turns out to be non-public, nothing more of it goes out:
    /// asked before that is committed. The press needs no catalogue, which is being written here.
    @Sendable private func closeGateIfNeeded(_ contents: SessionContents) throws {
        guard contents.openNonPublicItem != nil || contents.publicity.closesAll else { return }
        let known =
            contents.publicity.closesAll ? try catalogue.contents(of: contents.session.id) : nil
        // By hand a session that is closed by its name can be opened, and then stays so.
        guard contents.openNonPublicItem != nil || known?.publicity.closesAll == false else {
            return
        }
        try commandIfRunning(
            .closeGate(.init(contents.session.id), by: Self.name, key: UUID().uuidString))
    }
}
