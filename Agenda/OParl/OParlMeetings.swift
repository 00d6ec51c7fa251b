import Foundation

/// The meetings of a source.
struct OParlMeetings {
    private let objects: OParlObjects
    private let calendar: Calendar
    private var agenda: OParlAgenda
    private var danglingOrganizations = 0

    var skipped: SkippedObjects { agenda.skipped }
    var danglingReferences: Int { danglingOrganizations + agenda.danglingReferences }

    init(_ objects: OParlObjects, calendar: Calendar) throws(AgendaError) {
        self.objects = objects
        self.calendar = calendar
        agenda = try OParlAgenda(objects)
    }

    /// Nil for one that was deleted.
    mutating func meeting(_ number: Int) throws(AgendaError) -> ImportedMeeting? {
        guard let object = try objects.object(number) else { return nil }
        let name = object[.name].text
        let body = try body(of: object, called: name)
        let agenda = try agenda.agenda(of: object, number)
        // A session bears its body's name for ever: no guess at what may be known in an hour.
        let isUnknown = try isBodyUnreachable(of: object)
        let schedule: ImportedMeeting.Schedule =
            body.isGuess && isUnknown
            ? .never(reason: "whose meeting it is could not be asked for just now")
            : schedule(of: object, hasAgenda: agenda != nil)
        return ImportedMeeting(
            oparlID: object.id, label: object.label, title: name ?? body.name, body: body,
            schedule: schedule,
            isCancelled: isCancelled(object), agenda: agenda?.items,
            isAgendaWhole: agenda?.isWhole ?? true)
    }

    // MARK: Who meets

    /// The first organisation that is there and no faction; one that is not there gets a name from
    /// the meeting's.
    private mutating func body(
        of meeting: OParlObject, called name: String?
    ) throws(AgendaError) -> ImportedBody {
        let values = meeting[.organization].list
        var found: [OParlObject] = []
        for value in values {
            if let object = try objects.object(value, as: .organization) { found.append(object) }
        }
        danglingOrganizations += values.count - found.count
        if let first = found.first(where: { !OParlRoster.isFaction($0) }) ?? found.first,
            let name = first[.name].text ?? first[.shortName].text
        {
            return ImportedBody(oparlID: first.id, name: name)
        }
        return ImportedBody(
            oparlID: found.first?.id ?? values.first?.text,
            name: name.flatMap(Self.bodyName(in:)) ?? "Gremium", isGuess: true)
    }

    private func isBodyUnreachable(of meeting: OParlObject) throws(AgendaError) -> Bool {
        for value in meeting[.organization].list {
            if let id = try objects.id(of: value, as: .organization), objects.isUnreachable(id) {
                return true
            }
        }
        return false
    }

    /// "12. Sitzung des Stadtrats (öffentlich)" is of "Stadtrats", "Gemeinderat (2. Sondersitzung)"
    /// of "Gemeinderat".
    private static func bodyName(in meeting: String) -> String? {
        var name = meeting.prefix { !"(,–".contains($0) }[...]
        if let of = name.firstMatch(of: /(?i)sitzung\s+(?:des|der|vom)\s+/) {
            name = name[of.range.upperBound...]
        }
        let trimmed = name.trimmingCharacters(in: .whitespaces)
        return trimmed.isEmpty ? nil : trimmed
    }

    // MARK: When, and whether

    private func schedule(
        of meeting: OParlObject, hasAgenda: Bool
    ) -> ImportedMeeting.Schedule {
        guard meeting.id != nil else {
            return .never(reason: "the meeting has no id, so that it would not be found again")
        }
        guard let text = meeting[.start].text else {
            return .never(reason: "the meeting has no start")
        }
        guard let start = OParlTime(text, in: calendar) else {
            return .never(reason: "the meeting's start, \"\(text)\", is no time")
        }
        guard (1900..<2090).contains(start.year) else {
            return .never(reason: "the meeting starts in \(start.year), which is no date")
        }
        let end = meeting[.end].text.flatMap { OParlTime($0, in: calendar) }
        let isWholeDay = start.isMidnight && (end.map { $0.isMidnight || $0.isEndOfDay } ?? true)
        guard hasAgenda || !isWholeDay else {
            return .never(reason: "it is an entry for a whole day without an agenda, no session")
        }
        guard !start.isMidnight else { return .on(day: start.day, begin: nil, end: nil) }
        // Ends at midnight, before the start or in 2099 stand for "nobody knows".
        let length = end?.date.timeIntervalSince(start.date) ?? 0
        let isKnown = length > 0 && length <= 86_400 && end?.isMidnight == false
        return .on(day: start.day, begin: start.date, end: isKnown ? end?.date : nil)
    }

    private static let cancelling = [
        "abgesagt", "entfällt", "entfallen", "fällt aus", "ausgefallen", "cancelled", "canceled",
    ]

    /// By the flag, the state, or words in the name.
    private func isCancelled(_ meeting: OParlObject) -> Bool? {
        let words = [meeting[.meetingState], meeting[.name]].compactMap(\.text)
            .joined(separator: " ").precomposedStringWithCanonicalMapping.lowercased()
        if Self.cancelling.contains(where: words.contains) { return true }
        return meeting[.cancelled].flag
    }
}
