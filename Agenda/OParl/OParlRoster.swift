import Foundation

/// Who may speak: persons with the factions they belong to.
struct OParlRoster {
    let objects: OParlObjects
    let calendar: Calendar

    private static let factionTypes: Set<String> = ["fraktion", "fraktionen", "faction"]

    /// Whether an organisation is a faction of the council, by its type or its class.
    static func isFaction(_ organization: OParlObject) -> Bool {
        [OParlField.organizationType, .classification].contains { field in
            organization[field].text.map { factionTypes.contains($0.lowercased()) } ?? false
        }
    }

    /// All persons; those that have no name are added to `skipped`.
    func persons(skipped: inout SkippedObjects) throws(AgendaError) -> [Person] {
        let naming = try objects.relation(from: .membership, by: .person, to: .person)
        var persons: [Person] = []
        for number in try objects.numbers(.person) {
            guard let object = try objects.object(number) else { continue }
            guard let name = Self.name(object) else {
                skipped.add(object.label, "the person has no name")
                continue
            }
            var own: [Int] = []
            for value in object[.membership].list {
                if let number = try objects.number(value, as: .membership) { own.append(number) }
            }
            own += naming.sources(naming: number).filter { !own.contains($0) }
            persons.append(
                Person(
                    id: 0, name: name, memberships: try factions(own), role: object[.status].text,
                    oparlID: object.id))
        }
        return persons
    }

    /// Memberships of factions, and of committees on behalf of a faction where that is all there
    /// is of it.
    private func factions(_ numbers: [Int]) throws(AgendaError) -> [Membership] {
        var memberships: [OParlObject] = []
        for number in numbers {
            if let membership = try objects.object(number) { memberships.append(membership) }
        }
        var list: [Membership] = []
        func add(_ membership: OParlObject, _ faction: String, role: String?) {
            let entry = Membership(
                faction: faction, role: role, from: day(membership[.startDate]),
                to: day(membership[.endDate]))
            if !list.contains(entry) { list.append(entry) }
        }
        for membership in memberships {
            if let faction = try faction(membership[.organization]) {
                add(membership, faction, role: membership[.role].text)
            }
        }
        let direct = Set(list.map(\.faction))
        for membership in memberships {
            if let faction = try faction(membership[.onBehalfOf]), !direct.contains(faction) {
                add(membership, faction, role: nil)
            }
        }
        return list
    }

    private func faction(_ value: OParlValue) throws(AgendaError) -> String? {
        guard let organization = try objects.object(value, as: .organization),
            Self.isFaction(organization)
        else { return nil }
        return organization[.name].text ?? organization[.shortName].text
    }

    /// Years far away stand for "no end known".
    private func day(_ value: OParlValue) -> String? {
        value.text.flatMap { OParlTime.day($0, in: calendar) }.flatMap { $0 < "2090" ? $0 : nil }
    }

    /// Without "Herr" or "Frau", and put together from its parts where it does not stand there.
    private static func name(_ person: OParlObject) -> String? {
        let family = person[.familyName].text
        let given = person[.givenName].text
        let parts = person[.title].list.compactMap(\.text) + [given, family].compactMap(\.self)
        guard var name = person[.name].text else {
            return family == nil ? nil : parts.joined(separator: " ")
        }
        for address in [person[.formOfAddress].text, "Herr", "Frau"].compactMap(\.self)
        where name.hasPrefix(address + " ") {
            name = String(name.dropFirst(address.count + 1))
            break
        }
        if let family, let given, name == "\(family), \(given)" {
            name = parts.joined(separator: " ")
        }
        return name
    }
}
