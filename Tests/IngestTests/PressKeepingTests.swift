import Agenda
import Foundation
import Media
import Recording
import Synchronization
import Testing

@testable import Ingest

@Suite("What is remembered of presses")
struct PressKeepingTests {
    private func press(_ kind: MarkerKind, counter: Int64, in session: SessionID? = nil) throws
        -> Press
    {
        Press(
            session: try session ?? Chamber.session, kind: kind, time: .zero,
            stamp: RoomStamp(counter: counter, wall: Date()), by: "test")
    }

    private func room(_ store: FakeStore = FakeStore()) throws -> Chamber {
        let chamber = Chamber(.file(path: "/nowhere", atRealTime: true), store: store)
        try chamber.room.start(Chamber.session)
        return chamber
    }

    @Test("Of what waits for the catalogue the first that says it stays, however often it is said")
    func keepsFirst() throws {
        var note = GateNote()
        for counter in 1...20 { note.add(try press(.gateClose, counter: Int64(counter))) }
        note.add(try press(.breakStart, counter: 21))
        note.add(try press(.gateClose, counter: 22))
        note.add(try press(.breakEnd, counter: 23))
        let other = try #require(SessionID(rawValue: "2026-11-21-stadtrat"))
        note.add(try press(.gateClose, counter: 24, in: other))
        #expect(note.pending.map(\.stamp.counter) == [1, 21, 23, 24])
    }

    @Test("A key that came while it was closed already does nothing once it has been opened")
    func repeatedWhileClosed() async throws {
        let chamber = try room()
        _ = try chamber.room.closeGate(by: "test", key: "one")
        #expect(try !chamber.room.closeGate(by: "other", key: "two").isNew)
        try chamber.room.openGate(by: "test", isAllowed: true)
        try await chamber.ledger.wait { $0.gates == [true, false] }
        #expect(try !chamber.room.closeGate(by: "other", key: "two").isShut)
        // Another kind with the same key is another press.
        #expect(try chamber.room.startBreak(by: "other", key: "two").isNew)
        chamber.room.shutdown()
    }

    @Test("A key that a session had before a restart does nothing again; an item's is none")
    func repeatedAfterRestart() throws {
        let chamber = Chamber(.file(path: "/nowhere", atRealTime: true))
        let close = try press(.gateClose, counter: 3)
        var known = close.marker
        known.key = "one"
        try chamber.room.start(
            Chamber.session,
            markers: [known, Marker(kind: .item, at: .media(.zero), key: "two")])
        #expect(try !chamber.room.closeGate(by: "test", key: "one").isShut)
        #expect(try chamber.room.closeGate(by: "test", key: "two").isNew)
        chamber.room.shutdown()
    }

    @Test("What was closed goes on closed, whether or not the catalogue has heard of it")
    func goesOnClosed() throws {
        let chamber = try room()
        chamber.store.refuse { if case .press = $0 { true } else { false } }
        _ = try chamber.room.closeGate(by: "test")
        _ = try chamber.room.startBreak(by: "test")
        try chamber.room.stop()
        #expect(chamber.shelf.last(.record)?.isClosed == true)
        #expect(chamber.shelf.last(.record)?.isBreak == false)
        try chamber.room.start(Chamber.session)
        #expect(chamber.room.status.isGateClosed && !chamber.room.status.isBreak)
        chamber.room.shutdown()
    }

    @Test("An opening that the catalogue takes too late does not come about")
    func tooLate() async throws {
        let store = FakeStore()
        let outcome = Outcome<Marker>()
        let keeper = PressKeeper(
            store, room: "saal", patience: 0.1, onKept: { _, _ in }, log: { _ in })
        store.lock(true)
        keeper.keep(try press(.gateClose, counter: 1))
        keeper.attempt(try press(.gateOpen, counter: 2), then: outcome.fill(with:))
        keeper.start(named: "keeper")
        #expect(throws: IngestError.self) { try outcome.wait() }
        store.lock(false)
        #expect(keeper.marker(of: 1, within: 30) != nil)
        keeper.stop()
        #expect(store.state.withLock { $0.presses.map(\.kind) } == [.gateClose])
    }

    @Test("Who waits for a break's end hears of it when the process ends")
    func ends() async throws {
        let chamber = try room()
        _ = try chamber.room.startBreak(by: "test")
        chamber.store.refuse { if case .press = $0 { true } else { false } }
        _ = try chamber.room.closeGate(by: "test")
        let room = chamber.room
        let outcome = Outcome<Marker>()
        let thread = Thread { outcome.fill(with: Result { try room.endBreak(by: "test") }) }
        thread.start()
        room.shutdown()
        #expect(throws: (any Error).self) { try outcome.wait() }
        #expect(room.status.isBreak)
    }

    @Test("A press of a session that the catalogue never had keeps no other from it")
    func unknown() throws {
        let store = FakeStore()
        let lost = try #require(SessionID(rawValue: "2020-01-01-stadtrat"))
        store.unknown(lost)
        let keeper = PressKeeper(
            store, room: "saal", patience: 10, onKept: { _, _ in }, log: { _ in })
        keeper.keep(try press(.gateClose, counter: 1, in: lost))
        keeper.keep(try press(.gateClose, counter: 2))
        keeper.start(named: "keeper")
        #expect(keeper.marker(of: 2, within: 30) != nil)
        keeper.stop()
    }
}
