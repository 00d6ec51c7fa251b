import Agenda
import Testing

/// An agenda, what was opened in order, and the item that comes next.
struct NextItemRow: Sendable, CustomTestStringConvertible {
    var rule: String
    var agenda = ["1", "2", "3", "4"]
    var withdrawn: Set<Int64> = []
    var opened: [Int64]
    var next: Int64?

    var testDescription: String { rule }

    static let all = [
        NextItemRow(rule: "at the start the first", opened: [], next: 1),
        NextItemRow(rule: "the one after the open one", opened: [1, 2], next: 3),
        NextItemRow(rule: "a withdrawn one is passed over", withdrawn: [2], opened: [1], next: 3),
        NextItemRow(rule: "one that had its turn is passed over", opened: [3, 1, 2], next: 4),
        NextItemRow(rule: "what was left out comes at the end", opened: [1, 3, 4], next: 2),
        NextItemRow(
            rule: "an item taken up again leads on when all had their turn",
            opened: [1, 2, 3, 4, 2], next: 3),
        NextItemRow(
            rule: "and passes over what is withdrawn", withdrawn: [3], opened: [1, 2, 4, 2],
            next: 4),
        NextItemRow(rule: "after the last there is none", opened: [1, 2, 3, 4], next: nil),
        NextItemRow(
            rule: "nor where the rest is withdrawn", withdrawn: [4], opened: [1, 2, 3], next: nil),
        NextItemRow(
            rule: "an item without the public has had its turn",
            agenda: ["1", "!2", "3", "4"], opened: [1, 2, 1], next: 3),
        NextItemRow(
            rule: "a parent is open with its child", agenda: ["1", "2", "  2.1", "3"],
            opened: [1, 3], next: 4),
    ]
}

@Suite("The next item")
struct NextItemTests {
    @Test("follows each rule", arguments: NextItemRow.all)
    func rules(row: NextItemRow) {
        var chamber = Chamber(row.agenda, isLive: true)
        for index in chamber.agenda.indices where row.withdrawn.contains(chamber.agenda[index].id) {
            chamber.agenda[index].isWithdrawn = true
        }
        var markers: [Marker] = []
        for (index, item) in row.opened.enumerated() {
            let time = Double(10 * index + 10)
            // What is not public closes the gate first, and it opens again before the next.
            let isHidden = chamber.agenda.first { $0.id == item }?.publicity == .nonPublic
            if isHidden { markers.append(.kind(.gateClose, time)) }
            markers.append(.item(time, item))
            if isHidden { markers.append(.kind(.gateOpen, time + 5)) }
        }
        #expect(chamber.timeline(markers).nextItem(on: chamber.agenda)?.id == row.next)
    }
}
