public import Agenda
public import Foundation
import Media
import Recording

extension RoomIngest {
    /// From when on what is captured may go out.
    struct Beginning {
        var kind: Gate.Beginning
        /// When it was pressed.
        var pressed: Double
    }

    /// Under `lock`: what is captured after `pressed` may go out. An opening that nothing has
    /// passed yet goes on being waited for as one.
    func admit(_ kind: Gate.Beginning, pressed: Double) {
        let isOpening = kind == .opening || beginning?.kind == .opening
        beginning = Beginning(kind: isOpening ? .opening : kind, pressed: pressed)
    }

    /// Under `lock`: whether a frame was captured after the last beginning, and not just come out
    /// of a buffer.
    func mayBegin(with timestamp: Int64) -> Bool {
        guard let beginning else { return true }
        // A file was captured long ago, and may run faster than time does.
        guard settings.input.isLive || beginning.kind != .start else { return true }
        let now = Monotonic.now
        guard let captured = clock.captured(timestamp, at: now) else { return false }
        let usual = beginning.kind == .opening ? settings.gateDelay : settings.encoderDelay
        let delay = usual + lateness
        var since = beginning.pressed + delay
        // A clock that nobody knew before says nothing of what was captured before.
        if beginning.kind != .start, settings.input.isLive, let known = clock.since,
            known > beginning.pressed - delay
        {
            since = max(since, known + delay)
            guard clock.isSteady(at: now) else { return false }
        }
        return captured >= since
    }

    /// Whether what is shown at a time may go out: what may not is not even parsed where that can
    /// be helped.
    ///
    /// While a connection is still being opened it is not known when its frames were captured; of
    /// what is sent again after an opening, nothing goes out then.
    func mayPass(_ timestamp: Int64) -> Bool {
        lock.withLock {
            guard gate.letsThrough, !isStopping else { return false }
            guard let beginning else { return true }
            return isConnected ? mayBegin(with: timestamp) : beginning.kind == .start
        }
    }

    /// Under `lock`: frames that were captured after the last beginning pass: nothing is waited for
    /// any more, by reconnects and restarts neither.
    func pass() {
        guard beginning != nil else { return }
        beginning = nil
        if book.current.isAfterClosing, gate.letsThrough {
            _ = book.open { $0.isAfterClosing = false }
        }
    }

    /// Under `lock`: when a frame was shown in the room, by the wall clock as it is now.
    func wall(of timestamp: Int64) -> Date {
        let now = Monotonic.now
        let age = now - (clock.captured(timestamp, at: now) ?? now)
        return Date(timeIntervalSinceNow: -age - settings.encoderDelay - lateness)
    }

    /// Where a mark of now stands, and its place in the room's order. It may lie a little ahead of
    /// what is recorded: its frames are on their way.
    public func stampNow() -> (time: MediaTime, stamp: RoomStamp) {
        lock.withLock { stamp() }
    }

    /// Under `lock`.
    func stamp() -> (time: MediaTime, stamp: RoomStamp) {
        counter += 1
        let wall = Date()
        guard let cutter else {
            return (
                resume.mediaEnd,
                RoomStamp(counter: counter, wall: wall, epoch: resume.lastEpoch?.number)
            )
        }
        let now = Monotonic.now
        let arriving = now + settings.encoderDelay + lateness
        let time = clock.timestamp(arriving: arriving, at: now).map(cutter.mediaTime(of:))
        return (
            max(time ?? .zero, cutter.epoch.mediaStart),
            RoomStamp(counter: counter, wall: wall, epoch: cutter.epoch.number)
        )
    }

    /// A pair of wall and media time, by which what comes by the wall clock finds its place; nil
    /// where nothing is being recorded.
    public var clockPair: ClockPair? {
        lock.withLock {
            guard let session, let cutter else { return nil }
            let now = Monotonic.now
            let arriving = now + settings.encoderDelay + lateness
            guard let timestamp = clock.timestamp(arriving: arriving, at: now) else { return nil }
            let time = cutter.mediaTime(of: timestamp)
            guard time >= cutter.epoch.mediaStart else { return nil }
            return ClockPair(
                session: session, epoch: cutter.epoch.number, time: time, wall: Date())
        }
    }

    /// What the clock on the wall said at a media time.
    public struct ClockPair: Sendable, Hashable {
        public var session: SessionID
        public var epoch: Int
        public var time: MediaTime
        public var wall: Date
    }
}
