import Foundation
import Media

/// When a room's frames were captured, by the time that the source gives them and the least delay
/// with which they have come.
///
/// A frame can arrive late but never early: the least offset of arrival against the source's time
/// stands for the way without any waiting. The room keeps it, not the session and not the
/// connection, so that what an encoder kept while its network was gone is known to be old. All
/// moments are seconds of one monotonic clock; timestamps are in 1/90000 s.
struct RoomClock {
    /// By which the least offset is let rise: no two clocks go alike.
    private static let drift = 0.001
    /// Seconds by which arrivals run ahead of time when they come out of a buffer.
    private static let fall = 0.2
    /// Seconds over which that is looked for.
    private static let span = 2.0
    /// Of a source's 33 bits.
    private static let period: Int64 = 1 << 33
    /// Seconds that frames may come back in time where an encoder comes back: its last ones again.
    private static let overlap: Int64 = 90_000

    private var least: (offset: Double, at: Double)?
    /// The latest one, as it goes on over connections.
    private var newest: (time: Int64, at: Double)?
    /// What makes this connection's timestamps go on from the one before.
    private var shift: Int64 = 0
    private var isNewConnection = true
    private var recent: [(at: Double, offset: Double)] = []
    /// Since when the source's clock is the one that it is now; nil before any frame.
    private(set) var since: Double?

    /// Another connection begins: its first frame tells whether its clock is the one before.
    mutating func connect() {
        isNewConnection = true
    }

    /// Takes note that a frame has arrived.
    mutating func observe(_ timestamp: Int64, at now: Double) {
        let isJump = newest.map { abs(timestamp + shift - $0.time) > EncoderClock.jump } ?? true
        if isNewConnection || isJump { judge(timestamp, at: now) }
        isNewConnection = false
        let time = timestamp + shift
        let offset = now - Double(time) / 90_000
        let floor = min(offset, self.offset(at: now) ?? offset)
        least = (floor, now)
        newest = (max(time, newest?.time ?? time), now)
        if recent.last.map({ now - $0.at >= 0.05 || floor < $0.offset }) ?? true {
            recent.append((now, floor))
        }
        // One from before the span stays, so that all of it is covered.
        while recent.count > 1, recent[1].at <= now - Self.span { recent.removeFirst() }
    }

    /// When a frame was captured at the latest, but for the way that all have; nil before any.
    func captured(_ timestamp: Int64, at now: Double) -> Double? {
        offset(at: now).map { Double(timestamp + shift) / 90_000 + $0 }
    }

    /// The timestamp of the frame that arrives at a moment, where none has to wait.
    func timestamp(arriving moment: Double, at now: Double) -> Int64? {
        offset(at: now).map { Int64(((moment - $0) * 90_000).rounded()) - shift }
    }

    /// Whether frames come as time passes, and not out of a buffer.
    func isSteady(at now: Double) -> Bool {
        guard let since, now - since >= Self.span, let first = recent.first, let least else {
            return false
        }
        return first.offset - least.offset < Self.fall
    }

    private func offset(at now: Double) -> Double? {
        least.map { $0.offset + Self.drift * max(0, now - $0.at) }
    }

    /// Whether a frame that does not follow the one before bears the same clock's time.
    private mutating func judge(_ timestamp: Int64, at now: Double) {
        guard let newest, let least = offset(at: now) else { return begin(at: now) }
        // As near to where it would have gone on as 33 bits allow.
        let expected = newest.time + Int64((now - newest.at) * 90_000)
        let turns = (Double(expected - timestamp) / Double(Self.period)).rounded()
        let time = timestamp + Int64(turns) * Self.period
        let isSame =
            time >= newest.time - Self.overlap
            && now - Double(time) / 90_000 >= least - Self.fall
        shift = isSame ? time - timestamp : 0
        if !isSame { begin(at: now) }
    }

    private mutating func begin(at now: Double) {
        least = nil
        newest = nil
        recent = []
        since = now
        shift = 0
    }
}
