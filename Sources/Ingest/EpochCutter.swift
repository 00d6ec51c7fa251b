import Agenda
import Foundation
import Media
import Recording

/// Cuts one epoch's packets into segments and parts.
///
/// The video leads: segments begin at its key frames, and the audio's cover the same intervals.
/// Belongs to the thread that reads the input.
final class EpochCutter {
    /// Why an epoch cannot take a packet: the caller begins another one with it.
    enum Break: Error {
        /// The input's clock steps by so many seconds.
        case jump(seconds: Double)
        /// The picture has another size or shape from here on.
        case change

        /// For the log.
        var words: String {
            switch self {
            case .jump(let seconds):
                "the clock jumps by \(seconds.formatted(.number.precision(.fractionLength(1)))) s"
            case .change: "the picture changes its size or shape"
            }
        }
    }

    static let targetDuration = 4.0
    static let partTarget = 0.52
    /// No frame is longer, as no part may be; what is missing then is a hole.
    static let frameLimit = Int64(partTarget * 90_000)

    let epoch: Epoch
    private let video: PartCutter
    private let audio: AudioCutter
    /// The picture as it came, where it is kept beside the one that leads.
    private let rendition: RenditionCutter?
    /// A track that the session has and this epoch does not.
    private let absent: Track?
    /// The input's timestamp, in 1/90000 s, that stands at the epoch's `mediaStart`: when the
    /// first frame is decoded. Frames are shown later than that where B-frames come between.
    private let origin: Int64
    /// The input's timestamp when the first frame is shown.
    private let shown: Int64
    /// What the pictures are coded with, where that can change.
    private let parameters: CodecParameters?
    private var held: Packet?
    private var lastDuration: Int64 = 3_600
    private var lastKey: Int64?
    /// Ticks between the last key frames: the next one is expected after the longest of them.
    private var groupLengths: [Int64] = []
    private(set) var nextSequence: Int
    /// Where the session stood before.
    private let firstPoint: ResumePoint
    /// Set when a segment had to be cut where no key frame stands.
    private(set) var missedKeyFrames = 0
    private var openLeadingGroups = 0
    /// Key frames behind which come frames that are shown before them: whoever begins there
    /// cannot decode those.
    var openGroups: Int { openLeadingGroups + (rendition?.openGroups ?? 0) }

    /// Begins with `key`, a key frame of the video. Parts are for those who watch live: without
    /// `hasParts` each segment is one, but where a hole divides it.
    init(
        key: Packet, feed: Feed, resume: ResumePoint, wallStart: Date, hasParts: Bool = true,
        object: String
    ) throws {
        let muxer = try FragmentMuxer(
            key.parameters ?? feed.video, track: .video, number: 1, object: object)
        let sound = try FragmentMuxer(feed.audio, track: .audio, number: 2, object: object)
        // A session's tracks never change: one that came later is left out, of one that comes no
        // more each segment is a gap.
        let former = resume.lastEpoch?.tracks.first { $0.id == .videoHEVC }
        let kept = try feed.kept.flatMap {
            resume.lastEpoch == nil || former != nil
                ? try FragmentMuxer($0, track: .videoHEVC, number: 3, object: object) : nil
        }
        absent = kept == nil ? former : nil
        let tracks =
            [muxer.track, sound.track] + (kept.map { [$0.track] } ?? [])
            + (absent.map { [$0] } ?? [])
        parameters = key.parameters
        shown = key.presentation ?? 0
        origin = min(shown, key.decoding ?? shown)
        let delay = MediaTime(ticks: shown - origin)
        // Pictures follow one another where they are shown.
        let start = max(resume.mediaEnd, (resume.shownEnd ?? resume.mediaEnd) - delay)
        let wallStart = wallStart.addingTimeInterval(-delay.seconds)
        let target = hasParts ? Self.partTarget : nil
        let isSame = resume.lastEpoch?.tracks == tracks
        epoch = Epoch(
            number: resume.nextEpoch, mediaStart: start,
            wallStart: Self.wholeMilliseconds(max(wallStart, resume.wallEnd ?? wallStart)),
            tracks: tracks,
            initEpoch: isSame ? resume.lastEpoch?.initEpoch ?? resume.nextEpoch : resume.nextEpoch)
        nextSequence = resume.nextSequence
        firstPoint = resume
        video = PartCutter(
            muxer: muxer, epoch: resume.nextEpoch, partTarget: target)
        rendition = kept.map {
            RenditionCutter(
                PartCutter(muxer: $0, epoch: resume.nextEpoch, partTarget: target),
                lead: delay.ticks)
        }
        audio = AudioCutter(
            PartCutter(muxer: sound, epoch: resume.nextEpoch, partTarget: target),
            start: start + delay, silence: feed.silence, isExpected: feed.hasSound,
            isLive: hasParts)
    }

