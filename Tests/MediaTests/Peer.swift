import Foundation
import Glibc
import Spawning

/// A program at the other end of an input; ended with this object.
final class Peer {
    private let process = Process()

    /// Its words.
    init(_ command: [String]) throws {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try Spawning.inTurn { try process.run() }
    }

    /// An ffmpeg that sends a film by SRT, over and over unless told otherwise.
    convenience init(
        sending film: String, to port: Int, _ options: String, isEndless: Bool = true
    ) throws {
        try self.init([
            "ffmpeg", "-v", "quiet", "-re", "-stream_loop", isEndless ? "-1" : "0", "-i", film,
            "-c", "copy", "-f",
            "mpegts", "srt://127.0.0.1:\(port)?pkt_size=1316&\(options)",
        ])
    }

    deinit { stop() }

    /// Goes as a camera whose cable is pulled.
    func stop() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
