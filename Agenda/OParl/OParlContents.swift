import Foundation

/// What an OParl source holds for us, its references followed.
public struct OParlContents {
    private var meetings: OParlMeetings
    private let numbers: [Int]
    private var given = 0
    private let ownSkipped: SkippedObjects
    private let lostNames: Int

    /// Their ids are yet to be given.
    public let persons: [Person]
    /// OParl ids of what the source says was deleted, of whatever kind.
    public let deleted: [String]
    /// How many objects the source holds, and of which kind, for messages: ("papers", 2097).
    public let counts: [(name: String, count: Int)]

    init(
        _ objects: OParlObjects, skipped: SkippedObjects, lostNames: Int, calendar: Calendar
    ) throws(AgendaError) {
        meetings = try OParlMeetings(objects, calendar: calendar)
        numbers = try objects.numbers(.meeting)
        var skipped = skipped
        persons = try OParlRoster(objects: objects, calendar: calendar).persons(skipped: &skipped)
        deleted = try objects.deletedIDs()
        ownSkipped = skipped
        self.lostNames = lostNames
        let counts = try objects.counts()
        self.counts = Self.names.compactMap { kind, one, many in
            counts[kind].map { ($0 == 1 ? one : many, $0) }
        }
    }

    private static let names: [(kind: OParlKind, one: String, many: String)] = [
        (.meeting, "meeting", "meetings"), (.agendaItem, "agenda item", "agenda items"),
        (.paper, "paper", "papers"), (.consultation, "consultation", "consultations"),
        (.organization, "organisation", "organisations"), (.person, "person", "persons"),
        (.membership, "membership", "memberships"), (.file, "file", "files"),
        (.body, "body", "bodies"), (.system, "system", "systems"),
        (.other, "other object", "other objects"),
    ]

    public var meetingCount: Int { numbers.count }

    /// Whether there is nothing to import.
    public var isEmpty: Bool { numbers.isEmpty && persons.isEmpty && deleted.isEmpty }

    /// The next meetings, at most so many, in the order in which they were met; none at the end.
    public mutating func next(_ count: Int) throws(AgendaError) -> [ImportedMeeting] {
        var next: [ImportedMeeting] = []
        while next.count < count, given < numbers.count {
            given += 1
            if let meeting = try meetings.meeting(numbers[given - 1]) { next.append(meeting) }
        }
        return next
    }

    /// What was left out so far.
    public var skipped: SkippedObjects {
        var skipped = ownSkipped
        skipped += meetings.skipped
        return skipped
    }

    /// How many meetings, papers, consultations and organisations were named so far and are not
    /// there.
    public var danglingReferences: Int { lostNames + meetings.danglingReferences }
}
