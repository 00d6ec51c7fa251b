import Foundation
import Spawning

/// A short film made by ffmpeg, with a moving picture and a tone unless told otherwise.
struct MediaSample {
    struct Failure: Error {
        var text: String
    }

    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "ratskanal-media-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)  // Only temporary files.
    }

    /// `arguments` stand before the output's name; later ones win.
    func make(_ name: String, _ arguments: [String] = []) async throws -> String {
        let path = folder.appending(path: name).path
        try await Self.run(
            [
                "-f", "lavfi", "-i", "testsrc2=size=160x96:rate=25",
                "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", "1",
                "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac",
            ] + arguments + [path])
        return path
    }

    func write(_ bytes: [UInt8], as name: String) throws -> String {
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        return file.path
    }

    private static func run(_ arguments: [String]) async throws {
        let process = Process()
        let errors = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["ffmpeg", "-v", "error", "-y"] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardError = errors
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try Spawning.inTurn { try process.run() }
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        guard status == 0 else {
            let text = errors.fileHandleForReading.readDataToEndOfFile()
            throw Failure(text: String(decoding: text, as: UTF8.self))
        }
    }
}
