import Foundation
import Glibc
import LocalPorts
import Testing

/// The program as its operator runs it: `ratskanal doctor`.
@Suite(.serialized) struct DoctorTests {
    private let house: Installation
    private let program = Installation.programs.appending(path: "ratskanal").path

    init() throws {
        house = try Installation(more: "listen = \"127.0.0.1:\(Self.freePort)\";")
    }

    /// One that nobody has.
    private static let freePort = FreePort.ofTCP()

    private func line(_ check: String, in result: CommandResult) -> String {
        result.output.split(separator: "\n").first {
            $0.dropFirst(9).hasPrefix(check.padding(toLength: 16, withPad: " ", startingAt: 0))
        }.map(String.init) ?? "no line \(check) in: \(result.output) \(result.errors)"
    }

    /// What lies in a folder: names, sizes and times, but for SQLite's own index of its log.
    private func contents(of folder: String) throws -> [String: String] {
        var found: [String: String] = [:]
        let files = FileManager.default.enumerator(atPath: folder)
        while let name = files?.nextObject() as? String {
            guard !name.hasSuffix("-shm") else { continue }
            var status = stat()
            guard lstat("\(folder)/\(name)", &status) == 0 else { continue }
            found[name] = "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
        }
        return found
    }

    @Test("A sound installation has no problem, before, while and after it runs; nothing changes")
    func sound() async throws {
        let data = house.folder.appending(path: "data").path
        let fresh = try await house.attempt(["doctor"])
        #expect(fresh.status == 0 && fresh.errors == "", "\(fresh.output)")
        #expect(line("data directory", in: fresh).contains("can be made"))
        #expect(!FileManager.default.fileExists(atPath: data))

        let (server, base) = try await house.start(at: "127.0.0.1:\(Self.freePort)")
        let id = try await house.startSession()
        let encoder = try await house.encoder()
        _ = try await Exchange.of(
            "/sessions/\(id)/video/session.m3u8", at: base,
            until: { $0.text.split(separator: "\n").count { $0.hasPrefix("#EXTINF") } >= 3 })
        let running = try await house.attempt(["doctor"])
        #expect(running.status == 0, "\(running.output)")
        for check in ["web server", "room saal"] {
            #expect(line(check, in: running).hasPrefix("ok "), "\(running.output)")
            #expect(line(check, in: running).contains("held by Ratskanal itself"))
        }
        #expect(line("service", in: running).contains("as process "))
        #expect(line("open files", in: running).contains("The running service"))
        #expect(line("disk space", in: running).contains("(its newest recordings' rate)"))
        // It still answers, and records on.
        #expect(try await Exchange.of("GET", "/healthz", at: base).status == 200)
        await encoder.stop()
        #expect(await server.stop() == 0)

        let before = try contents(of: data)
        let after = try await house.attempt(["doctor"])
        #expect(after.status == 0, "\(after.output)")
        #expect(line("service", in: after).contains("does not run"))
        #expect(line("catalogue", in: after).contains("It is whole"))
        #expect(try contents(of: data) == before)
        for row in after.output.split(separator: "\n") {
            #expect(row.wholeMatch(of: /(ok      |warning |problem ) \S.{16}\S.*/) != nil, "\(row)")
        }
    }

    @Test("A port that somebody else has is a problem, with who it is")
    func taken() async throws {
        let other = LocalSocket(.tcp)
        let result = try await house.attempt(["doctor", "--listen", "127.0.0.1:\(other.port)"])
        #expect(result.status == 1)
        let row = line("web server", in: result)
        #expect(row.hasPrefix("problem ") && row.contains("(process \(getpid()))"), "\(row)")
        #expect(result.errors == "ratskanal: There is 1 problem: its line says what to do.")
        // So has one of another installation, though Ratskanal runs on these data.
        let (server, _) = try await house.start()
        let beside = try await house.attempt(["doctor", "--listen", "127.0.0.1:\(other.port)"])
        #expect(line("web server", in: beside).hasPrefix("problem "), "\(beside.output)")
        await server.stop()
    }

    @Test("JSON says the same, and how many problems there are")
    func json() async throws {
        let other = LocalSocket(.tcp)
        let result = try await house.attempt(
            ["doctor", "--json", "--listen", "127.0.0.1:\(other.port)"])
        #expect(result.status == 1)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let checks = try #require(json["checks"] as? [[String: String]])
        #expect(json["problems"] as? Int == 1)
        #expect(json["warnings"] as? Int == checks.count { $0["state"] == "warning" })
        for check in checks {
            #expect(["ok", "warning", "problem"].contains(check["state"] ?? ""))
            #expect((check["advice"] == nil) == (check["state"] == "ok"), "\(check)")
        }
        let port = checks.first { $0["check"] == "web server" }
        #expect(port?["state"] == "problem")
        #expect(port?["advice"]?.hasPrefix("Stop that one") == true, "\(result.output)")
        withExtendedLifetime(other) {}
    }

