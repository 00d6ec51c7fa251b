import Foundation
import Testing

@Suite struct BadInputTests {
    private let house: Installation
    private let program = Installation.programs.appending(path: "ratskanal").path

    init() throws {
        house = try Installation()
    }

    /// Runs the program with a file of the house as configuration; it must end by itself.
    private func run(_ configuration: String, data: String = "data") async throws -> CommandResult {
        let file = house.folder.appending(path: "\(UUID().uuidString).conf")
        try configuration.write(to: file, atomically: true, encoding: .utf8)
        return try await .of(
            "timeout",
            [
                "30", program, "run", "--data", house.folder.appending(path: data).path,
                "--config", file.path,
            ])
    }

    /// One sentence for a person: one line that begins with the program's name.
    private func isOneSentence(_ text: String) -> Bool {
        text.hasPrefix("ratskanal: ") && !text.contains("\n") && !text.contains("?.")
            && (text.hasSuffix(".") || text.hasSuffix("?"))
    }

    @Test(
        "A mistyped command or option is refused with exit code 2 and the nearest word",
        arguments: [
            (["rnu"], "run"), (["sesion", "list"], "session"), (["session", "crate"], "create"),
            (["run", "--lisen", "127.0.0.1:0"], "--listen"), (["tag", "itm", "1"], "item"),
            (["token", "creat", "--name", "x"], "create"), (["agenda", "imprt", "x"], "import"),
        ])
    func mistyped(words: [String], nearest: String) async throws {
        let result = try await CommandResult.of(program, words)
        #expect(result.status == 2)
        #expect(result.errors.contains("Did you mean \(nearest)?"))
        #expect(result.errors.hasPrefix("ratskanal: ") && !result.errors.contains("\n"))
    }

    @Test(
        "A command that lacks something is refused with exit code 2",
        arguments: [
            ["session"], ["session", "create"], ["session", "create", "--title"], ["tag"],
            ["agenda", "import"], ["search"], ["run", "x"], ["token", "create", "--name", "n"],
            ["token", "create", "--name", "n", "--right", "all"], ["run", "--listen", "nowhere"],
            ["session", "create", "--title", " ", "--body", "b", "--date", "2026-11-20"],
            ["session", "create", "--title", "T", "--body", "b", "--date", "2026-13-40"],
            ["session", "create", "--title", "T", "--body", "b", "--date", "2026-02-30"],
            ["session", "create", "--title=", "--body", "b", "--date", "2026-11-20"],
            ["search", "Haushalt", "--from", "2026-02-30"],
            ["session", "create", "--title", "T", "--body", "B !", "--date", "2026-11-20"],
        ])
    func incomplete(words: [String]) async throws {
        let result = try await house.attempt(words)
        #expect(result.status == 2)
        #expect(isOneSentence(result.errors) || result.errors.contains("--help"))
        #expect(result.output == "")
    }

    @Test(
        "A wrong configuration ends with exit code 78, its line and the nearest word",
        arguments: [
            ("city = \"A\";\nlisten = \"127.0.0.1:0\";\ncitty = \"B\";\n", "line 3", "\"city\""),
            (
                "rooms = ( {\n id = \"saal\";\n gateDeley = 1.0;\n} );\n", "line 3",
                "\"gateDelay\""
            ),
            ("listen = 8080;\n", "line 1", "listen"),
            ("city = \"A\nlisten = 1;\n", "line", "syntax error"),
        ])
    func wrongConfiguration(text: String, line: String, word: String) async throws {
        let result = try await run(text)
        #expect(result.status == 78)
        #expect(result.errors.contains(line) && result.errors.contains(word))
        #expect(isOneSentence(result.errors))
    }

    @Test("A configuration that is not there ends with exit code 78 and its name")
    func missingConfiguration() async throws {
        let result = try await CommandResult.of(
            program, ["run", "--data", house.folder.path, "--config", "/nowhere/r.conf"])
        #expect(result.status == 78)
        #expect(result.errors.contains("/nowhere/r.conf") && isOneSentence(result.errors))
    }