    /// As the catalogue keeps it: a server that starts again reckons from the same moment.
    private static func wholeMilliseconds(_ date: Date) -> Date {
        Date(timeIntervalSince1970: (date.timeIntervalSince1970 * 1000).rounded(.up) / 1000)
    }

    /// Takes the next packet. Throws `Break` where the epoch ends before it, and then has not
    /// taken it.
    func add(_ packet: Packet) throws -> [CutEvent] {
        var events: [CutEvent] = []
        if packet.isVideo {
            guard let decoding = packet.decoding, let presentation = packet.presentation else {
                return []
            }
            if let held, let before = held.decoding {
                let step = decoding - before
                if step <= 0 || step > EncoderClock.jump {
                    throw Break.jump(seconds: Double(step) / 90_000)
                }
                if packet.parameters !== parameters { throw Break.change }
                // Of an open group: shown before the epoch begins, so never to be shown.
                guard presentation >= shown else { return [] }
                let isOpen = held.isKey && presentation < held.presentation ?? presentation
                if isOpen { openLeadingGroups += 1 }
                try place(
                    held, isIndependent: held.isKey && !isOpen,
                    duration: min(step, Self.frameLimit), into: &events)
                if step > Self.frameLimit {
                    try video.skip(to: video.end + step - Self.frameLimit, into: &events)
                }
                lastDuration = min(step, Self.frameLimit)
            }
            held = packet
        } else if let time = packet.presentation {
            let shift = epoch.mediaStart.ticks - origin
            if packet.track == .audio {
                audio.add(packet, at: time + shift)
            } else if time >= shown, let decoding = packet.decoding {
                rendition?.add(packet, decoding: decoding + shift, presentation: time + shift)
            }
        }
        let edge = video.sequence == nil ? 0 : video.end
        try audio.place(before: edge, into: &events)
        try rendition?.place(before: edge, into: &events)
        return events
    }

    /// Cuts all that has come and closes the open segments.
    func finish() throws -> [CutEvent] {
        var events: [CutEvent] = []
        if let held {
            try place(
                held, isIndependent: held.isKey, duration: lastDuration, into: &events)
        }
        held = nil
        let last = video.sequence
        // The last frame is shown so much later.
        try audio.place(before: video.end + shown - origin, into: &events)
        let end = video.end
        addAbsent(into: &events)
        try video.endSegment(into: &events)
        try audio.finish(into: &events)
        try rendition?.finish(before: end, into: &events)
        fillGaps(of: last, into: &events)
        return events
    }

    /// Closes the open segments with the parts that are cut; nothing else is ever seen.
    func abandon() -> [CutEvent] {
        var events: [CutEvent] = []
        let last = video.sequence
        addAbsent(into: &events)
        video.abandon(into: &events)
        audio.intervals.abandon(into: &events)
        rendition?.intervals.abandon(into: &events)
        fillGaps(of: last, into: &events)
        return events
    }

    /// Where a frame of the input stands, by its timestamp in 1/90000 s.
    func mediaTime(of timestamp: Int64) -> MediaTime {
        MediaTime(ticks: epoch.mediaStart.ticks + timestamp - origin)
    }

    /// Where a session goes on after this epoch.
    func resumePoint() -> ResumePoint {
        point(
            after: epoch, picture: video.cutEnd.map { MediaTime(ticks: $0) },
            kept: rendition?.intervals.cutEnd, sound: audio.intervals.cutEnd, next: nextSequence)
    }

