import Foundation
import Spawning

/// Runs ffmpeg and ffprobe.
enum Tool {
    struct Output {
        var status: Int32
        var text: String
        var errors: String
    }

    struct Failure: Error {
        var text: String
    }

    static func run(_ name: String, _ arguments: [String]) async throws -> Output {
        let texts = try (0..<2).map { _ in try Sample.temporaryFile("log") }
        for text in texts { try Data().write(to: text) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [name] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: texts[0])
        process.standardError = try FileHandle(forWritingTo: texts[1])
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { ended in
                continuation.resume(returning: ended.terminationStatus)
            }
            do {
                try Spawning.inTurn { try process.run() }
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        let read = try texts.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return Output(status: status, text: read[0], errors: read[1])
    }

    /// What decoding the file with all checks complains about; empty is good.
    static func complaints(about file: URL) async throws -> String {
        try await run(
            "ffmpeg", ["-v", "warning", "-xerror", "-i", file.path, "-f", "null", "-"]
        ).errors
    }

    /// What a filter of ffmpeg measures: seconds of the file's own timestamps, with a level.
    static func levels(
        of file: URL, _ arguments: [String], key: String
    ) async throws -> [(time: Double, level: Double)] {
        let output = try await run(
            "ffmpeg",
            ["-v", "error", "-copyts", "-i", file.path] + arguments + ["-f", "null", "-"])
        guard output.status == 0 else { throw Failure(text: output.errors) }
        var levels: [(time: Double, level: Double)] = []
        var time: Double?
        for line in output.text.split(separator: "\n") {
            if let found = line.range(of: "pts_time:") {
                time = Double(line[found.upperBound...].prefix { !$0.isWhitespace })
            } else if line.hasPrefix(key + "="), let time {
                levels.append((time, Double(line.dropFirst(key.count + 1)) ?? -.infinity))
            }
        }
        return levels
    }

    /// Counts the frames that a decoder makes of a stream: "v:0" or "a:0".
    static func frames(of file: URL, stream: String) async throws -> Int {
        let counted = try await run(
            "ffprobe",
            [
                "-v", "error", "-count_frames", "-select_streams", stream, "-show_entries",
                "stream=nb_read_frames", "-of", "csv=p=0", file.path,
            ])
        let digits = counted.text.prefix { $0.isNumber }
        guard let count = Int(digits) else { throw Failure(text: counted.text + counted.errors) }
        return count
    }
}