    @Test("A port or a data directory that another one has is refused in one sentence")
    func inUse() async throws {
        let (server, base) = try await house.start()
        let port = try await run("listen = \"127.0.0.1:\(base.port ?? 0)\";", data: "other")
        #expect(port.status == 1)
        #expect(port.errors.contains("already in use") && isOneSentence(port.errors))
        let data = try await run("listen = \"127.0.0.1:0\";")
        #expect(data.status == 1)
        #expect(data.errors.contains("--data") && isOneSentence(data.errors))
        // The one that was there is not disturbed.
        #expect(try await Exchange.of("/", at: base).status == 200)
        #expect(await server.stop() == 0)
    }

    @Test(
        "A data directory that cannot be made is refused with what to do",
        arguments: ["session list", "run --listen 127.0.0.1:0", "demo --listen 127.0.0.1:0"],
        ["/proc/x", "/dev/null"])
    func noDataDirectory(words: String, data: String) async throws {
        let result = try await CommandResult.of(
            "timeout",
            ["30", program] + words.split(separator: " ").map(String.init) + ["--data", data])
        #expect(result.status == 1)
        #expect(result.errors.contains("\(data) (") && isOneSentence(result.errors))
        #expect(result.errors.contains("name another folder with --data"))
        #expect(!result.errors.contains("there is none"))
    }

    @Test(
        "A file to import that is not there or is a folder is said in one sentence",
        arguments: ["agenda", "persons"], ["gone.csv", "."])
    func noImport(what: String, name: String) async throws {
        let folder = house.folder.appending(path: "empty")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = "\(folder.path)/\(name)"
        let result = try await house.attempt([what, "import", path])
        #expect(result.status == 1)
        #expect(result.errors.contains(path) && isOneSentence(result.errors))
        #expect(!result.errors.contains("NSCocoa"))
        let words = name == "." ? "folder" : "check the path"
        #expect(result.errors.contains(words))
    }

    @Test("The demo ends with its own program, in a sentence and with exit code 1")
    func demoEnds() async throws {
        let data = house.folder.appending(path: "demo-data")
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        // In the place of the folder that the demo's own program needs.
        try Data().write(to: data.appending(path: "demo"))
        let result = try await CommandResult.of(
            "timeout",
            [
                "60", program, "demo", "--data", data.path, "--listen", "127.0.0.1:0", "--srt",
                String(house.srt.dropFirst("srt://".count)),
            ])
        #expect(result.status == 1)
        #expect(result.errors.contains("ratskanal: The demo's own program has ended"))
    }

    @Test("An SRT port that another one has is said, and the archive is served all the same")
    func encoderPortInUse() async throws {
        let (server, _) = try await house.start()
        let second = try Installation(encoderAt: house.srt)
        let (other, base) = try await second.start()
        let line = try await other.line(containing: "Room saal")
        #expect(line.contains("another program has this port"))
        #expect(try await Exchange.of("/", at: base).status == 200)
        #expect(await other.stop() == 0)
        #expect(await server.stop() == 0)
    }

    @Test("A catalogue of a newer program is refused and left as it is")
    func newerCatalogue() async throws {
        try await house.ratskanal("session", "list")
        let catalogue = house.folder.appending(path: "data/catalogue.sqlite").path
        _ = try await CommandResult.of("sqlite3", [catalogue, "PRAGMA user_version = 99"])
        for words in [["run", "--listen", "127.0.0.1:0"], ["session", "list"]] {
            let result = try await house.attempt(words)
            #expect(result.status == 1)
            #expect(result.errors.contains("99") && result.errors.contains("newer program"))
            #expect(isOneSentence(result.errors))
        }
        let version = try await CommandResult.of("sqlite3", [catalogue, "PRAGMA user_version"])
        #expect(version.output == "99")
    }

    @Test("What needs the server says so with exit code 69 where none runs")
    func noServer() async throws {
        let id = try await house.ratskanal(
            "session", "create", "--title", "T", "--body", "stadtrat", "--date", "2026-11-20",
            "--room", "saal")
        let result = try await house.attempt(["session", "start", id])
        #expect(result.status == 69)
        #expect(result.errors.contains("ratskanal run") && isOneSentence(result.errors))
        let unknown = try await house.attempt(["session", "start", "2026-11-20-stadtrad"])
        #expect(unknown.status == 1)
        #expect(unknown.errors.contains("Did you mean 2026-11-20-stadtrat?"))
    }

