/// What a person is to the council while speaking.
public enum SpeakerRole: String, Sendable, Codable, CaseIterable {
    case chair, member, guest, administration
}

/// A person's place in a faction over a time; days are `YYYY-MM-DD`, both ends inclusive.
public struct Membership: Hashable, Sendable, Codable {
    public var faction: String
    public var role: String?
    public var from: String?
    public var to: String?

    public init(faction: String, role: String? = nil, from: String? = nil, to: String? = nil) {
        self.faction = faction
        self.role = role
        self.from = from
        self.to = to
    }
}

/// Somebody who may speak.
public struct Person: Hashable, Sendable, Identifiable {
    /// An integer that is never used again.
    public var id: Int64
    public var name: String
    public var memberships: [Membership]
    /// What the roster says: "Oberbürgermeisterin", "Verwaltung"; nil for a plain member.
    public var role: String?
    public var oparlID: String?

    public init(
        id: Int64, name: String, memberships: [Membership] = [], role: String? = nil,
        oparlID: String? = nil
    ) {
        self.id = id
        self.name = name
        self.memberships = memberships
        self.role = role
        self.oparlID = oparlID
    }

    /// The factions on a day, `YYYY-MM-DD`, each once: who leads one is also a member of it.
    public func factions(on day: String) -> [String] {
        var factions: [String] = []
        for membership in memberships
        where (membership.from ?? "") <= day && day <= (membership.to ?? "9999")
            && !factions.contains(membership.faction)
        {
            factions.append(membership.faction)
        }
        return factions
    }
}
