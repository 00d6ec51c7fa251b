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
        while !isStopping {
            do {
                try readOnce()
                lastTrouble = nil
                pause = 0.1
                if !input.isLive { return }
            } catch {
                let words = "\(error)"
                room.lock.withLock { room.trouble = words }
                let code = (error as? MediaError)?.code
                if input.isLive, code == .interrupted {
                    lastTrouble = nil
                    pause = 0.1
                } else {
                    if words != lastTrouble { room.log("Room \(room.settings.id): \(words)") }
                    lastTrouble = code == .changed ? nil : words
                    pause = code == .changed ? 0.1 : min(pause * 2, 5)
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
        let end = Monotonic.now + seconds
        room.lock.withLock {
            while !room.isStopping, Monotonic.now < end {
                room.lock.wait(seconds: end - Monotonic.now)
            }
        }
    }

    private func open() throws(MediaError) -> Feed {
        // Whoever is called must answer; for whoever calls is waited.
        room.lock.withLock {
            room.lastPacket =
                input.isListening ? .infinity : Monotonic.now + Demuxer.longestProbing
        }
        var hasConnected = false
        do throws(MediaError) {
            return try Feed(
                opening: input, room.settings.conversion, isInterrupted: isDue,
                isWanted: { [room] in room.mayPass($0) },
                onConnect: {
                    hasConnected = true
                    // From here on a silent encoder is let go, so that another one can come.
                    room.lock.withLock {
                        room.lastPacket = Monotonic.now + Demuxer.longestProbing
                    }
                },
                onRefusal: { [room] reason in
                    room.log("Room \(room.settings.id): an encoder was refused: \(reason)")
                })
        } catch {
            guard error.code == .interrupted, input.isLive, !isStopping else { throw error }
            throw MediaError(
                hasConnected ? .nothingKnown : .notFound, while: error.action,
                object: error.object)
        }
    }

    private func readOnce() throws {
        let feed = try open()
        room.lock.withLock {
            room.isConnected = true
            room.trouble = nil
            room.lastPacket = Monotonic.now
            room.lateness = feed.lateness
            room.clock.connect()
            if let newest = feed.newest { room.clock.observe(newest, at: Monotonic.now) }
        }
        room.announce(.input(room: room.settings.id, isConnected: true, wall: Date()))
        room.log("Room \(room.settings.id): \(input.description) is connected.")
        defer {
            room.lock.withLock {
                room.endEpoch()
                room.isConnected = false
            }
            room.announce(.input(room: room.settings.id, isConnected: false, wall: Date()))
            room.log("Room \(room.settings.id): \(input.description) is gone.")
        }
        for conversion in feed.conversions {
            room.log("Room \(room.settings.id): the input's \(conversion) as it comes.")
        }
        for sentence in feed.choices + [feed.latenessWords].compactMap({ $0 }) {
            room.log("Room \(room.settings.id): \(sentence)")
        }
        room.onConnect()
        var pace = Pace(input: input)
        var received: Int64?
        while let packets = try feed.read() {
            feed.isIdle = !room.receive()
            if let time = feed.received, time != received {
                received = time
                wait(try pace.pause(before: time))
                sayLag(pace.lag, feed)
                room.lock.withLock { room.clock.observe(time, at: Monotonic.now) }
            }
            if !input.isAtRealTime { room.writer.waitForRoom() }
            for packet in packets { try room.take(packet, from: feed) }
            if isStopping { return }
        }
    }

    /// Says that frames are lost soon, where converting them takes longer than they last.
    private func sayLag(_ lag: TimeInterval, _ feed: Feed) {
        guard lag > Self.longestLag, !feed.conversions.isEmpty, !feed.isIdle else { return }
        room.log(
            "Room \(room.settings.id): converting is \(Int(lag)) s behind: choose a faster "
                + "preset, or let the encoder send H.264 and AAC.")
    }

    private static let longestLag = 5.0

    /// Seconds that may pass between segments that are fetched.
    private static let longestFetch = 30.0

    /// Asked from inside every wait for the input.
    private var isDue: @Sendable () -> Bool {
        { [room, input] in
            room.lock.withLock {
                room.isStopping
                    || Monotonic.now - room.lastPacket
                        > (input.isFetched ? Self.longestFetch : room.settings.stallLimit)
            }
        }
    }
}
