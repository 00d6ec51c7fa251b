import Agenda
import Foundation
import Media
import Recording

/// Opens a room's input again and again, and passes on what it brings.
struct InputLoop {
    let room: RoomIngest

    private var input: Input { room.settings.input }

    /// Runs until the room is shut down, or a file has ended or cannot be recorded.
    func run() {
        var pause = 0.1
        var lastTrouble: String?
        var lastEnd = Date.distantPast
        while !isStopping {
            do {
                try readOnce()
                lastEnd = Date()
                lastTrouble = nil
                pause = 0.1
                if !input.isLive { return }
            } catch {
                let words = "\(error)"
                room.lock.withLock { room.trouble = words }
                let code = (error as? MediaError)?.code
                if input.isLive, code == .interrupted {
                    lastEnd = Date()
                    pause = 0.1
                } else if code == .portInUse, lastEnd.timeIntervalSinceNow > -5 {
                    // The last connection's own port: libsrt gives it back after a moment.
                    pause = 0.1
                } else {
                    if words != lastTrouble { room.log("Room \(room.settings.id): \(words)") }
                    lastTrouble = words
                    pause = min(pause * 2, 5)
                }
                // A file may come yet, on a disk that is mounted late or from another machine.
                if !input.isLive, code != .notFound { return }
            }
            if !isStopping { wait(pause) }
        }
    }

    private var isStopping: Bool { room.lock.withLock { room.isStopping } }

    /// Ends early where the room is shut down.
    private func wait(_ seconds: TimeInterval) {
        guard seconds > 0 else { return }
        let end = Date().addingTimeInterval(seconds)
        room.lock.withLock { while !room.isStopping, room.lock.wait(until: end) {} }
    }

    private func readOnce() throws {
        room.lock.withLock { room.lastPacket = .distantFuture }
        let demuxer = try Demuxer(
            opening: input, isInterrupted: isDue,
            onConnect: {
                // From here on a silent encoder is let go, so that another one can come.
                let limit = Date().addingTimeInterval(Demuxer.longestProbing)
                room.lock.withLock { room.lastPacket = limit }
            },
            onRefusal: { [room] reason in
                room.log("Room \(room.settings.id): an encoder was refused: \(reason)")
            })
        let opened = Date()
        room.lock.withLock {
            room.isConnected = true
            room.trouble = nil
            room.lastPacket = opened
        }
        room.announce(.input(room: room.settings.id, isConnected: true, wall: opened))
        room.log("Room \(room.settings.id): \(input.description) is connected.")
        defer {
            room.lock.withLock {
                room.endEpoch(discarding: false)
                room.isConnected = false
            }
            room.announce(.input(room: room.settings.id, isConnected: false, wall: Date()))
            room.log("Room \(room.settings.id): \(input.description) is gone.")
        }
        room.onConnect()
        var anchor = WallAnchor(opened: opened, newest: demuxer.newest)
        var pace = Pace(input: input, opened: opened)
        while let packet = try demuxer.next() {
            if let time = packet.decoding { wait(pace.pause(before: time)) }
            let now = Date()
            if packet.isVideo, let time = packet.presentation { anchor.observe(time, at: now) }
            if case .file(_, atRealTime: false) = input { room.writer.waitForRoom() }
            try room.take(packet, from: demuxer, anchor: anchor, now: now)
            if isStopping { return }
        }
    }

    /// Asked from inside every wait of libavformat.
    private var isDue: @Sendable () -> Bool {
        { [room] in
            room.lock.withLock {
                room.isStopping
                    || Date().timeIntervalSince(room.lastPacket) > room.settings.stallLimit
            }
        }
    }
}

/// Sends a file's packets as a camera would.
private struct Pace {
    let isPaced: Bool
    let opened: Date
    private var first: Int64?

    init(input: Input, opened: Date) {
        if case .file(_, atRealTime: true) = input { isPaced = true } else { isPaced = false }
        self.opened = opened
    }

    /// Seconds until a packet of a decoding time is due, 90,000 a second.
    mutating func pause(before time: Int64) -> TimeInterval {
        guard isPaced else { return 0 }
        let first = first ?? time
        self.first = first
        let due = opened.addingTimeInterval(Double(time - first) / 90_000)
        return min(due.timeIntervalSinceNow, 1)
    }
}
