import Agenda
import Foundation
import Ingest
import Media
import Recording
import Testing

@Suite("What the log says of what shuts and opens a room")
struct GateLogTests {
    private func chamber(_ store: FakeStore = FakeStore(), _ shelf: FakeShelf = FakeShelf())
        -> Chamber
    {
        Chamber(.file(path: "/nowhere", atRealTime: true), store: store, shelf: shelf)
    }

    /// What was said with these words in it.
    private func said(_ words: String, by chamber: Chamber) -> [String] {
        chamber.ledger.entries.log.filter { $0.contains(words) }
    }

    @Test("Each change is one sentence with its room and its cause, and names nobody")
    func presses() async throws {
        let chamber = chamber()
        try chamber.room.start(Chamber.session)
        _ = try chamber.room.closeGate(by: "Frau Amsel")
        _ = try chamber.room.closeGate(by: "Frau Amsel", because: .item)
        try chamber.room.openGate(by: "Frau Amsel", isAllowed: true)
        try await chamber.ledger.wait { $0.log.contains { $0.contains("is open") } }
        _ = try chamber.room.startBreak(by: "Frau Amsel")
        _ = try chamber.room.startBreak(by: "Frau Amsel")
        _ = try chamber.room.endBreak(by: "Frau Amsel")
        chamber.room.shutdown()
        #expect(
            said("saal", by: chamber) == [
                "Room saal: the gate is closed, by a press.",
                "Room saal: the gate is open, by a press.",
                "Room saal: a break has begun, by a press.",
                "Room saal: the break has ended, by a press.",
            ])
        #expect(said("Amsel", by: chamber) == [])
    }

    @Test(
        "What else closes it is told apart",
        arguments: [
            (ClosingCause.item, "as an item is open that is not public"),
            (.name, "as the session's name or its body's says that it is not public"),
            (.unreadable("disk gone"), "as the agenda cannot be read (disk gone)"),
        ])
    func causes(_ cause: ClosingCause, _ words: String) throws {
        for isLive in [true, false] {
            let chamber = chamber()
            if isLive {
                try chamber.room.start(Chamber.session)
                _ = try chamber.room.closeGate(by: "agenda", because: cause)
            } else {
                try chamber.room.start(Chamber.session, closedBecause: cause)
            }
            chamber.room.shutdown()
            #expect(said("gate", by: chamber) == ["Room saal: the gate is closed, \(words)."])
        }
    }

    @Test("A restart says what it goes on with, and the session's end that of its break")
    func restarts() throws {
        let chamber = chamber(FakeStore(resume: ResumePoint(isGateClosed: true)))
        try chamber.room.start(Chamber.session, isInBreak: true)
        try chamber.room.stop()
        chamber.room.shutdown()
        #expect(
            said("saal", by: chamber) == [
                "Room saal: the gate is closed, as it was before the restart.",
                "Room saal: the break goes on, as before the restart.",
                "Room saal: the break has ended, with the session.",
            ])
    }

    @Test("A start that cannot be stored says so")
    func unstored() throws {
        let shelf = FakeShelf()
        shelf.refuse { $0 == .block }
        let chamber = chamber(FakeStore(), shelf)
        try chamber.room.start(Chamber.session)
        chamber.room.shutdown()
        #expect(
            said("is closed", by: chamber) == [
                "Room saal: the gate is closed, as its state cannot be stored."
            ])
    }
}
