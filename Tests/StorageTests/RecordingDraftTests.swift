import Agenda
import Foundation
import Recording
import Testing

@testable import Storage

@Suite("Recordings that are taken in whole")
struct RecordingDraftTests {
    private static let source = ImportedFile(name: "alt.mp4", bytes: 7, digest: [1, 2, 3])
    private static let new = NewSession(title: "Alt", body: "gemeinderat", day: "2009-05-04")

    /// Four seconds in each track of each segment.
    private func fill(_ draft: RecordingDraft, segments: Int) throws {
        try draft.begin(Chamber.epoch())
        for sequence in 0..<segments {
            for track in [Chamber.video, Chamber.audio] {
                let length = Int64(track.timescale) * 4
                var part = Part(
                    index: 0,
                    start: TrackTime(value: Int64(sequence) * length, timescale: track.timescale),
                    duration: length, isIndependent: true, location: nil)
                part.location = try draft.append(
                    Array(repeating: UInt8(sequence), count: 100), as: part, track: track.id)
                let segment = Segment(
                    of: track.id, epoch: 1, sequence: sequence, joining: [part])
                try draft.end(#require(segment))
            }
        }
    }

    private func folders(_ chamber: Chamber) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: chamber.folder.path + "/media")
    }

    @Test("What is published is a session that has ended, its files as a camera's would be")
    func publishes() throws {
        let chamber = try Chamber()
        let draft = try RecordingDraft(
            in: chamber.directory, limits: TrackLimits(duration: MediaTime(seconds: 8)))
        try fill(draft, segments: 5)
        #expect(try chamber.catalogue.sessions().count == 1)
        let end = Date(timeIntervalSince1970: 1_241_460_000)
        let session = try draft.publish(Self.new, of: Self.source, end: end, in: chamber.catalogue)
        #expect(session.id.rawValue == "2009-05-04-gemeinderat")
        #expect(session.state == .ended && session.visibility == .public && session.end == end)
        for track in [Chamber.video, Chamber.audio] {
            let segments = try chamber.catalogue.segments(of: session.id, track: track.id)
            #expect(segments.map(\.sequence) == [0, 1, 2, 3, 4])
            for segment in segments {
                let location = try #require(segment.location)
                let n = segment.sequence / 2 + 1
                #expect(
                    location.file == "media/2009-05-04-gemeinderat/\(track.id)-e1-\(n).mp4")
                #expect(
                    try chamber.folder.bytes(of: location)
                        == Array(repeating: UInt8(segment.sequence), count: 100))
            }
        }
        // A live stream that went on would begin with the next number.
        let resume = try chamber.catalogue.resumePoint(of: session.id)
        #expect(resume.nextSequence == 5 && resume.mediaEnd.seconds == 20)
        #expect(try chamber.catalogue.session(importedFrom: Self.source) == session.id)
        let names = try FileManager.default.contentsOfDirectory(
            atPath: chamber.folder.path + "/media/2009-05-04-gemeinderat")
        #expect(names.count == 6 && names.allSatisfy { $0.hasSuffix(".mp4") })
    }

    @Test("A body whose recordings are reviewed first gets its import unpublished")
    func reviewed() throws {
        let chamber = try Chamber()
        try chamber.catalogue.upsert(
            Body(id: "gemeinderat", name: "Gemeinderat", archive: .review))
        let draft = try RecordingDraft(in: chamber.directory)
        try fill(draft, segments: 1)
        let session = try draft.publish(
            Self.new, of: Self.source, end: Date(), in: chamber.catalogue)
        #expect(session.visibility == .office)
    }

    @Test("Of two imports of one file that run at once the second is refused, unless it is meant")
    func atOnce() throws {
        let chamber = try Chamber()
        func publish(_ draft: RecordingDraft, takesAgain: Bool) throws -> Session {
            try draft.publish(
                Self.new, of: Self.source, end: Date(), takesAgain: takesAgain,
                in: chamber.catalogue)
        }
        let first = try RecordingDraft(in: chamber.directory)
        let second = try RecordingDraft(in: chamber.directory)
        let third = try RecordingDraft(in: chamber.directory)
        for draft in [first, second, third] { try fill(draft, segments: 1) }
        let known = try publish(first, takesAgain: false).id
        let before = try folders(chamber).count
        let error = #expect(throws: StorageError.self) { try publish(second, takesAgain: false) }
        #expect(error?.code == .importedBefore(known))
        #expect(try folders(chamber).count == before)
        #expect(try publish(third, takesAgain: true).id.rawValue == "\(known)-2")
    }

    @Test("What is not published leaves nothing behind")
    func discards() throws {
        let chamber = try Chamber()
        do {
            let draft = try RecordingDraft(in: chamber.directory)
            try fill(draft, segments: 2)
            #expect(try folders(chamber).contains { $0.hasPrefix(".import-") })
        }
        #expect(try folders(chamber).allSatisfy { !$0.hasPrefix(".") })
        // A session that cannot be made takes no folder either.
        let draft = try RecordingDraft(in: chamber.directory)
        try fill(draft, segments: 1)
        var wrong = Self.new
        wrong.body = "nobody"
        #expect(throws: StorageError.self) {
            try draft.publish(wrong, of: Self.source, end: Date(), in: chamber.catalogue)
        }
        #expect(try chamber.catalogue.sessions().count == 1)
    }

    @Test("What a killed import left goes at the next start; one under way and a whole one stay")
    func leftOvers() throws {
        let chamber = try Chamber()
        let media = chamber.folder.path + "/media"
        // Killed in the middle: the folder and its claim are there, the lock is not.
        for name in [".import-1", "2009-05-04-gemeinderat"] {
            try FileManager.default.createDirectory(
                atPath: "\(media)/\(name)", withIntermediateDirectories: true)
            for file in [".import", "video-e1-1.mp4"] {
                try Data([1]).write(to: URL(filePath: "\(media)/\(name)/\(file)"))
            }
        }
        // Killed after the commit, before the claim was given up.
        let whole = try chamber.catalogue.createSession(
            title: "Neu", body: "gemeinderat", day: "2010-01-01", state: .ended)
        try FileManager.default.createDirectory(
            atPath: "\(media)/\(whole.id)", withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: "\(media)/\(whole.id)/.import"))
        let running = try RecordingDraft(in: chamber.directory)
        try fill(running, segments: 1)
        let report = try Recovery(
            catalogue: chamber.catalogue, directory: chamber.directory
        ).run()
        #expect(report.description == "2 unfinished imports removed")
        let left = try folders(chamber).filter { !$0.hasPrefix("2026") }
        #expect(left.count == 2 && left.contains(whole.id.rawValue))
        #expect(!FileManager.default.fileExists(atPath: "\(media)/\(whole.id)/.import"))
        let session = try running.publish(
            Self.new, of: Self.source, end: Date(), in: chamber.catalogue)
        #expect(session.id.rawValue == "2009-05-04-gemeinderat")
    }
}
