import Agenda
import Foundation
import Glibc
import Recording
import Testing

@testable import Storage

@Suite("Record and block of a room")
struct GateFilesTests {
    private let chamber: Chamber
    private let runtime = TemporaryFolder()

    init() throws {
        chamber = try Chamber()
        try DataDirectory.makeFolder(at: runtime.path)
    }

    /// As a process that starts now finds them.
    private func files(of catalogue: Catalogue? = nil) throws -> GateFiles {
        try GateFiles(
            room: "saal", directory: chamber.directory, catalogue: catalogue ?? chamber.catalogue,
            runtime: runtime.path)
    }

    private var block: String { chamber.directory.file("run/gate-saal") }
    private let note = GateNote(counter: 7, isClosed: true)

    @Test("A first start finds neither, and nothing is doubtful")
    func first() throws {
        let found = try files().found
        #expect(found.record == .absent && found.block == .absent)
        #expect(!found.isBlockExpected && found.trouble == nil)
        #expect(try files().found.block == .note(GateNote()))
    }

    @Test("What was written is found again")
    func written() throws {
        let files = try files()
        try files.writeRecord(note)
        try files.writeBlock(note)
        let found = try self.files().found
        #expect(found.record == .note(note) && found.block == .note(note))
    }

    @Test("A block that is gone stays gone until a room writes it, however often it is looked for")
    func gone() throws {
        _ = try files()
        #expect(unlink(block) == 0)
        for _ in 0..<2 {
            let found = try files().found
            #expect(found.block == .absent && found.isBlockExpected)
        }
        try files().writeBlock(note)
        #expect(try files().found.block == .note(note))
    }

    @Test("What is torn, or another catalogue's, is unclear")
    func unclear() throws {
        try files().writeBlock(note)
        let other = try Catalogue(at: chamber.directory.file("other.sqlite"))
        let found = try files(of: other).found
        guard case .unclear = found.block else {
            Issue.record("\(found.block)")
            return
        }
        #expect(truncate(block, 100) == 0)
        let torn = try files().found
        guard case .unclear = torn.block else {
            Issue.record("\(torn.block)")
            return
        }
    }

    @Test("A press whose key belongs to another mark still closes")
    func foreignKey() throws {
        let (catalogue, session) = (chamber.catalogue, chamber.session.id)
        func press(_ kind: MarkerKind, _ counter: Int64, _ key: String?) -> Press {
            Press(
                session: session, kind: kind, time: .zero,
                stamp: RoomStamp(counter: counter, wall: Chamber.wall), by: "test", key: key)
        }
        _ = try catalogue.add(
            Marker(kind: .note, at: .media(.zero), text: "a", key: "one"), to: session, by: "test")
        #expect(try catalogue.keep(press(.gateClose, 1, "one")).kind == .gateClose)
        _ = try catalogue.keep(press(.gateClose, 2, "two"))
        _ = try catalogue.keep(press(.gateOpen, 3, nil))
        let again = try catalogue.keep(press(.gateClose, 4, "one"))
        #expect(again.kind == .gateClose && again.stamp?.counter == 4)
        #expect(try catalogue.keep(press(.gateClose, 4, "one")).id == again.id)
        #expect(
            try catalogue.markers(of: session).map(\.kind)
                == [.note, .gateClose, .gateOpen, .gateClose])
    }
}
