import Agenda
import Foundation
import Recording
import Synchronization

@testable import Ingest
@testable import Media

/// A writer with a store and a keeper in memory, that is given parts of half a second.
struct WriterRig {
    /// Notes what it keeps, and how much was announced by then.
    final class Keeper: NumberKeeper {
        let kept = Mutex<[NamedNumbers]>([])
        let ledger: Ledger

        init(_ ledger: Ledger) {
            self.ledger = ledger
        }

        func keep(_ numbers: NamedNumbers, of session: SessionID) {
            ledger.note("kept \(numbers.sequence)")
            kept.withLock { $0.append(numbers) }
        }
    }

    static let tracks = [TrackID.video, .audio]
    static let partsOfSegment = 4

    let store = FakeStore()
    let ledger: Ledger
    let keeper: Keeper
    let writer: RecordingWriter
    let session: SessionID

    /// A store that keeps up is waited for by default, however long it takes.
    init(
        room: Int = RecordingWriter.roomForStore, patience: Duration = .seconds(3600)
    ) throws {
        let ledger = Ledger()
        self.ledger = ledger
        keeper = Keeper(ledger)
        session = try Chamber.session
        writer = RecordingWriter(
            store: store, keeper: keeper, announce: { ledger.receive($0) },
            log: { ledger.log($0) }, room: room, patience: patience)
        writer.start(named: "test")
    }

    static func epoch(_ number: Int = 1, at seconds: Double = 0) -> Epoch {
        let picture = Track(
            id: .video, format: .video(width: 1280, height: 720, frameRate: 25),
            codec: "avc1.64001f", timescale: 90_000, initSection: [1])
        let sound = Track(
            id: .audio, format: .audio(sampleRate: 48_000, channels: 2), codec: "mp4a.40.2",
            timescale: 48_000, initSection: [2])
        return Epoch(
            number: number, mediaStart: MediaTime(seconds: seconds),
            wallStart: Date(timeIntervalSince1970: 1_795_000_000), tracks: [picture, sound],
            initEpoch: 1)
    }

    static func bytes(_ index: Int, of sequence: Int, in track: TrackID) -> [UInt8] {
        Array(String(repeating: "<\(track) \(sequence).\(index)>", count: 20).utf8)
    }

    static func part(_ track: TrackID, _ sequence: Int, _ index: Int, epoch: Int = 1) -> CutEvent {
        let scale: Int64 = track == .video ? 90_000 : 48_000
        let half = scale / 2
        let start = Int64(sequence * partsOfSegment + index) * half
        return .part(
            track, epoch: epoch, sequence: sequence,
            Part(
                index: index, start: TrackTime(value: start, timescale: Int32(scale)),
                duration: half, isIndependent: index == 0, location: nil),
            Fragment(head: bytes(index, of: sequence, in: track), packets: []))
    }

    func add(_ events: CutEvent...) {
        _ = writer.add(events, of: session)
    }

    /// Whole segments of both tracks, as they are cut.
    func add(segments: Range<Int>, epoch: Int = 1) {
        for sequence in segments {
            for index in 0..<Self.partsOfSegment {
                for track in Self.tracks { add(Self.part(track, sequence, index, epoch: epoch)) }
            }
            for track in Self.tracks {
                add(.segmentEnd(track, epoch: epoch, sequence: sequence))
            }
        }
    }

    /// Returns when all that was added is stored and announced.
    func settle() throws {
        try writer.sync { _ in }
    }
}
