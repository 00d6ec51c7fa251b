import Foundation
import Synchronization

/// Media made by ffmpeg, once a run for each description.
struct Sample: Hashable, Sendable {
    /// A rate of `rate`: of 50 frames a second some are left out.
    static let variableRate = "variable"

    var seconds = 9.0
    /// Frames a second as ffmpeg writes them.
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
    /// A white picture and a tone for a fifth of each second instead of a moving picture.
    var isFlashing = false
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
        var list = ["-v", "error", "-f", "lavfi", "-i", picture]
        if let sampleRate { list += ["-f", "lavfi", "-i", sound(sampleRate)] }
        list += [
            "-t", "\(seconds)", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast",
            "-force_key_frames", "expr:gte(t,n_forced*\(group))", "-g", "10000",
            "-bf", "\(bFrames)", "-x264-params",
            "scenecut=0:b-adapt=0" + (isOpenGroup ? ":open-gop=1:keyint=\(openLength)" : ""),
            "-c:a", "aac",
        ]
        if rate == Self.variableRate { list += ["-fps_mode", "vfr"] }
        if isOpenGroup { list.removeAll { $0.hasPrefix("expr:") || $0 == "-force_key_frames" } }
        return list + more
    }

    private var picture: String {
        let isVariable = rate == Self.variableRate
        let format = "size=\(size):rate=\(isVariable ? "50" : rate)"
        // A flash begins with a frame at half a second, as nearly as the rate has one.
        let isOn = "lt(mod(n+\(period / 2)\\,\(period))\\,\(period / 5))"
        let flash = "drawbox=c=white:t=fill:enable=\(isOn)"
        // Every fifth of a second six frames in a row, and one between them and the next.
        let thinning = isVariable ? ",select=lt(mod(n\\,10)\\,6)+eq(mod(n\\,10)\\,8)" : ""
        return (isFlashing ? "color=black:\(format),\(flash)" : "testsrc2=\(format)") + thinning
    }

    private func sound(_ sampleRate: Int) -> String {
        guard isFlashing else { return "sine=frequency=440:sample_rate=\(sampleRate)" }
        let (length, begin) = ("\(period)/(\(frameRate))", "\((period + 1) / 2)/(\(frameRate))")
        let isOn = "lt(mod(t+\(length)-\(begin)\\,\(length))\\,0.2)"
        return "aevalsrc=\(isOn)*sin(2*PI*1000*t):s=\(sampleRate)"
    }

    private var frameRate: String { rate == Self.variableRate ? "50" : rate }

    /// Frames in a second, to the next whole one.
    private var period: Int {
        let parts = frameRate.split(separator: "/").compactMap { Double($0) }
        return Int(((parts.first ?? 25) / (parts.count > 1 ? parts[1] : 1)).rounded())
    }

    private var openLength: Int { Int(Double(period) * group) }
}
