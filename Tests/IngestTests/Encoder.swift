import Foundation
import Glibc
import Spawning
import Synchronization

/// An exit code that comes some time.
private final class Ended: Sendable {
    private let state = Mutex<(status: Int32?, waiters: [@Sendable (Int32) -> Void])>((nil, []))

    func fill(_ status: Int32) {
        let waiters = state.withLock { state in
            state.status = status
            return state.waiters
        }
        for waiter in waiters { waiter(status) }
    }

    func wait(_ body: @escaping @Sendable (Int32) -> Void) {
        let status = state.withLock { state in
            if state.status == nil { state.waiters.append(body) }
            return state.status
        }
        if let status { body(status) }
    }
}

/// A program at the other end of an input: an ffmpeg that sends a file by SRT, as an encoder
/// would, or another one.
final class Encoder {
    private let process = Process()
    private let log: URL
    private let output: Pipe
    private let ended = Ended()

    /// Sends to a port by SRT; `speed` in multiples of real time; `isEndless` repeats the file
    /// with timestamps that go on; `latency`: seconds in which SRT sends again what was lost. At the
    /// file's end it stays until all has been taken, as long as a second.
    convenience init(
        _ file: URL, to port: Int, passphrase: String? = nil, speed: Double = 1,
        isEndless: Bool = false, offset: Double = 0, latency: Double? = nil
    ) throws {
        let keys = passphrase.map { "&passphrase=\($0)" } ?? ""
        let delay = latency.map { "&latency=\(Int($0 * 1_000_000))" } ?? ""
        try self.init(
            sending: file, speed: speed, isEndless: isEndless,
            [
                "-output_ts_offset", "\(offset)", "-f", "mpegts",
                "srt://127.0.0.1:\(port)?mode=caller&pkt_size=1316&linger=1\(delay)\(keys)",
            ])
    }

    /// Sends to wherever ffmpeg's arguments say.
    convenience init(
        sending file: URL, speed: Double = 1, isEndless: Bool = false, _ arguments: [String]
    ) throws {
        var list = ["ffmpeg", "-v", "warning", "-readrate", "\(speed)"]
        // Finds a track that begins late, too.
        list += ["-analyzeduration", "60M", "-probesize", "60M"]
        if isEndless { list += ["-stream_loop", "-1"] }
        list += [
            "-i", file.path, "-c", "copy", "-copyinkf",
        ]
        try self.init(running: list + arguments)
    }

    /// Any command, its words.
    init(running command: [String]) throws {
        log = try Sample.temporaryFile("log")
        try Data().write(to: log)
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: log)
        process.terminationHandler = { [ended] in ended.fill($0.terminationStatus) }
        output = try Spawning.inTurn { [process] in
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            return output
        }
    }

    deinit { stop() }

    /// Waits until it says something.
    func ready() async {
        let handle = output.fileHandleForReading
        await withCheckedContinuation { continuation in
            Thread { [handle] in
                _ = handle.availableData
                continuation.resume()
            }.start()
        }
    }

    /// Waits for its end by itself; its exit code.
    func end() async -> Int32 {
        await withCheckedContinuation { continuation in
            ended.wait { continuation.resume(returning: $0) }
        }
    }

    /// Goes as a camera whose cable is pulled.
    func stop() {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    var complaints: String {
        (try? String(contentsOf: log, encoding: .utf8)) ?? ""  // Only words for a failed test.
    }
}
