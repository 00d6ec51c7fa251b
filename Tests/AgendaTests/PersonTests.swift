import Agenda
import Testing

@Suite("Persons")
struct PersonTests {
    @Test("a faction counts from its first day to its last, and once")
    func factions() {
        let person = Person(
            id: 1, name: "Ada Weiß",
            memberships: [
                Membership(faction: "SPD", to: "2024-12-31"),
                Membership(faction: "Grüne", role: "Vorsitz", from: "2025-01-01"),
                Membership(faction: "Grüne", role: "Mitglied", from: "2025-01-01"),
                Membership(faction: "Liste", from: "2024-12-31", to: "2025-01-01"),
            ])
        #expect(person.factions(on: "2024-12-30") == ["SPD"])
        #expect(person.factions(on: "2024-12-31") == ["SPD", "Liste"])
        #expect(person.factions(on: "2025-01-01") == ["Grüne", "Liste"])
        #expect(person.factions(on: "2025-01-02") == ["Grüne"])
    }
}
