import Agenda
import Foundation
import Mutating
import Playlist
import Recording

@testable import ratskanal

/// A live session in which everything happens that can: parts and segments of two tracks, epochs
/// with the same and with other parameters, a disk that fails or stands still, an encoder that
/// goes away, items that open, close and are corrected, and a server that is started again.
struct RandomSession {
    private static let session = LiveTracksTests.session
    private static let partsOfSegment = 8

    private(set) var tracks: LiveTracks
    /// The time on the server's clock.
    private(set) var now: ContinuousClock.Instant
    /// How often the server began anew.
    private(set) var restarts = 0
    private var random: SeededGenerator
    private var epochs: [Epoch] = []
    private var segments: [Segment] = []
    private var dateRanges: [DateRange] = []
    private var sequence = 0
    private var part = 0
    /// Of this segment: at its end it is cut there.
    private var count = Self.partsOfSegment
    private var media = 0.0
    private var segmentStart = 0.0
    private var items: Int64 = 0
    private var failsUntil = 0
    private var hangsUntil = 0
    /// Segments that were announced and wait to be stored.
    private var pending: [Segment] = []

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        now = .now
        tracks = LiveTracks(session: Self.session)
        begin(initEpoch: 1)
    }

    private mutating func chance(_ one: Int) -> Bool {
        Int.random(in: 0..<one, using: &random) == 0
    }

    private func tell(_ announcement: Announcement) { tracks.receive(announcement) }

    private mutating func begin(initEpoch: Int) {
        let number = epochs.count + 1
        var epoch = LiveTracksTests.epoch(number, at: media, initEpoch: initEpoch)
        let pause = Double.random(in: 0..<30, using: &random)
        if let last = epochs.last {
            let passed = (epoch.mediaStart - last.mediaStart).seconds
            epoch.wallStart = last.wallStart.addingTimeInterval(passed + pause)
        }
        epochs.append(epoch)
        tell(.epoch(Self.session, epoch))
    }

    private var epoch: Int { epochs.count }
    private var isStored: Bool { sequence >= failsUntil }
    private var isPending: Bool { sequence < hangsUntil && isStored }

    /// One announcement more, or several at once: another version of the playlists.
    mutating func step() {
        for track in [TrackID.video, .audio] { tell(part(of: track)) }
        media += 0.5
        part += 1
        now += .milliseconds(500)
        if part == count { endSegment() }
        if sequence >= hangsUntil { storePending() }
        if chance(30) { changeDateRanges() }
    }

    /// The store goes on: of what waited it gets some each time, and seldom one is lost.
    private mutating func storePending() {
        for _ in 0..<min(pending.count, Int.random(in: 0...4, using: &random)) {
            var segment = pending.removeFirst()
            if chance(20) { segment.location = nil }
            segments.append(segment)
            tell(.segment(Self.session, segment))
        }
    }

    private func part(of track: TrackID) -> Announcement {
        let scale: Int64 = track == .video ? 90_000 : 48_000
        let value = Part(
            index: part, start: TrackTime(value: ticks(media, scale), timescale: Int32(scale)),
            duration: scale / 2, isIndependent: part == 0,
            location: isStored && !isPending ? location(part) : nil)
        return .part(
            Self.session, track, epoch: epoch, sequence: sequence, value,
            bytes: [UInt8(truncatingIfNeeded: sequence), UInt8(part)])
    }

    private func ticks(_ seconds: Double, _ scale: Int64) -> Int64 {
        Int64(seconds * Double(scale))
    }

    private func location(_ part: Int) -> Location {
        LiveTracksTests.location(Int64(sequence * 80 + part * 10), 10)
    }

    private mutating func endSegment() {
        for track in [TrackID.video, .audio] {
            let scale: Int64 = track == .video ? 90_000 : 48_000
            let segment = Segment(
                track: track, epoch: epoch, sequence: sequence,
                start: TrackTime(value: ticks(segmentStart, scale), timescale: Int32(scale)),
                duration: ticks(media - segmentStart, scale), isIndependent: true,
                location: isStored
                    ? LiveTracksTests.location(Int64(sequence * 80), Int64(count * 10)) : nil)
            if isPending || isStored && !pending.isEmpty {
                var waiting = segment
                waiting.location = nil
                waiting.isPending = true
                tell(.segment(Self.session, waiting))
                pending.append(segment)
            } else {
                segments.append(segment)
                tell(.segment(Self.session, segment))
            }
        }
        sequence += 1
        part = 0
        segmentStart = media
        count = chance(10) ? Int.random(in: 1...7, using: &random) : Self.partsOfSegment
        if chance(40) { failsUntil = sequence + Int.random(in: 1...8, using: &random) }
        if chance(40) { hangsUntil = sequence + Int.random(in: 1...30, using: &random) }
        if chance(25) { begin(initEpoch: chance(2) ? epoch + 1 : epochs[epoch - 1].initEpoch) }
        // Nothing comes for a while.
        if chance(40) { now += .seconds(Double.random(in: 1..<40, using: &random)) }
        if chance(60) { restart() }
    }

    private mutating func changeDateRanges() {
        let start = epochs[epoch - 1].wallStart.addingTimeInterval(
            (MediaTime(seconds: media) - epochs[epoch - 1].mediaStart).seconds)
        let open = dateRanges.indices.filter { dateRanges[$0].end == nil }
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1:
            items += 1
            dateRanges.append(
                DateRange(
                    subject: .item(items), mediaStart: MediaTime(seconds: media), start: start,
                    end: nil, title: "TOP \(items)"))
        case 2, 3:
            if let index = open.randomElement(using: &random) { dateRanges[index].end = start }
        case 4:
            // Its start was wrong: another one stands in its place.
            guard let index = dateRanges.indices.randomElement(using: &random) else { return }
            dateRanges[index].mediaStart = dateRanges[index].mediaStart + MediaTime(ticks: 900)
            dateRanges[index].start += 0.01
        default:
            guard let index = dateRanges.indices.randomElement(using: &random) else { return }
            dateRanges.remove(at: index)
        }
        tracks.update(key: nil, dateRanges: dateRanges, at: now)
    }

    /// The server is killed and goes on from the catalogue: what was in memory alone is gone.
    private mutating func restart() {
        restarts += 1
        // What the store never got is lost.
        for var segment in pending {
            segment.location = nil
            segments.append(segment)
        }
        segments.sort { ($0.sequence, $0.track.rawValue) < ($1.sequence, $1.track.rawValue) }
        pending = []
        hangsUntil = 0
        if chance(3), !dateRanges.isEmpty { dateRanges.removeFirst() }
        now += .seconds(Double.random(in: 0.5..<10, using: &random))
        tracks = LiveTracks(
            session: Self.session, epochs: epochs, segments: segments, at: now)
        tracks.update(key: nil, dateRanges: dateRanges, at: now)
        begin(initEpoch: epochs[epoch - 1].initEpoch)
    }
}
