import Agenda
import Foundation
import Recording
import Testing

@testable import Storage

@Suite("Looking at a catalogue")
struct CatalogueInspectionTests {
    private func names(in folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test("A catalogue at rest is read without a file beside it; none is none")
    func untouched() throws {
        // Characters that mean something in a URI.
        let folder = TemporaryFolder(
            at: FileManager.default.temporaryDirectory.path + "/a?b#c%20 ä-\(UUID().uuidString)")
        let directory = try DataDirectory(at: folder.path, owning: false)
        #expect(try CatalogueInspection(at: directory.catalogue) == nil)
        _ = try Catalogue(at: directory.catalogue)
        let before = try names(in: folder)
        #expect(before.filter { $0.hasPrefix("catalogue") } == ["catalogue.sqlite"])
        let size = try folder.size(of: "catalogue.sqlite")
        let seen = try #require(try CatalogueInspection(at: directory.catalogue))
        #expect(seen.version == seen.known && seen.known == Migration.all.count)
        #expect(seen.faults.isEmpty && seen.bitRates.isEmpty)
        #expect(try names(in: folder) == before)
        #expect(try folder.size(of: "catalogue.sqlite") == size)
    }

    @Test("While somebody has it open, what is in the log counts: the newest recording's bit rate")
    func rates() throws {
        let chamber = try Chamber()
        let store = chamber.store()
        try store.begin(Chamber.epoch(), of: chamber.session.id)
        for sequence in 0..<6 { try chamber.record(sequence, into: store) }
        let path = chamber.directory.catalogue
        let seen = try #require(try CatalogueInspection(at: path))
        let segments = try chamber.segments(.video) + chamber.segments(.audio)
        let bytes = segments.reduce(0) { $0 + ($1.location?.range.length ?? 0) }
        // Six segments of two seconds.
        #expect(abs((seen.bitRates["saal"] ?? 0) - Double(bytes) * 8 / 12) < 1)
        #expect(seen.bitRates.count == 1)
        // A later one that is too short to say anything says nothing of the one before.
        let other = try chamber.catalogue.createSession(
            title: "Später", body: "gemeinderat", day: "2026-12-20", room: "saal")
        try store.begin(Chamber.epoch(), of: other.id)
        #expect(try CatalogueInspection(at: path)?.bitRates == [:])
    }

    @Test("Damage is told, and another program's file is none of ours")
    func damaged() throws {
        let folder = TemporaryFolder()
        let path = try DataDirectory(at: folder.path, owning: false).catalogue
        _ = try Catalogue(at: path)
        let size = try folder.size(of: "catalogue.sqlite")
        // The last page holds a table or an index; its kind is none.
        try folder.change("catalogue.sqlite") { handle in
            try handle.seek(toOffset: UInt64(size - 4096))
            try handle.write(contentsOf: Data(repeating: 0xff, count: 4096))
        }
        let faults = try CatalogueInspection(at: path)?.faults ?? []
        #expect(!faults.isEmpty)
        try FileManager.default.removeItem(atPath: path)
        try Data(repeating: 7, count: 8192).write(to: URL(filePath: path))
        let error = #expect(throws: StorageError.self) { try CatalogueInspection(at: path) }
        #expect(error?.code == .damaged)
    }
}
