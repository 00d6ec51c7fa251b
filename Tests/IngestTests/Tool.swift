import Foundation

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
                try process.run()
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
