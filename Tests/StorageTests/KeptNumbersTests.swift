import Agenda
import Foundation
import Recording
import Testing

@testable import Storage

@Suite("Numbers that were kept elsewhere while the catalogue could not be had")
struct KeptNumbersTests {
    /// A session killed after so many stored segments of two seconds, and parts of the next.
    private func killed(
        segments: Int, parts: Int, keeping numbers: NamedNumbers
    ) throws -> Chamber {
        let chamber = try Chamber()
        let store = chamber.store()
        try store.begin(Chamber.epoch(), of: chamber.session.id)
        for sequence in 0..<segments { try chamber.record(sequence, into: store) }
        if parts > 0 { try chamber.record(segments, parts: parts, into: store, ending: false) }
        let killed = try Chamber(afterKillOf: chamber)
        _ = try Recovery(
            catalogue: killed.catalogue, directory: killed.directory,
            announced: [killed.session.id: numbers]
        ).run()
        return killed
    }

    @Test("They name gaps, which last as long as what was announced, and nothing names them again")
    func gaps() throws {
        let chamber = try killed(
            segments: 2, parts: 2,
            keeping: NamedNumbers(
                sequence: 6, start: MediaTime(seconds: 12), epoch: 1, ended: 5))
        for track in [TrackID.video, .audio] {
            let segments = try chamber.segments(track)
            #expect(segments.map(\.sequence) == Array(0...6))
            // What was played whole from memory is none of the two parts that are there.
            let lost = segments.filter { $0.location == nil }
            #expect(lost.map(\.sequence) == Array(2...6))
            #expect(segments.allSatisfy { $0.parts.isEmpty || $0.location != nil })
            #expect(try abs(#require(segments.last).start.seconds - 12) < 0.001)
            for (segment, next) in zip(segments, segments.dropFirst()) {
                #expect(segment.end.seconds <= next.start.seconds + 0.001)
            }
        }
        let store = chamber.store()
        let point = try store.resume(chamber.session.id)
        #expect(point.nextSequence == 7)
        #expect(point.mediaEnd >= MediaTime(seconds: 12))
        try store.begin(Chamber.epoch(2, at: point.mediaEnd), of: chamber.session.id)
        try chamber.record(7, epoch: 2, into: store)
    }

    @Test("Of a segment that nobody played whole the stored parts stay")
    func shortened() throws {
        let chamber = try killed(
            segments: 2, parts: 2,
            keeping: NamedNumbers(sequence: 2, start: MediaTime(seconds: 4), epoch: 1))
        let segments = try chamber.segments(.video)
        #expect(segments.map(\.sequence) == [0, 1, 2])
        #expect(segments.last?.duration == 90_000 && segments.last?.location != nil)
    }

    @Test("Old ones change nothing, those of an epoch that nobody stored are passed over")
    func others() throws {
        let old = try killed(
            segments: 3, parts: 0,
            keeping: NamedNumbers(
                sequence: 1, start: MediaTime(seconds: 2), epoch: 1, ended: 1))
        #expect(try old.segments(.video).map { $0.location == nil } == [false, false, false])
        #expect(try old.store().resume(old.session.id).nextSequence == 3)

        let chamber = try Chamber()
        _ = try Recovery(
            catalogue: chamber.catalogue, directory: chamber.directory,
            announced: [
                chamber.session.id: NamedNumbers(sequence: 4, epoch: 1, ended: 3),
                #require(SessionID(rawValue: "2020-01-01-rat")): NamedNumbers(sequence: 4),
            ]
        ).run()
        #expect(try chamber.store().resume(chamber.session.id).nextSequence == 5)
    }
}
