import Dispatch
import Foundation
import HTTP

extension Verb {
    static let run = Verb(
        words: ["run"], summary: "record the rooms and serve the pages",
        options: [Option("--listen", "ADDRESS", help: "default 127.0.0.1:8080")]
    ) { invocation in
        Secrecy.begin()
        var configuration = try Configuration(
            file: invocation["--config"], data: invocation["--data"])
        try configuration.listen(on: invocation)
        let instance = try Instance(configuration, log: Log.write)
        Log.announce("Ratskanal is at \(instance.server.url)/")
        Termination.wait()
        instance.stop()
    }

    static let demo = Verb(
        words: ["demo"], summary: "show a session of a made-up council",
        options: [
            Option("--listen", "ADDRESS", help: "default 127.0.0.1:8080"),
            Option("--srt", "ADDRESS", help: "where the demo's encoder connects, 127.0.0.1:9710"),
        ]
    ) { invocation in
        Secrecy.begin()
        let data =
            try invocation["--data"] ?? Configuration(file: nil).data + "-demo"
        guard let srt = ListenAddress(invocation["--srt"] ?? "127.0.0.1:9710") else {
            throw invocation.usage("--srt is an address like 127.0.0.1:9710.")
        }
        var configuration = try DemoChamber.configuration(data: data, srt: srt)
        try configuration.listen(on: invocation)
        let instance = try Instance(configuration, log: Log.write)
        defer { instance.stop() }
        let ended = DispatchSemaphore(value: 0)
        let chamber = try DemoChamber.start(
            data: data, srt: srt, base: instance.server.url, onEnd: { ended.signal() })
        Log.announce("Ratskanal is at \(instance.server.url)/ and its demo data in \(data)")
        guard Termination.wait(or: ended) else {
            throw Failure(
                .failed,
                "The demo's own program has ended, with \(chamber.terminationStatus): what it wrote "
                    + "above says why.")
        }
        chamber.terminate()
        chamber.waitUntilExit()
    }
}

extension Configuration {
    /// `--listen` beats the file.
    mutating func listen(on invocation: Invocation) throws {
        guard let text = invocation["--listen"] else { return }
        guard let address = ListenAddress(text) else {
            throw invocation.usage("--listen is an address like 127.0.0.1:8080.")
        }
        listen = address
    }
}