    @Test("A room that calls a camera, a server or an encoder says whether that could be")
    func calls() async throws {
        let (camera, gone) = (LocalSocket(.tcp), Self.freePort)
        let file = house.folder.appending(path: "calls.conf")
        try """
        listen = "127.0.0.1:\(gone)";
        rooms = (
            { id = "a"; input = { type = "rtsp"; url = "rtsp://u:geheim@127.0.0.1:\(camera.port)/s"; }; },
            { id = "b"; input = { type = "hls"; url = "http://localhost:\(gone)/i.m3u8?k=geheim"; }; },
            { id = "c"; input = { type = "srt-caller"; address = "[::1]:9"; streamId = "geheim"; }; },
            { id = "d"; input = { type = "srt-caller"; address = "encoder.invalid:9"; }; } );
        """.write(to: file, atomically: true, encoding: .utf8)
        let result = try await CommandResult.of(
            program,
            ["doctor", "--config", file.path, "--data", house.folder.appending(path: "d").path])
        #expect(
            line("room a", in: result).hasSuffix(
                "calls rtsp://127.0.0.1:\(camera.port)/s, and port \(camera.port) there answers."),
            "\(result.output)")
        #expect(line("room b", in: result).hasPrefix("warning "), "\(result.output)")
        #expect(line("room b", in: result).contains("(Connection refused)"), "\(result.output)")
        #expect(line("room c", in: result).hasSuffix("srt://[::1]:9, and the host is known."))
        // No name server knows it, or there is none to be asked here.
        #expect(line("room d", in: result).contains("encoder.invalid"), "\(result.output)")
        #expect(!line("room d", in: result).hasPrefix("ok "))
        #expect(result.output.contains("room a           encoderDelay is not set: frames of rtsp"))
        #expect(result.output.contains("room b           Its segments are assumed to be late by"))
        #expect(line("configuration", in: result).contains("password or key"))
        #expect(!result.output.contains("geheim"))
    }

    /// Runs it as somebody whom permissions hold back, which they do not root.
    private func asNobody(_ words: [String]) async throws -> CommandResult {
        guard geteuid() == 0 else { return try await .of(program, words) }
        return try await .of(
            "setpriv",
            ["--reuid=65534", "--regid=65534", "--clear-groups", program] + words)
    }

    @Test("A data directory that may not be written or seen is a problem, in one line")
    func permissions() async throws {
        let folder = house.folder.path
        let data = "\(folder)/mine"
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        if geteuid() == 0 { chown(data, 65534, 65534) }
        chmod(data, 0o700)
        chmod(folder, 0o755)
        let made = try await asNobody(
            ["token", "create", "--name", "n", "--right", "tag"]
                + ["--data", data])
        #expect(made.status == 0, "\(made.errors)")
        let good = try await asNobody(["doctor", "--data", data])
        #expect(line("data directory", in: good).hasPrefix("ok "), "\(good.output)")
        chmod(data, 0o500)
        let before = try contents(of: data)
        let closed = try await asNobody(["doctor", "--data", data])
        #expect(closed.status == 1)
        let row = line("data directory", in: closed)
        #expect(
            row.contains("may not write in \(data). Give it back: chmod u+rwx \(data)"), "\(row)")
        #expect(line("catalogue", in: closed).hasPrefix("ok "), "\(closed.output)")
        #expect(try contents(of: data) == before)
        chmod(data, 0)
        let shut = try await asNobody(["doctor", "--data", data])
        #expect(shut.errors.contains("There is 1 problem"), "\(shut.output)")
        let below = try await asNobody(["doctor", "--data", "\(data)/deeper"])
        #expect(line("data directory", in: below).contains("may not see whether"))
        chmod(data, 0o700)
    }

    @Test("A configuration that is wrong ends with 78 and its own sentence; one for all eyes warns")
    func configurations() async throws {
        let file = house.folder.appending(path: "other.conf")
        try "citty = \"A\";\n".write(to: file, atomically: true, encoding: .utf8)
        let wrong = try await CommandResult.of(program, ["doctor", "--config", file.path])
        #expect(wrong.status == 78 && wrong.output == "")
        #expect(wrong.errors.contains("line 1") && wrong.errors.contains("city"), "\(wrong.errors)")
        let missing = try await CommandResult.of(program, ["doctor", "--config", "/nowhere.conf"])
        #expect(missing.status == 78)

        try """
        rooms = ( { id = "saal"; input = { type = "srt"; passphrase = "nur-fuer-uns-1"; }; },
            { id = "probe"; input = { type = "file"; path = "/nowhere.mp4"; }; } );
        listen = "192.0.2.1:8080";
        """.write(to: file, atomically: true, encoding: .utf8)
        chmod(file.path, 0o644)
        let open = try await CommandResult.of(
            program,
            ["doctor", "--config", file.path, "--data", house.folder.appending(path: "d").path])
        #expect(open.status == 1)
        #expect(line("configuration", in: open).contains("chmod o-rwx \(file.path)"))
        #expect(line("room probe", in: open).contains("/nowhere.mp4 is not there."))
        #expect(line("web server", in: open).contains("has no address 192.0.2.1"))
        #expect(open.errors.contains("There are 2 problems"), "\(open.output)")
        #expect(!open.output.contains("nur-fuer-uns-1"))
    }
}
