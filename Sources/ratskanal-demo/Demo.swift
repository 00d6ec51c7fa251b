import Dispatch
import Foundation

/// The program: a chamber with a picture and sound, and somebody who tags what goes on in it.
enum Demo {
    static func main() async {
        guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
            report(Options.usage)
            exit(2)
        }
        do {
            // Whoever started this may have blocked them.
            Child.hearSignals()
            let work = Task { try await run(options) }
            let signals = [SIGINT, SIGTERM].map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number)
                source.setEventHandler { work.cancel() }
                source.resume()
                return source
            }
            defer { for source in signals { source.cancel() } }
            try await work.value
        } catch is CancellationError {
            return
        } catch {
            report("ratskanal-demo: \(error)")
            exit(1)
        }
    }

    private static func run(_ options: Options) async throws {
        switch options {
        case .testPattern(let output, let seconds, let firstFrame):
            let here = URL(filePath: FileManager.default.currentDirectoryPath)
            let picture = TestPicture(firstFrame: firstFrame, scene: nil, sound: nil)
            try await Encoder(picture: picture, output: output, seconds: seconds, folder: here)
                .run()
        case .chamber(let base, let srt, let data):
            try await chamber(base: base, srt: srt, data: data)
        }
    }

    private static func chamber(base: URL, srt: String, data: URL) async throws {
        let folder = try DemoFolder(data.appending(path: "demo"))
        let ratskanal = try Ratskanal(data: data)
        let server = Server(base: base)
        try await server.untilReady()
        let sample = SampleSession(ratskanal: ratskanal, server: server, folder: folder)
        let state = try await sample.prepare()
        try await withThrowingTaskGroup { group in
            let picture = TestPicture(
                firstFrame: TestPicture.framesToday(), scene: try Scene.paint(in: folder),
                sound: try await Voices.speak(in: folder))
            let encoder = Encoder(
                picture: picture, output: srt, folder: folder.url,
                log: folder.url.appending(path: "encoder.log"))
            group.addTask { try await encoder.keepRunning() }
            group.addTask { try await sample.tag(from: state) }
            group.addTask { try await untilOrphaned() }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Ends the demo with the server that started it, however that one ended.
    private static func untilOrphaned() async throws {
        let parent = getppid()
        while getppid() == parent { try await Task.sleep(for: .seconds(1)) }
    }

    static func report(_ text: String) {
        // A line that cannot be written is dropped: nobody would read why.
        try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
    }
}
