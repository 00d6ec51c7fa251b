import Foundation
import Glibc
import LocalPorts

/// Ratskanal as a city has it: a data folder, a configuration with one room, and the server.
final class Installation: Sendable {
    /// Where the programs that are tested lie: beside the tests themselves.
    static let programs = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()
    /// The repository.
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let scripts = root.appending(path: "Tests/EndToEndTests/Scripts")

    /// The day by the city's clock, which is Berlin's where nothing else is said.
    static var today: String {
        var style = Date.ISO8601FormatStyle()
        if let zone = TimeZone(identifier: "Europe/Berlin") { style.timeZone = zone }
        return Date().formatted(style.year().month().day())
    }

    let folder: URL
    /// Where the room's encoder connects.
    let srt: String
    private let flags: [String]

    /// `room`, `body` and `more` are lines of the room's, the body's and the whole configuration,
    /// `others` further rooms' groups; the room's input is an encoder at a free port, at
    /// `encoderAt`, or a file.
    init(
        room: String = "", body: String = "", others: [String] = [], more: String = "",
        encoderAt: String? = nil, file input: String? = nil
    ) throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "ratskanal-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        srt = encoderAt ?? "srt://127.0.0.1:\(FreePort.ofUDP())"
        let source =
            input.map { "type = \"file\"; path = \"\($0)\";" }
            ?? "type = \"srt\"; listen = \"\(srt.dropFirst("srt://".count))\";"
        let file = folder.appending(path: "ratskanal.conf")
        try """
        city = "Stadt Auenburg";
        bodies = ( { id = "stadtrat"; name = "Stadtrat"; \(body) } );
        rooms = ( {
          id = "saal"; name = "Ratssaal"; gateDelay = 0.5; \(room)
          input = { \(source) };
        }\(others.map { ", { \($0) }" }.joined()) );
        \(more)
        """.write(to: file, atomically: true, encoding: .utf8)
        flags = ["--data", folder.appending(path: "data").path, "--config", file.path]
    }

    deinit {
        do { try FileManager.default.removeItem(at: folder) } catch { print(error) }
    }

    /// Starts the server and gives its address; at the same one again, if it is said.
    ///
    /// `fault` names a place where it kills itself, `through` a program that starts it.
    func start(
        at address: String = "127.0.0.1:0", fault: String? = nil, through starter: [String] = []
    ) async throws -> (Program, base: URL) {
        let (path, arguments) = command(["run", "--listen", address], through: starter)
        let server = try await Program(path, arguments, fault: fault)
        let line = try await server.line(containing: "Ratskanal is at ")
        let word = line.split(separator: " ").first { $0.hasPrefix("http://") }
        guard let word, let base = URL(string: String(word)) else {
            throw EndToEndError("The server said no address: \(line)")
        }
        return (server, base)
    }

    /// Runs a command of ours that must succeed, and gives what it printed.
    @discardableResult
    func ratskanal(_ words: String...) async throws -> String {
        let result = try await attempt(words)
        guard result.status == 0 else {
            throw EndToEndError("ratskanal \(words) ended with \(result.status): \(result.errors)")
        }
        return result.output
    }

    /// Runs a command of ours, whatever comes of it; `through` a program that starts it.
    func attempt(
        _ words: [String], through starter: [String] = []
    ) async throws -> CommandResult {
        let (path, arguments) = command(words, through: starter)
        return try await .of(path, arguments)
    }

    /// The program and the arguments that make a command of ours.
    func command(
        _ words: [String], through starter: [String] = []
    ) -> (path: String, arguments: [String]) {
        let command = starter + [Self.programs.appending(path: "ratskanal").path] + words + flags
        return (command[0], Array(command.dropFirst()))
    }

    /// Starts a command of ours that runs beside the test.
    func begin(_ words: String...) async throws -> Program {
        try await Program(Self.programs.appending(path: "ratskanal").path, words + flags)
    }

    /// What a query finds in the catalogue, or changes there.
    @discardableResult
    func catalogue(_ query: String) async throws -> String {
        let path = folder.appending(path: "data/catalogue.sqlite").path
        return try await CommandResult.of("sqlite3", ["-cmd", ".timeout 10000", path, query]).output
    }

    /// What SQLite finds wrong with the catalogue; empty is good.
    func damage() async throws -> String {
        let found = try await CommandResult.of(
            "sqlite3",
            [
                folder.appending(path: "data/catalogue.sqlite").path,
                "PRAGMA integrity_check; PRAGMA foreign_key_check;",
            ])
        return (found.output == "ok" ? "" : found.output) + found.errors
    }

    /// The bytes of all track files.
    func recordedBytes() throws -> Int {
        let media = folder.appending(path: "data/media")
        let files = FileManager.default.enumerator(atPath: media.path)
        var total = 0
        while let name = files?.nextObject() as? String {
            let values = try FileManager.default.attributesOfItem(
                atPath: media.appending(path: name).path)
            if values[.type] as? FileAttributeType == .typeRegular {
                total += values[.size] as? Int ?? 0
            }
        }
        return total
    }

    /// Plans and starts a session in the room; gives its id.
    func startSession(
        title: String = "Stadtrat, 1. Sitzung", room: String = "saal", agenda: String? = nil
    ) async throws -> String {
        let day = Self.today
        let id = try await ratskanal(
            "session", "create", "--title", title, "--body", "stadtrat", "--date", day, "--room",
            room)
        if let agenda {
            let file = folder.appending(path: "tagesordnung.csv")
            try agenda.write(to: file, atomically: true, encoding: .utf8)
            try await ratskanal("agenda", "import", file.path, "--session", id)
        }
        try await ratskanal("session", "start", id)
        return id
    }

    /// An encoder that pushes the test picture; nil seconds is until it is stopped.
    func encoder(seconds: Double? = nil, firstFrame: Int = 0) async throws -> Program {
        var words = ["--test-pattern", srt, "--first-frame", String(firstFrame)]
        if let seconds { words += ["--seconds", String(seconds)] }
        return try await Program(Self.programs.appending(path: "ratskanal-demo").path, words)
    }
}
