public import Agenda
import Foundation
public import Recording

extension Catalogue {
    /// A session's epochs with their tracks and init sections, in order.
    public func epochs(of session: SessionID) throws -> [Epoch] {
        try read { try $0.epochs(of: $0.number(of: session)) }
    }

    /// `ftyp` and `moov` of a track in an epoch, or nil.
    public func initSection(
        of session: SessionID, track: TrackID, epoch: Int
    ) throws -> [UInt8]? {
        try read { database in
            try database.row(
                """
                SELECT t.init FROM session s JOIN track t ON t.session = s.number
                WHERE s.id = ? AND t.epoch = ? AND t.id = ?
                """, session, epoch, track, read: { $0.blob(0) })
        }
    }

    /// A track's segments from a sequence number on, in order, with the parts that are known yet;
    /// open ones only on demand.
    public func segments(
        of session: SessionID, track: TrackID, from sequence: Int = 0, includingOpen: Bool = false
    ) throws -> [Segment] {
        try read { database in
            try database.segments(
                of: database.number(of: session), track: track,
                files: "(f.packed IS NULL OR f.lastSequence >= ?)", Int64(sequence)
            ).filter { $0.sequence >= sequence && (includingOpen || !$0.isOpen) }
        }
    }

    /// A track's closed segments that show something of a stretch of time, in order.
    public func segments(
        of session: SessionID, track: TrackID, overlapping range: Range<MediaTime>
    ) throws -> [Segment] {
        try read { database in
            try database.segments(
                of: database.number(of: session), track: track,
                files: "(f.packed IS NULL OR (f.mediaEnd > ? AND f.mediaStart < ?))",
                range.lowerBound, range.upperBound
            ).filter { segment in
                !segment.isOpen && segment.start.mediaTime < range.upperBound
                    && segment.end.mediaTime > range.lowerBound
            }
        }
    }

    /// One segment by its number, open or closed, or nil.
    public func segment(
        _ sequence: Int, of session: SessionID, track: TrackID
    ) throws -> Segment? {
        try read { database in
            let number = try database.number(of: session)
            let file = try database.row(
                "SELECT file FROM segment WHERE session = ? AND track = ? AND sequence = ?", number,
                track, sequence, read: { $0.int64(0) })
            let segments =
                if let file {
                    try database.segments(
                        of: number, track: track, files: "f.id = ?", file)
                } else {
                    try database.segments(
                        of: number, track: track,
                        files: "f.firstSequence <= ?1 AND f.lastSequence >= ?1", Int64(sequence))
                }
            return segments.first { $0.sequence == sequence }
        }
    }

    /// One part by its numbers while it is known: until a minute after its segment closed.
    public func part(
        _ index: Int, ofSegment sequence: Int, of session: SessionID, track: TrackID
    ) throws -> Part? {
        try segment(sequence, of: session, track: track)?.parts.first { $0.index == index }
    }

    /// How the wall clock and the media timeline of a session relate.
    public func clock(of session: SessionID) throws -> WallClock {
        try read { try $0.clock(of: $0.number(of: session)) }
    }

    /// What ingest must know to go on.
    public func resumePoint(of session: SessionID) throws -> ResumePoint {
        try read { try $0.resumePoint(of: $0.number(of: session)) }
    }
}
