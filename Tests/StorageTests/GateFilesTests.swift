import Agenda
import Foundation
import Recording
import Testing

@testable import Storage

/// A room's record and block, as a start finds them.
struct GateFilesTests {
    private let chamber: Chamber
    private let runtime = TemporaryFolder()

    init() throws {
        chamber = try Chamber()
    }

    private func start() throws -> GateFiles {
        try GateFiles(
            room: "saal", directory: chamber.directory, catalogue: chamber.catalogue,
            runtime: runtime.path)
    }

    @Test("The first start makes the block, and the next one finds what was written")
    func makes() throws {
        try DataDirectory.makeFolder(at: runtime.path)
        let first = try start()
        #expect(first.found.block == .absent && !first.found.isBlockExpected)
        #expect(try chamber.folder.size(of: "run/gate-saal") == 8192)
        let note = GateNote(counter: 3, session: chamber.session.id, isClosed: true)
        try first.writeRecord(note)
        try first.writeBlock(note)
        let second = try start()
        #expect(second.found.notes == [note, note])
    }

    @Test("A block that is gone stays so until the room's state is known, whatever starts between")
    func gone() throws {
        try DataDirectory.makeFolder(at: runtime.path)
        _ = try start()
        try FileManager.default.removeItem(atPath: chamber.folder.path + "/run/gate-saal")
        for _ in 1...2 {
            let found = try start().found
            #expect(found.block == .absent && found.isBlockExpected)
        }
        try start().writeBlock(GateNote(isClosed: true))
        #expect(try start().found.notes.map(\.isClosed) == [true])
    }
}
