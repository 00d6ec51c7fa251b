import Foundation
import Synchronization

/// Media made by ffmpeg, once a run for each description.
struct Sample: Hashable, Sendable {
    var seconds = 9.0
    var rate = "25"
    /// Seconds between key frames.
    var group = 2.0
    var bFrames = 0
    var isOpenGroup = false
    /// Nil for no sound.
    var sampleRate: Int? = 48_000
    var size = "160x90"
    /// The end of the file's name.
    var container = "mp4"
    /// Further arguments of ffmpeg before the output.
    var more: [String] = []

    private static let made = Mutex<[Sample: Task<URL, any Error>]>([:])
    private static let folder: URL = {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "ratskanal-media-\(ProcessInfo.processInfo.processIdentifier)")
        atexit { removeFolder() }
        return folder
    }()

    private static func removeFolder() {
        try? FileManager.default.removeItem(at: folder)  // Only temporary files.
    }

    static func temporaryFile(_ end: String) throws -> URL {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appending(path: "\(UUID().uuidString).\(end)")
    }

    func file() async throws -> URL {
        let task = Self.made.withLock { made in
            let task = made[self] ?? Task { try await make() }
            made[self] = task
            return task
        }
        return try await task.value
    }

    private func make() async throws -> URL {
        let file = try Self.temporaryFile(container)
        let output = try await Tool.run("ffmpeg", arguments + [file.path])
        guard output.status == 0 else { throw Tool.Failure(text: output.errors) }
        return file
    }

    /// Up to the name of the output.
    private var arguments: [String] {
        var list = ["-v", "error", "-f", "lavfi", "-i", "testsrc2=size=\(size):rate=\(rate)"]
        if let sampleRate {
            list += ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=\(sampleRate)"]
        }
        list += [
            "-t", "\(seconds)", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast",
            "-force_key_frames", "expr:gte(t,n_forced*\(group))", "-g", "10000",
            "-bf", "\(bFrames)", "-x264-params",
            "scenecut=0:b-adapt=0" + (isOpenGroup ? ":open-gop=1:keyint=\(openLength)" : ""),
            "-c:a", "aac",
        ]
        if isOpenGroup { list.removeAll { $0.hasPrefix("expr:") || $0 == "-force_key_frames" } }
        return list + more
    }

    private var openLength: Int { Int((Double(rate) ?? 25) * group) }
}
