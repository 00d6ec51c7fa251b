import Agenda
import Foundation
import Link
import Synchronization
import Testing

private final class Recorder: CommandReceiver {
    let seen = Mutex<[Command]>([])

    func answer(_ command: Command) -> Reply {
        seen.withLock { $0.append(command) }
        if case .mark(_, let marker, _, _) = command { return .marker(marker, isNew: true) }
        return .done
    }
}

@Suite("The command socket")
struct CommandSocketTests {
    private func folder(_ name: String) throws -> String {
        let path = NSTemporaryDirectory() + "link-\(UUID().uuidString)" + name
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    @Test("carries a marker there and back, also below a path longer than a socket's name")
    func carriesMarkers() throws {
        let path = try folder("/" + String(repeating: "long", count: 50)) + "/ingest.sock"
        let recorder = Recorder()
        let listener = try CommandListener(path: path, receiver: recorder)
        listener.run()
        defer { listener.stop() }
        let session = try #require(SessionID(rawValue: "2026-11-20-stadtrat"))
        let marker = Marker(kind: .note, at: .media(MediaTime(ticks: 5)), text: "ein\nZettel ü")
        let reply = CommandClient(path: path)
            .answer(.mark(session, marker, now: true, by: "test"))
        guard case .marker(let stored, isNew: true) = reply else {
            Issue.record("got \(reply)")
            return
        }
        #expect(stored == marker)
        #expect(recorder.seen.withLock { $0.count } == 1)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o600)
    }

    @Test("says that nothing is running where nobody listens")
    func notRunning() throws {
        let path = try folder("") + "/ingest.sock"
        #expect {
            try CommandClient(path: path).send(.status)
        } throws: {
            ($0 as? LinkError)?.code == .notRunning && "\($0)".contains("ratskanal run")
        }
    }

    @Test("replaces the name that a killed process left")
    func replacesLeftName() throws {
        let path = try folder("") + "/ingest.sock"
        let first = try CommandListener(path: path, receiver: Recorder())
        let second = try CommandListener(path: path, receiver: Recorder())
        second.run()
        defer { second.stop() }
        #expect(
            try {
                if case .done = try CommandClient(path: path).send(.status) { true } else { false }
            }())
        _ = first
    }
}
