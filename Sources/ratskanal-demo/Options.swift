import Foundation

/// What `ratskanal-demo` is started with.
enum Options {
    /// The demo chamber for a server that runs.
    case chamber(base: URL, srt: String, data: URL)
    /// The picture and sound alone, for tests; nil seconds is for ever.
    case testPattern(output: String, seconds: Double?, firstFrame: Int)

    static let usage = """
        ratskanal-demo --base URL --srt URL --data DIR
            pushes the demo chamber and tags its session; `ratskanal demo` starts this
        ratskanal-demo --test-pattern OUT [--seconds N] [--first-frame N]
            counter, clock, flash and beep alone: at real time to srt://…, else to a file
        """

    init?(_ arguments: [String]) {
        var values: [String: String] = [:]
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard name.hasPrefix("--"), let value = rest.popFirst() else { return nil }
            values[name] = value
        }
        if let output = values.removeValue(forKey: "--test-pattern") {
            let seconds = values.removeValue(forKey: "--seconds").map(Double.init)
            let first = values.removeValue(forKey: "--first-frame").map { Int($0) }
            guard values.isEmpty, seconds != .some(nil), first != .some(nil) else { return nil }
            self = .testPattern(
                output: output, seconds: seconds ?? nil, firstFrame: first.flatMap { $0 } ?? 0)
            return
        }
        guard let base = values.removeValue(forKey: "--base").flatMap(URL.init(string:)),
            let srt = values.removeValue(forKey: "--srt"),
            let data = values.removeValue(forKey: "--data"), values.isEmpty
        else { return nil }
        self = .chamber(
            base: base, srt: srt, data: URL(filePath: data, directoryHint: .isDirectory))
    }
}
