import Foundation
import Storage

/// Starts the program that plays a council beside this one.
enum DemoChamber {
    /// Written into the demo's data directory, so that the command line finds the same rooms.
    static func configuration(data: String, srt: ListenAddress) throws -> Configuration {
        let text = """
            city = "Stadt Auenburg";
            rooms = ( {
              id = "ratssaal"; name = "Ratssaal"; body = "stadtrat"; start = "connect";
              gateDelay = 2.0;
              input = { type = "srt"; listen = "\(srt)"; };
            } );
            bodies = ( { id = "stadtrat"; name = "Stadtrat"; } );
            """
        let folder = try DataDirectory(at: data, owning: false)
        let file = URL(filePath: folder.file("demo.conf"))
        try text.write(to: file, atomically: true, encoding: .utf8)
        return try Configuration(file: file.path, data: data)
    }

    /// `onEnd` is called when it has ended, whyever.
    static func start(
        data: String, srt: ListenAddress, base: String, onEnd: @escaping @Sendable () -> Void
    ) throws -> Process {
        // argv[0] may be a bare name found on the PATH; the kernel knows the file.
        let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        let program = own.deletingLastPathComponent().appending(path: "ratskanal-demo")
        let process = Process()
        process.executableURL = program
        process.arguments = ["--base", base, "--srt", "srt://\(srt)", "--data", data]
        process.terminationHandler = { _ in onEnd() }
        do {
            try process.run()
        } catch {
            throw Failure(.unavailable, "The demo's own program \(program.path) cannot be started.")
        }
        return process
    }
}
