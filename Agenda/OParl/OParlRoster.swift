import Foundation

/// Who may speak: persons with the factions they belong to.
struct OParlRoster {
    let objects: OParlObjects
    let calendar: Calendar

    private static let factionTypes: Set<String> = ["fraktion", "fraktionen", "faction"]

    /// Whether an organisation is a faction of the council, by its type or its class.
    static func isFaction(_ organization: OParlObject) -> Bool {
        ["organizationType", "classification"].contains { field in
            organization[field].text.map { factionTypes.contains($0.lowercased()) } ?? false
        }
    }

    /// All persons, and those that have no name.
    func persons() -> (persons: [Person], skipped: [SkippedObject]) {
        var memberships: [OParlReference: [OParlObject]] = [:]
        for membership in objects.all(.membership) {
            for value in membership["person"].list {
                guard let id = objects.object(value, as: .person)?.id ?? value.text else {
                    continue
                }
                memberships[OParlReference(id), default: []].append(membership)
            }
        }
        var skipped: [SkippedObject] = []
        let persons = objects.all(.person).compactMap { object -> Person? in
            guard let name = Self.name(object) else {
                skipped.append(SkippedObject(id: object.label, reason: "the person has no name"))
                return nil
            }
            var own = object["membership"].list
                .compactMap { objects.object($0, as: .membership) }
            let known = Set(own.compactMap(\.id))
            let others = object.id.flatMap { memberships[OParlReference($0)] } ?? []
            own += others.filter { $0.id.map { !known.contains($0) } ?? true }
            return Person(
                id: 0, name: name, memberships: factions(own), role: object["status"].text,
                oparlID: object.id)
        }
        return (persons, skipped)
    }

    /// Memberships of factions, and of committees on behalf of a faction where that is all there
    /// is of it.
    private func factions(_ memberships: [OParlObject]) -> [Membership] {
        var list: [Membership] = []
        func add(_ membership: OParlObject, _ faction: String, role: String?) {
            let entry = Membership(
                faction: faction, role: role, from: day(membership["startDate"]),
                to: day(membership["endDate"]))
            if !list.contains(entry) { list.append(entry) }
        }
        for membership in memberships {
            if let faction = faction(membership["organization"]) {
                add(membership, faction, role: membership["role"].text)
            }
        }
        let direct = Set(list.map(\.faction))
        for membership in memberships {
            if let faction = faction(membership["onBehalfOf"]), !direct.contains(faction) {
                add(membership, faction, role: nil)
            }
        }
        return list
    }

    private func faction(_ value: OParlValue) -> String? {
        guard let organization = objects.object(value, as: .organization),
            Self.isFaction(organization)
        else { return nil }
        return organization["name"].text ?? organization["shortName"].text
    }

    /// Years far away stand for "no end known".
    private func day(_ value: OParlValue) -> String? {
        value.text.flatMap { OParlTime.day($0, in: calendar) }.flatMap { $0 < "2090" ? $0 : nil }
    }

    /// Without "Herr" or "Frau", and put together from its parts where it does not stand there.
    private static func name(_ person: OParlObject) -> String? {
        let family = person["familyName"].text
        let given = person["givenName"].text
        let parts = person["title"].list.compactMap(\.text) + [given, family].compactMap(\.self)
        guard var name = person["name"].text else {
            return family == nil ? nil : parts.joined(separator: " ")
        }
        for address in [person["formOfAddress"].text, "Herr", "Frau"].compactMap(\.self)
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
