import Agenda
import Foundation
import Recording
import Testing

@testable import Storage

@Suite("Parts that are taken back")
struct WithdrawalTests {
    private func chamber() throws -> (Chamber, TrackStore) {
        let chamber = try Chamber()
        let store = chamber.store()
        try store.begin(Chamber.epoch(), of: chamber.session.id)
        return (chamber, store)
    }

    private func append(
        _ index: Int, of sequence: Int, in track: Track = Chamber.video, _ chamber: Chamber,
        _ store: TrackStore
    ) throws -> Location {
        let (part, bytes) = Chamber.part(index, of: sequence, in: track)
        return try store.append(
            bytes, as: part, sequence: sequence, epoch: 1, track: track.id,
            of: chamber.session.id)
    }

    private func withdraw(
        _ index: Int, of sequence: Int, isNumberFree: Bool = false, _ chamber: Chamber,
        _ store: TrackStore
    ) throws {
        try store.withdraw(
            part: index, sequence: sequence, epoch: 1, track: .video, of: chamber.session.id,
            isNumberFree: isNumberFree)
    }

    @Test("A part that is taken back is not there after a kill, and the next one lies in its place")
    func part() throws {
        let (chamber, store) = try chamber()
        try chamber.record(0, parts: 2, into: store, ending: false)
        let taken = try append(2, of: 0, chamber, store)
        try withdraw(2, of: 0, chamber, store)
        let killed = try Chamber(afterKillOf: chamber)
        _ = try killed.recover()
        let segments = try killed.segments(.video)
        #expect(segments.map(\.parts.count) == [2])
        let location = try #require(segments.first?.location)
        #expect(location.range.end == taken.range.offset)
        // Nothing of its bytes is left either.
        #expect(try killed.folder.size(of: location.file) == taken.range.offset)
        #expect(try append(2, of: 0, chamber, store) == taken)
        try chamber.record(1, into: store)
        try store.close(chamber.session.id)
        #expect(try chamber.segments(.video).map(\.location?.range.length).allSatisfy { $0 != nil })
    }

    @Test("A number that only this part bore is free again, one that another track has is not")
    func number() throws {
        let (chamber, store) = try chamber()
        try chamber.record(0, into: store)
        for isShared in [false, true] {
            try store.reserve(sequence: 1, epoch: 1, of: chamber.session.id)
            if isShared { _ = try append(0, of: 1, in: Chamber.audio, chamber, store) }
            _ = try append(0, of: 1, chamber, store)
            try withdraw(0, of: 1, isNumberFree: true, chamber, store)
            // Twice is harmless, and so is one that was never stored.
            try withdraw(0, of: 1, isNumberFree: true, chamber, store)
            try withdraw(3, of: 1, chamber, store)
            let next = try store.resume(chamber.session.id).nextSequence
            #expect(next == (isShared ? 2 : 1))
        }
        let killed = try Chamber(afterKillOf: chamber)
        _ = try killed.recover()
        #expect(try killed.segments(.video).map { $0.location == nil } == [false, true])
        #expect(try killed.segments(.audio).map { $0.location == nil } == [false, false])
    }

    @Test("A reserved number of which nothing was stored is given back where it is free")
    func reservation() throws {
        for isFree in [true, false] {
            let (chamber, store) = try chamber()
            try chamber.record(0, into: store)
            try store.reserve(sequence: 1, epoch: 1, of: chamber.session.id)
            try withdraw(0, of: 1, isNumberFree: isFree, chamber, store)
            #expect(try store.resume(chamber.session.id).nextSequence == (isFree ? 1 : 2))
            try store.begin(
                Chamber.epoch(2, at: MediaTime(seconds: 2)), of: chamber.session.id)
            if isFree { try chamber.record(1, epoch: 2, into: store) }
            try store.close(chamber.session.id)
            let segments = try chamber.segments(.video)
            #expect(segments.map(\.sequence) == [0, 1])
            #expect(segments.last?.epoch == (isFree ? 2 : 1))
            #expect((segments.last?.location == nil) == !isFree)
        }
    }

    @Test("A part that nobody wants any more when it is committed is not stored")
    func unwanted() throws {
        let (chamber, store) = try chamber()
        try chamber.record(0, parts: 1, into: store, ending: false)
        let (part, bytes) = Chamber.part(1, of: 0, in: Chamber.video)
        for isWanted in [false, true] {
            let location = try store.append(
                bytes, as: part, sequence: 0, epoch: 1, track: .video, of: chamber.session.id,
                isWanted: { isWanted })
            #expect((location != nil) == isWanted)
            let parts = try chamber.catalogue.segment(
                0, of: chamber.session.id, track: .video)?.parts
            #expect(parts?.map(\.index) == (isWanted ? [0, 1] : [0]))
        }
    }
}
