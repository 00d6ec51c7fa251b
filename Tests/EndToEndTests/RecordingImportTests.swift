import Foundation
import Testing

@Suite(.serialized) struct RecordingImportTests {
    private let house: Installation

    init() throws {
        house = try Installation()
    }

    /// A recording of a picture and a tone.
    private func film(
        _ name: String, seconds: Int, _ more: [String] = []
    ) async throws -> URL {
        let file = house.folder.appending(path: name)
        let made = try await CommandResult.of(
            "ffmpeg",
            [
                "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25", "-f",
                "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", "\(seconds)",
                "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast", "-g", "50",
                "-c:a", "aac",
            ] + more + ["-y", file.path])
        guard made.status == 0 else { throw EndToEndError(made.errors) }
        return file
    }

    private var media: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(
                atPath: house.folder.appending(path: "data/media").path)
        }
    }

    @Test(
        "An import prints its session's id and plays at once; its items are files with sound",
        .timeLimit(.minutes(15)))
    func plays() async throws {
        let (server, base) = try await house.start()
        let file = try await film(
            "2009-05-04_Stadtrat.mkv", seconds: 30,
            ["-metadata", "creation_time=2009-05-04T15:00:00Z"])
        let id = try await house.ratskanal("recording", "import", file.path)
        #expect(id == "2009-05-04-archiv")
        let session = try await Exchange.of("/api/v1/sessions/\(id)", at: base)
        #expect(session.text.contains(#""state":"ended""#))
        #expect(session.text.contains("2009-05-04 Stadtrat"))
        #expect(session.text.contains("2009-05-04T15:00:00.000Z"))
        let playlist = try await Exchange.of("/sessions/\(id)/video/session.m3u8", at: base)
        #expect(playlist.text.contains("#EXT-X-PLAYLIST-TYPE:VOD"))
        #expect(playlist.text.contains("#EXT-X-ENDLIST"))

        let agenda = house.folder.appending(path: "alt.csv")
        try "TOP;Titel;Öffentlich\n1;Brücke;ja\n2;Vertrag;nein\n".write(
            to: agenda, atomically: true, encoding: .utf8)
        try await house.ratskanal("agenda", "import", agenda.path, "--session", id)
        for (item, time) in [("1", "0:00:09"), ("2", "0:00:20")] {
            try await house.ratskanal("tag", "item", item, "--session", id, "--at", time)
        }
        let page = "/sessions/\(id)/items/1"
        let whole = try await Exchange.of(
            "\(page).mp4", at: base, until: { $0.status == 200 })
        #expect(whole.headers["content-type"] == "video/mp4")
        #expect(whole.headers["content-length"] == "\(whole.body.count)")
        let part = try await Exchange.of(
            "GET", "\(page).mp4", at: base, headers: ["Range": "bytes=1000-200999"])
        #expect(part.status == 206)
        #expect(part.body == whole.body[1000..<201_000])
        let again = try await Exchange.of(
            "GET", "\(page).mp4", at: base,
            headers: ["If-None-Match": whole.headers["etag"] ?? ""])
        #expect(again.status == 304)
        let head = try await Exchange.of("HEAD", "\(page).mp4", at: base)
        #expect(head.headers["content-length"] == "\(whole.body.count)" && head.body.isEmpty)
        let probe = try await CommandResult.of(
            "ffprobe",
            [
                "-v", "warning", "-show_entries", "stream=codec_name:format=duration,start_time",
                "-of", "csv=p=0", "\(base)\(page.dropFirst()).mp4",
            ])
        #expect(probe.errors == "")
        #expect(probe.output.contains("h264") && probe.output.contains("aac"))
        // From the key frame before second 9 to the one behind second 20.
        #expect(probe.output.contains("0.000000,12.0"), "\(probe.output)")
        // What is not public is no file, and its page leads to none.
        #expect(try await Exchange.of("/sessions/\(id)/items/2.mp4", at: base).status == 404)
        #expect(try await Exchange.of(page, at: base).text.contains("\(page).mp4"))
        #expect(await server.stop() == 0)
    }

    @Test("A file is taken in once, and once more when that is meant")
    func again() async throws {
        let file = try await film("alt.mp4", seconds: 4)
        let first = try await house.ratskanal(
            "recording", "import", file.path, "--title", "Alt", "--body", "stadtrat", "--date",
            "2008-03-02")
        #expect(first == "2008-03-02-stadtrat")
        let copy = house.folder.appending(path: "kopie.mp4")
        try FileManager.default.copyItem(at: file, to: copy)
        let refused = try await house.attempt(["recording", "import", copy.path])
        #expect(refused.status == 1)
        #expect(
            refused.errors == "ratskanal: \(copy.path) was imported before, as \(first): use "
                + "--again to import it once more.")
        let second = try await house.ratskanal(
            "recording", "import", copy.path, "--body", "stadtrat", "--date", "2008-03-02",
            "--again")
        #expect(second == "2008-03-02-stadtrat-2")
    }

    @Test("What cannot be taken in is told in one sentence and leaves nothing")
    func refusals() async throws {
        let film = try await film("gut.mp4", seconds: 12, ["-movflags", "+faststart"])
        func file(_ name: String, _ data: Data) throws -> String {
            let file = house.folder.appending(path: name)
            try data.write(to: file)
            return file.path
        }
        let whole = try Data(contentsOf: film)
        let raw = try await CommandResult.of(
            "ffmpeg",
            [
                "-v", "error", "-i", film.path, "-c", "copy", "-an", "-y",
                house.folder.appending(path: "ohne.h264").path,
            ])
        #expect(raw.status == 0)
        let list = "#EXTM3U\n#EXT-X-TARGETDURATION:12\n#EXTINF:12,\n\(film.path)\n#EXT-X-ENDLIST\n"
        let cases = [
            (try file("liste.mp4", Data(list.utf8)), "is no video that can be read"),
            (
                try file("reihe.ts", Data("ffconcat version 1.0\nfile '\(film.path)'\n".utf8)),
                "is no video that can be read"
            ),
            (try file("leer.mp4", Data()), "is empty"),
            (try file("text.mp4", Data("Guten Tag.\n".utf8)), "is no video that can be read"),
            (house.folder.appending(path: "data").path, "holds no recordings"),
            (house.folder.path + "/fehlt.mp4", "is not there"),
            (try file("kopf.mp4", whole.prefix(900)), "is no video that can be read"),
        ]
        for (path, words) in cases {
            let result = try await house.attempt(["recording", "import", path])
            #expect(result.status == 1, "\(path)")
            #expect(result.output == "", "\(path)")
            #expect(result.errors.contains(words), "\(path): \(result.errors)")
            #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        }
        #expect(try media.isEmpty)
        #expect(try await house.ratskanal("session", "list") == "")
        // Of several files the good ones come in, and the exit code says that not all did.
        let mixed = try await house.attempt(["recording", "import", film.path, cases[2].0])
        #expect(mixed.status == 1)
        #expect(mixed.output.hasSuffix("-archiv"))
        #expect(mixed.errors.contains("is empty"))
    }

    @Test("Half of a file is taken in as far as it goes, and that is said")
    func half() async throws {
        let film = try await film("ganz.mp4", seconds: 12, ["-movflags", "+faststart"])
        let whole = try Data(contentsOf: film)
        let half = house.folder.appending(path: "halb.mp4")
        try whole.prefix(whole.count / 2).write(to: half)
        let result = try await house.attempt(["recording", "import", half.path])
        #expect(result.status == 0)
        #expect(result.output.hasSuffix("-archiv"))
        #expect(result.errors.contains("as far as it can be read, 0:00:0"), "\(result.errors)")
        #expect(result.errors.contains("of 300 pictures are there"), "\(result.errors)")
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test("A folder is taken in by the list beside it, and goes on where it was ended")
    func folder() async throws {
        let old = house.folder.appending(path: "alt")
        try FileManager.default.createDirectory(
            at: old.appending(path: "1999"), withIntermediateDirectories: true)
        for (name, more) in [
            ("alt/1999/rat.avi", ["-c:v", "mpeg4", "-c:a", "libmp3lame"]),
            ("alt/bau.wmv", ["-c:v", "wmv2", "-c:a", "wmav2"]), ("alt/ohne.mkv", []),
        ] { _ = try await film(name, seconds: 3, more) }
        try Data("Liesmich".utf8).write(to: old.appending(path: "liesmich.txt"))
        let list = old.appending(path: "liste.csv")
        func write(_ lines: String) throws {
            try "Datei;Datum;Beginn;Gremium;Titel\n\(lines)".write(
                to: list, atomically: true, encoding: .utf8)
        }
        // What is wrong in the list is said before anything is taken in.
        for (line, words) in [
            ("1999/rat.av;04.05.1999", "did you mean \"1999/rat.avi\"?"),
            ("bau.wmv;31.02.1999", "line 2, column 2"), ("bau.wmv;;17:00", "needs its day"),
        ] {
            try write(line)
            let refused = try await house.attempt(["recording", "import", old.path])
            #expect(refused.status == 1)
            #expect(refused.errors.contains(words), "\(refused.errors)")
        }
        try write(
            "1999/rat.avi;04.05.1999;17:30;Stadtrat;Haushalt\nbau.wmv;2001-02-03;;Bauausschuss;\n")
        try Data("kein Film".utf8).write(to: old.appending(path: "kaputt.mpg"))
        let first = try await house.attempt(["recording", "import", old.path])
        #expect(first.status == 1)
        #expect(first.errors.contains("kaputt.mpg is no video that can be read"))
        #expect(first.errors.contains("files 1 was not imported; it is named"), "\(first.errors)")
        #expect(first.errors.contains("1 file left out"), "\(first.errors)")
        let sessions = first.output.split(separator: "\n").map(String.init)
        #expect(sessions.prefix(2) == ["1999-05-04-stadtrat", "2001-02-03-bauausschuss"])
        #expect(sessions.count == 3)
        let listed = try await house.ratskanal("session", "list")
        #expect(listed.contains("Haushalt"))
        try FileManager.default.removeItem(at: old.appending(path: "kaputt.mpg"))
        let again = try await house.attempt(["recording", "import", old.path])
        #expect(again.status == 0 && again.output == "")
        #expect(again.errors.contains("3 files imported before"), "\(again.errors)")
    }

    @Test("An import of a folder that is called off says in which file, and how to go on")
    func calledOff() async throws {
        let old = house.folder.appending(path: "alt")
        try FileManager.default.createDirectory(at: old, withIntermediateDirectories: true)
        for name in ["alt/1.mp4", "alt/2.mp4"] {
            _ = try await film(name, seconds: name.hasSuffix("1.mp4") ? 3 : 4)
        }
        _ = try await film("alt/3.wmv", seconds: 60, ["-c:v", "wmv2", "-c:a", "wmav2"])
        let words = ["recording", "import", old.path]
        let program = try await Program(
            Installation.programs.appending(path: "ratskanal").path,
            words + ["--preset", "slow", "--data", house.folder.path + "/data"])
        _ = try await program.line(containing: "-archiv-2")
        #expect(await program.interrupt() == 1)
        let said = try await program.line(containing: "called off")
        #expect(
            said == "ratskanal: It was called off in \(old.path)/3.wmv, of which nothing was kept. "
                + "Of 3 files 2 were taken in: the same command goes on where this one ended.")
        #expect(try media.count == 2)
        let again = try await house.attempt(words)
        #expect(again.status == 0 && again.output.hasSuffix("-archiv-3"), "\(again.errors)")
        #expect(again.errors.contains("2 files imported before and left as they are."))
    }

    @Test("Of two imports of one file at once one makes a session, and one is told so")
    func atOnce() async throws {
        let file = try await film("alt.wmv", seconds: 8, ["-c:v", "wmv2", "-c:a", "wmav2"])
        async let first = house.attempt(["recording", "import", file.path])
        async let second = house.attempt(["recording", "import", file.path])
        let results = try await [first, second].sorted { $0.status < $1.status }
        #expect(results.map(\.status) == [0, 1])
        #expect(results[1].errors.contains("was imported before, as \(results[0].output)"))
        #expect(try media.count == 1)
    }

    @Test(
        "An import that is killed leaves nothing half-made, and begins anew",
        .timeLimit(.minutes(15)),
        arguments: ["import-segment:4", "import-moved", "import-committed"])
    func killed(at fault: String) async throws {
        let film = try await film("lang.mp4", seconds: 20)
        let data = house.folder.path + "/data"
        let first = try await Program(
            Installation.programs.appending(path: "ratskanal").path,
            ["recording", "import", film.path, "--data", data], fault: fault)
        #expect(await first.finish() == SIGKILL)
        let wasCommitted = fault == "import-committed"
        #expect(try await house.ratskanal("session", "list").isEmpty == !wasCommitted)
        let result = try await house.attempt(["recording", "import", film.path])
        #expect(result.status == (wasCommitted ? 1 : 0), "\(result.errors)")
        let sessions = try await house.ratskanal("session", "list")
        #expect(sessions.split(separator: "\n").count == 1)
        #expect(try media == [String(sessions.prefix { $0 != " " })])
        #expect(try await house.damage() == "")
        let (server, base) = try await house.start()
        #expect(!server.lines.contains { $0.contains("Repaired") })
        let playlist = try await Exchange.of(
            "/sessions/\(try media[0])/index.m3u8", at: base)
        #expect(playlist.status == 200)
        await server.stop()
    }

    @Test("A roster that changes is found with the speeches at once")
    func roster() async throws {
        let recording = try await film("2009-05-04_Stadtrat.mkv", seconds: 3)
        let id = try await house.ratskanal(
            "recording", "import", recording.path, "--visibility", "public")
        let file = house.folder.appending(path: "personen.csv")
        func importing(faction: String) async throws -> String {
            try "Name;Fraktion\nAda Lovelace;\(faction)\n".write(
                to: file, atomically: true, encoding: .utf8)
            return try await house.ratskanal("persons", "import", file.path)
        }
        func found(_ words: String) async throws -> String {
            String(try await house.ratskanal("search", words).split(separator: "\n").last ?? "")
        }
        #expect(try await importing(faction: "Kastanie") == "1 person")
        try await house.ratskanal(
            "tag", "speaker", "Ada", "Lovelace", "--session", id, "--at", "0:00:01")
        #expect(try await found("Lovelace Kastanie") == "1 hit")
        #expect(try await importing(faction: "Ahornblatt") == "1 person")
        #expect(try await found("Lovelace Ahornblatt") == "1 hit")
        #expect(try await found("Lovelace Kastanie") == "0 hits")
    }
}
