/// A person as a list gives it.
public struct ImportedPerson: Hashable, Sendable {
    public var name: String
    public var faction: String?
    public var role: String?

    public init(name: String, faction: String? = nil, role: String? = nil) {
        self.name = name
        self.faction = faction
        self.role = role
    }

    /// One person a name, with a membership for each faction, in the list's order; their ids are
    /// yet to be given.
    public static func persons(_ list: [ImportedPerson]) -> [Person] {
        var persons: [Person] = []
        for entry in list {
            let place = persons.firstIndex { $0.name == entry.name } ?? persons.count
            if place == persons.count { persons.append(Person(id: 0, name: entry.name)) }
            if let faction = entry.faction {
                let membership = Membership(faction: faction, role: entry.role)
                if !persons[place].memberships.contains(membership) {
                    persons[place].memberships.append(membership)
                }
            }
            persons[place].role = persons[place].role ?? entry.role
        }
        return persons
    }
}
