import Foundation
import Ingest
import Media
import Recording
import Testing

@Suite struct RefusalTests {
    @Test("What has no picture is refused in one sentence", arguments: ["mp4", "ts"])
    func refuses(_ container: String) async throws {
        let file = try await Sample(seconds: 2, container: container, more: ["-vn"]).file()
        let line = try await sentence(about: file)
        #expect(line.contains("has no picture"), "\(line)")
    }

    private func sentence(about file: URL) async throws -> String {
        let chamber = Chamber(.file(path: file.path, atRealTime: false))
        try chamber.room.start(Chamber.session)
        chamber.room.run()
        let entries = try await chamber.ledger.wait { !$0.log.isEmpty }
        chamber.room.shutdown()
        #expect(entries.parts.isEmpty)
        #expect(entries.log.count == 1)
        #expect(chamber.room.status.trouble != nil)
        return entries.log.first ?? ""
    }

    @Test("A path with nothing, with a folder or with something else says so")
    func wrongFiles() async throws {
        let missing = try Sample.temporaryFile("mp4")
        #expect(try await sentence(about: missing).contains("is not there"))
        let folder = missing.deletingLastPathComponent()
        #expect(try await sentence(about: folder).contains("is a folder"))
        let text = try Sample.temporaryFile("mp4")
        try Data("Der Rat der Stadt hat beschlossen.\n".utf8).write(to: text)
        #expect(try await sentence(about: text).contains("no video that can be read"))
        let empty = try Sample.temporaryFile("mp4")
        try Data().write(to: empty)
        #expect(try await sentence(about: empty).contains("no video that can be read"))
    }

    @Test("A file that is not there yet is recorded once it is, and was said to be missing once")
    func comesLater() async throws {
        let missing = try Sample.temporaryFile("mp4")
        let chamber = Chamber(.file(path: missing.path, atRealTime: false))
        try chamber.room.start(Chamber.session)
        chamber.room.run()
        try await chamber.ledger.wait { !$0.log.isEmpty }
        let copy = try Sample.temporaryFile("mp4")
        try FileManager.default.copyItem(at: await Sample().file(), to: copy)
        try FileManager.default.moveItem(at: copy, to: missing)
        let entries = try await chamber.ledger.wait { $0.lost == 1 }
        chamber.room.shutdown()
        #expect(!entries.parts.isEmpty)
        #expect(entries.log.filter { $0.contains("is not there") }.count == 1)
    }

    @Test("A recording that is cut in the middle: what is there is kept, or one sentence says why")
    func cut() async throws {
        let stream = try Data(contentsOf: await Sample(container: "ts").file())
        let short = try Sample.temporaryFile("ts")
        try stream.prefix(stream.count / 2).write(to: short)
        let (entries, store) = try await Chamber.record(short)
        #expect(entries.segments(of: .video).count >= 1)
        #expect(store.calls.last == .close)
        // Its table of frames stands at the end, which is missing.
        let movie = try Data(contentsOf: await Sample().file())
        let broken = try Sample.temporaryFile("mp4")
        try movie.prefix(movie.count / 2).write(to: broken)
        #expect(try await sentence(about: broken).contains("no video that can be read"))
    }
}
