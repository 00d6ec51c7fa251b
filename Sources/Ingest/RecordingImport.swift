public import Agenda
public import Foundation
public import Media
import Recording

/// Takes in a whole file, as fast as it can be read and stored.
///
/// It is cut at key frames as a camera's stream is; its wall clock goes on from a given moment.
public struct RecordingImport {
    private let path: String
    private let feed: Feed
    private let isCancelled: @Sendable () -> Bool
    private let log: (String) -> Void
    private var resume = ResumePoint()
    private var cutter: EpochCutter?
    /// Parts of the segments under way.
    private var open: [TrackID: [Part]] = [:]

    /// Opens the file; throws `MediaError` where it cannot be taken.
    ///
    /// `isCancelled` is asked often, from the importing thread.
    public init(
        of path: String, _ conversion: ConversionSettings = ConversionSettings(preset: .fast),
        isCancelled: @escaping @Sendable () -> Bool = { false },
        log: @escaping @Sendable (String) -> Void
    ) throws {
        self.path = path
        self.isCancelled = isCancelled
        self.log = LogLimit(log).write
        feed = try Self.cancellable(isCancelled) {
            try Feed(
                opening: .file(path: path, atRealTime: false), conversion,
                isInterrupted: isCancelled)
        }
    }

    /// What the file says of itself.
    public var details: FileDetails { feed.details }

    /// Why the rest is missing, where not all of it could be read.
    public private(set) var shortfall: MediaError?

    /// Reads, cuts and stores all of it on the caller's thread, and returns where it ends: of a
    /// file that is damaged, as far as it can be read.
    ///
    /// `wallStart`: when its first picture was shown. `progress` is called with each segment's
    /// end. Throws `MediaError` where nothing can be recorded, the sink's error where that
    /// refuses, and `CancellationError` soon after `isCancelled` says yes. Call it once.
    public mutating func run(
        into sink: any RecordingSink, wallStart: Date,
        progress: @escaping (MediaTime) -> Void = { _ in }
    ) throws -> MediaTime {
        let target = Target(sink: sink, wallStart: wallStart, progress: progress)
        while let packets = try read() {
            if isCancelled() { throw CancellationError() }
            for packet in packets { try take(packet, target) }
        }
        try endEpoch(target)
        guard resume.mediaEnd > .zero else {
            throw MediaError(
                .unreadable, while: "reading", object: path,
                cause: "no key frame with a time is in it")
        }
        return resume.mediaEnd
    }

    /// Nil at the end, also at one that comes too early.
    private mutating func read() throws -> [Packet]? {
        do {
            return try Self.cancellable(isCancelled) { try feed.read() }
        } catch let error as MediaError where cutter != nil || resume.mediaEnd > .zero {
            shortfall = error
            return nil
        }
    }

    private struct Target {
        let sink: any RecordingSink
        let wallStart: Date
        let progress: (MediaTime) -> Void
    }

    private static func cancellable<Value>(
        _ isCancelled: () -> Bool, _ body: () throws -> Value
    ) throws -> Value {
        do {
            return try body()
        } catch let error as MediaError where error.code == .interrupted && isCancelled() {
            throw CancellationError()
        }
    }

    private mutating func take(_ packet: Packet, _ target: Target) throws {
        if cutter == nil { try beginEpoch(with: packet, target) }
        do {
            try cut(packet, target)
        } catch let end as EpochCutter.Break {
            log("\(path): \(end.words); it goes on from there.")
            try endEpoch(target)
            try beginEpoch(with: packet, target)
            try cut(packet, target)
        }
    }

    private mutating func beginEpoch(with packet: Packet, _ target: Target) throws {
        guard packet.isVideo, packet.isKey, packet.presentation != nil else { return }
        let cutter = try EpochCutter(
            key: packet, feed: feed, resume: resume,
            wallStart: target.wallStart.addingTimeInterval(resume.mediaEnd.seconds),
            hasParts: false, object: path)
        self.cutter = cutter
        try target.sink.begin(cutter.epoch)
    }

    private mutating func cut(_ packet: Packet, _ target: Target) throws {
        guard let cutter else { return }
        let missed = cutter.missedKeyFrames
        let open = cutter.openGroups
        let events = try cutter.add(packet)
        if cutter.openGroups > 0, open == 0 {
            log(
                "\(path): its groups of pictures are open; some browsers can play it from its "
                    + "start alone.")
        }
        if cutter.missedKeyFrames == 1, missed == 0 {
            log(
                "\(path): key frames are more than \(Int(EpochCutter.targetDuration)) s apart; "
                    + "seeking in it takes longer.")
        }
        try store(events, target)
    }

    private mutating func endEpoch(_ target: Target) throws {
        guard let cutter else { return }
        self.cutter = nil
        let events = try cutter.finish()
        resume = cutter.resumePoint()
        try store(events, target)
    }

    private mutating func store(_ events: [CutEvent], _ target: Target) throws {
        for event in events {
            switch event {
            case .epoch: break
            case .part(let track, _, _, var part, let fragment):
                part.location = try target.sink.append(fragment, as: part, track: track)
                open[track, default: []].append(part)
            case .segmentEnd(let track, let epoch, let sequence):
                let parts = open.removeValue(forKey: track) ?? []
                guard
                    let segment = Segment(
                        of: track, epoch: epoch, sequence: sequence, joining: parts)
                else { continue }
                try target.sink.end(segment)
                if track == .video { target.progress(segment.end.mediaTime) }
            case .gap(let segment):
                try target.sink.end(segment)
            }
        }
    }
}
