import Foundation

/// The encoder of the chamber: an `ffmpeg` of its own, as any city's would be.
struct Encoder: Sendable {
    var picture: TestPicture
    /// `srt://…`, or a file.
    var output: String
    /// Nil is for ever.
    var seconds: Double?
    /// Where ffmpeg runs.
    var folder: URL
    /// What ffmpeg says goes there; nil is the terminal.
    var log: URL?

    /// Encodes until the server is gone, and connects again until cancelled.
    func keepRunning() async throws {
        while true {
            try await run()
            try await Task.sleep(for: .seconds(1))
        }
    }

    /// Encodes until the output ends or the task is cancelled.
    func run() async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["ffmpeg"] + arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["TZ": "Europe/Berlin"], uniquingKeysWith: { $1 })
        process.standardInput = FileHandle.nullDevice
        if let log {
            try Data().write(to: log)
            let handle = try FileHandle(forWritingTo: log)
            process.standardOutput = handle
            process.standardError = handle
        }
        let status = try await Child(process).run()
        try Task.checkCancellation()
        guard status != 127 else {
            throw DemoError(
                code: .missing, action: "starting", object: "ffmpeg",
                cause: "not installed; apt install ffmpeg")
        }
        guard status == 0 || isLive else {
            throw DemoError(
                code: .failed, action: "writing", object: output,
                cause: "ffmpeg ended with \(status)")
        }
    }

    private var isLive: Bool { output.contains("://") }

    private var arguments: [String] {
        var words = ["-hide_banner", "-nostdin", "-loglevel", "error", "-y"]
        if isLive { words.append("-re") }
        words += ["-f", "lavfi", "-i", picture.graph]
        if let seconds { words += ["-t", String(seconds)] }
        words += ["-map", "0:v", "-map", "0:a", "-threads", "1"]
        // The least work that still gives High: CABAC and the 8×8 transform.
        words += ["-c:v", "libx264", "-preset", "ultrafast", "-profile:v", "high"]
        words += ["-x264-params", "cabac=1:8x8dct=1", "-pix_fmt", "yuv420p", "-bf", "0"]
        words += ["-g", "50", "-keyint_min", "50", "-sc_threshold", "0"]
        words += ["-crf", "24", "-maxrate", "3000k", "-bufsize", "3000k"]
        words += ["-c:a", "aac", "-aac_coder", "fast", "-b:a", "128k"]
        if isLive { words += ["-f", "mpegts"] }
        return words + [output]
    }
}
