import Agenda
import Ingest
import Recording

/// Takes a whole recording in memory.
final class FakeSink: RecordingSink {
    struct Full: Error {}

    private(set) var epochs: [Epoch] = []
    private(set) var segments: [Segment] = []
    private(set) var bytes: [TrackID: [UInt8]] = [:]
    /// Asked before a part is taken; true refuses it.
    var refuses: (Part, TrackID) -> Bool = { _, _ in false }

    func begin(_ epoch: Epoch) throws {
        epochs.append(epoch)
        for track in epoch.tracks where epoch.initEpoch == epoch.number {
            bytes[track.id, default: []] += track.initSection
        }
    }

    func append(_ new: some PiecedBytes, as part: Part, track: TrackID) throws -> Location {
        if refuses(part, track) { throw Full() }
        let offset = Int64(bytes[track]?.count ?? 0)
        bytes[track, default: []] += try new.joined()
        return Location(
            file: track.rawValue, range: ByteRange(offset: offset, length: Int64(new.count)))
    }

    func end(_ segment: Segment) throws { segments.append(segment) }

    func segments(of track: TrackID) -> [Segment] { segments.filter { $0.track == track } }
}