    @Test(
        "A file that cannot be recorded is said in one sentence, and the pages go on",
        arguments: [
            ("gone", [], "is not there"), ("folder", [], "is a folder"),
            ("text", [], "no video that can be read"),
            ("sound", ["-f", "lavfi", "-i", "sine", "-t", "1", "-c:a", "aac"], "no picture"),
        ])
    func wrongFile(name: String, encoding: [String], words: String) async throws {
        let file = house.folder.appending(path: "\(name).mp4").path
        if name == "folder" {
            try FileManager.default.createDirectory(
                atPath: file, withIntermediateDirectories: false)
        } else if name == "text" {
            try "Guten Tag\n".write(toFile: file, atomically: true, encoding: .utf8)
        } else if !encoding.isEmpty {
            let made = try await CommandResult.of("ffmpeg", ["-v", "error"] + encoding + [file])
            #expect(made.status == 0)
        }
        let second = try Installation(file: file)
        let (server, base) = try await second.start()
        let line = try await server.line(containing: "Room saal")
        #expect(line.contains(file) && line.contains(words))
        #expect(try await Exchange.of("/", at: base).status == 200)
        #expect(await server.stop() == 0)
    }

    @Test("An agenda with a wrong row is refused whole; importing again keeps ids and markers")
    func wrongAgenda() async throws {
        let id = try await house.ratskanal(
            "session", "create", "--title", "T", "--body", "stadtrat", "--date", "2026-11-20",
            "--room", "saal")
        let file = house.folder.appending(path: "agenda.csv")
        func importing(_ text: String) async throws -> CommandResult {
            try text.write(to: file, atomically: true, encoding: .utf8)
            return try await house.attempt(["agenda", "import", file.path, "--session", id])
        }
        #expect(
            try await importing("TOP;Titel\n1;Eröffnung\n2;Haushalt\n3;Anfragen\n").status == 0)
        let (server, base) = try await house.start()
        let path = "/api/v1/sessions/\(id)"
        let before = try await Exchange.of(path, at: base)
        try await house.ratskanal("tag", "item", "2", "--session", id, "--at", "0:00:10")

        for (text, place) in [
            ("TOP;Titel;Öffentlich\n1;Anders;ja\n2;\"Zwei\nZeilen\";vielleicht\n", "line 4"),
            ("TOP;Titel;Titel\n1;A;B\n", "line 1"), ("TOP;Titel;Farbe\n1;A;rot\n", "line 1"),
            ("TOP;Titel\n1;A;zu viel\n", "line 2"), ("TOP;Titel\n1;\"offen\n", "line 2"),
            ("TOP;Titel\n1;A\u{0}\n", "line 2"), ("TOP;Titel;Unter\n1;A;9\n", "line 2"),
        ] {
            let refused = try await importing(text)
            #expect(refused.status == 1, "\(text)")
            #expect(
                refused.errors.contains(file.path) && refused.errors.contains(place)
                    && refused.errors.contains("column"), "\(text): \(refused.errors)")
        }
        #expect(try await Exchange.of(path, at: base).text == before.text)

        #expect(
            try await importing("TOP;Titel\n2;Haushaltssatzung\n1;Eröffnung\n4;Neu\n").status == 0)
        let ids = try items(before)
        let after = try await Exchange.of(path, at: base, until: { $0.text.contains("Neu") })
        let now = try items(after)
        #expect(now["1"] == ids["1"] && now["2"] == ids["2"] && now["4"] != nil)
        #expect(Set(ids.values).isDisjoint(with: [now["4"] ?? 0]))
        let history = try await CommandResult.of(
            "sqlite3",
            [
                house.folder.appending(path: "data/catalogue.sqlite").path,
                "SELECT count(*) FROM marker JOIN marker_item ON marker = marker.id "
                    + "WHERE item = \(ids["2"] ?? 0) AND deleted = 0",
            ])
        #expect(history.output == "1")
        #expect(await server.stop() == 0)
    }

    private func items(_ exchange: Exchange) throws -> [String: Int] {
        let agenda = try exchange.json["agenda"] as? [[String: Any]] ?? []
        let pairs = agenda.compactMap { item -> (String, Int)? in
            guard let number = item["number"] as? String, let id = item["id"] as? Int else {
                return nil
            }
            return (number, id)
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}
