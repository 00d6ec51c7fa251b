public import Agenda
public import Foundation
import Media
public import Recording

/// Records a whole file into a session, as fast as it can be read and stored.
///
/// It is cut as a camera's stream is; its wall clock goes on from a given moment.
public struct RecordingImport: Sendable {
    private let path: String
    private let session: SessionID
    private let wallStart: Date
    private let store: any RecordingStore
    private let log: @Sendable (String) -> Void

    /// `wallStart`: when the file's first picture was shown.
    public init(
        of path: String, into session: SessionID, wallStart: Date, store: any RecordingStore,
        log: @escaping @Sendable (String) -> Void
    ) {
        self.path = path
        self.session = session
        self.wallStart = wallStart
        self.store = store
        self.log = LogLimit(log).write
    }

    /// Reads, cuts and stores all of it on the caller's thread, and returns where it ends.
    ///
    /// `progress` is called with the media time reached, about once a second of media. Throws
    /// `MediaError` where the file cannot be taken or ends too early, the store's error where it
    /// refuses, and `CancellationError` soon after `isCancelled` says yes; what was stored until
    /// then plays.
    @discardableResult
    public func run(
        isCancelled: @escaping @Sendable () -> Bool = { false },
        announce: @escaping @Sendable (Announcement) -> Void = { _ in },
        progress: (MediaTime) -> Void = { _ in }
    ) throws -> MediaTime {
        let demuxer = try Demuxer(
            opening: .file(path: path, atRealTime: false), isInterrupted: isCancelled)
        let witness = FailureWitness(store)
        let log = log
        let writer = RecordingWriter(store: witness, announce: announce, log: { _ in })
        writer.start(named: "import")
        var pass = Pass(
            path: path, session: session, wallStart: wallStart, writer: writer, log: log,
            resume: try store.resume(session))
        let outcome = Result {
            while let packet = try demuxer.next() {
                if isCancelled() { throw CancellationError() }
                if let failure = witness.failure { throw failure }
                writer.waitForRoom()
                try pass.take(packet, from: demuxer)
                if let time = pass.advance() { progress(time) }
            }
        }
        // Also after a failure: what was cut so far shall play.
        let ending = Result { try pass.endEpoch() }
        let session = session
        let closing = Result { try writer.sync { try $0.close(session) } }
        writer.stop()
        if isCancelled() { throw CancellationError() }
        if let failure = witness.failure { throw failure }
        try outcome.get()
        try ending.get()
        try closing.get()
        return pass.resume.mediaEnd
    }

    /// The state of one run.
    private struct Pass {
        let path: String
        let session: SessionID
        let wallStart: Date
        let writer: RecordingWriter
        let log: @Sendable (String) -> Void
        var resume: ResumePoint
        private var cutter: EpochCutter?
        private var reached: MediaTime?
        private var told: MediaTime?

        init(
            path: String, session: SessionID, wallStart: Date, writer: RecordingWriter,
            log: @escaping @Sendable (String) -> Void, resume: ResumePoint
        ) {
            self.path = path
            self.session = session
            self.wallStart = wallStart
            self.writer = writer
            self.log = log
            self.resume = resume
        }

        /// The media time reached, where that is a second more than was told last.
        mutating func advance() -> MediaTime? {
            guard let reached else { return nil }
            if let told, reached.ticks - told.ticks < MediaTime.timescale { return nil }
            told = reached
            return reached
        }

        mutating func take(_ packet: Packet, from demuxer: Demuxer) throws {
            if cutter == nil { try beginEpoch(with: packet, demuxer) }
            do {
                try cut(packet)
            } catch let jump as EpochCutter.Jump {
                let seconds = jump.seconds.formatted(.number.precision(.fractionLength(1)))
                log("\(path): the clock of the recording jumps by \(seconds) s.")
                try endEpoch()
                try beginEpoch(with: packet, demuxer)
                try cut(packet)
            }
        }

        private mutating func beginEpoch(with packet: Packet, _ demuxer: Demuxer) throws {
            guard packet.isVideo, packet.isKey, packet.presentation != nil else { return }
            let cutter = try EpochCutter(
                key: packet, demuxer: demuxer, resume: resume,
                wallStart: wallStart.addingTimeInterval(resume.mediaEnd.seconds), object: path)
            self.cutter = cutter
            _ = writer.add([.epoch(cutter.epoch)], of: session)
        }

        private mutating func cut(_ packet: Packet) throws {
            guard let cutter else { return }
            let missed = cutter.missedKeyFrames
            let events = try cutter.add(packet)
            if cutter.missedKeyFrames == 1, missed == 0 {
                log(
                    "\(path): key frames are more than \(Int(EpochCutter.targetDuration)) s "
                        + "apart; seeking in it takes longer.")
            }
            for case .part(_, _, _, let part, _) in events {
                let end = TrackTime(
                    value: part.start.value + part.duration, timescale: part.start.timescale)
                reached = max(reached ?? .zero, end.mediaTime)
            }
            _ = writer.add(events, of: session)
        }

        mutating func endEpoch() throws {
            guard let cutter else { return }
            self.cutter = nil
            let events = try cutter.finish()
            resume = cutter.resumePoint()
            _ = writer.add(events, of: session)
        }
    }
}