    /// Where a session goes on when nothing counts but what was announced.
    func resumePoint(after announced: AnnouncedEnd) -> ResumePoint {
        let next = max(firstPoint.nextSequence, announced.nextSequence ?? 0)
        guard let last = announced.epoch else { return firstPoint }
        let ends = announced.ends.mapValues(\.mediaTime)
        return point(
            after: last, picture: ends[.video], kept: ends[.videoHEVC], sound: ends[.audio],
            next: next)
    }

    private func point(
        after epoch: Epoch, picture: MediaTime?, kept: MediaTime?, sound: MediaTime?, next: Int
    ) -> ResumePoint {
        let delay = MediaTime(ticks: epoch.number == self.epoch.number ? shown - origin : 0)
        let start = epoch.mediaStart
        let end = max(picture ?? start, kept ?? start, (sound ?? start) - delay)
        let wall = epoch.wallStart.addingTimeInterval((end - start).seconds)
        return ResumePoint(
            nextSequence: next, nextEpoch: epoch.number + 1, mediaEnd: end,
            shownEnd: max((picture ?? start) + delay, sound ?? start), wallEnd: wall,
            lastEpoch: epoch)
    }

    private func place(
        _ packet: Packet, isIndependent: Bool, duration: Int64, into events: inout [CutEvent]
    ) throws {
        let start = video.sequence == nil ? epoch.mediaStart.ticks : video.end
        if packet.isKey {
            if let lastKey { groupLengths = groupLengths.suffix(7) + [start - lastKey] }
            lastKey = start
        }
        if video.sequence == nil {
            begin(at: start)
        } else if mustCut(before: packet, duration: duration) {
            addAbsent(into: &events)
            try video.endSegment(into: &events)
            begin(at: start)
        }
        let shift = epoch.mediaStart.ticks - origin
        try video.add(
            packet, isIndependent: isIndependent,
            presentation: (packet.presentation ?? 0) + shift, duration: duration, into: &events)
    }

    private func begin(at start: Int64) {
        video.beginSegment(nextSequence, at: start)
        audio.intervals.announce(sequence: nextSequence, start: MediaTime(ticks: start))
        rendition?.intervals.announce(sequence: nextSequence, start: MediaTime(ticks: start))
        nextSequence += 1
    }

    /// The gap that the segment under way is in a track that this epoch does not have.
    private func addAbsent(into events: inout [CutEvent]) {
        guard let absent, let sequence = video.sequence, video.end > video.segmentStart else {
            return
        }
        events.append(
            .gap(
                Segment(
                    track: absent.id, epoch: epoch.number, sequence: sequence,
                    start: TrackTime(value: video.segmentStart, timescale: absent.timescale),
                    duration: video.end - video.segmentStart, isIndependent: false, location: nil)
            ))
    }

    private func mustCut(before packet: Packet, duration: Int64) -> Bool {
        let target = Int64(Self.targetDuration * 90_000)
        let elapsed = video.segmentDuration
        let groupLength = groupLengths.max() ?? 180_000
        // Timestamps in milliseconds make a group a tick or so longer than it is.
        if packet.isKey, elapsed + groupLength > target + 900 { return true }
        guard elapsed + duration > target + 900 else { return false }
        if !packet.isKey { missedKeyFrames += 1 }
        return true
    }

    /// The last interval may have parts in some of the tracks only; the others say so.
    private func fillGaps(of sequence: Int?, into events: inout [CutEvent]) {
        guard let sequence else { return }
        let followers = [audio.intervals] + (rendition.map { [$0.intervals] } ?? [])
        let present =
            (video.segmentHasParts ? [Intervals(video)] : [])
            + followers.filter { $0.hasParts(of: sequence) }
        guard let end = present.compactMap(\.cutEnd).max() else {
            // Nothing bears this number yet: the next epoch takes it.
            nextSequence = sequence
            return
        }
        let start = MediaTime(ticks: video.segmentStart)
        if !video.segmentHasParts {
            events.append(.gap(Intervals(video).gap(sequence, from: start, to: end)))
        }
        for follower in followers where !follower.hasParts(of: sequence) {
            events.append(.gap(follower.gap(sequence, from: start, to: end)))
        }
    }
}
