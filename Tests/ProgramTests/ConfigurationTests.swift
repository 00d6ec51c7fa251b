import Agenda
import Foundation
import Media
import Testing

@testable import ratskanal

@Suite("Configuration")
struct ConfigurationTests {
    private func read(_ text: String, file: String = "/etc/r.conf") throws -> Configuration {
        var configuration = try Configuration(file: nil, environment: ["HOME": "/home/ada"])
        try configuration.read(text, file: file)
        return configuration
    }

    private static let input = "input = { type = \"srt\"; listen = \"0.0.0.0:9710\"; };"

    @Test("an empty file gives the defaults")
    func defaults() throws {
        let configuration = try read("# nothing\n")
        #expect(configuration.city.isEmpty)
        #expect(configuration.timeZone.identifier == "Europe/Berlin")
        #expect(configuration.listen == ListenAddress(host: "127.0.0.1", port: 8080))
        #expect(configuration.data == "/home/ada/.local/share/ratskanal")
        #expect(configuration.rooms.isEmpty)
        #expect(configuration.bodies.isEmpty)
        #expect(!configuration.asksPrivateAddresses)
        #expect(try read("oparl = { privateAddresses = true; };").asksPrivateAddresses)
        #expect(
            try Configuration(file: nil, environment: ["XDG_DATA_HOME": "/d"]).data
                == "/d/ratskanal")
        #expect(
            try Configuration(file: nil, environment: ["XDG_DATA_HOME": "d", "HOME": "/h"]).data
                == "/h/.local/share/ratskanal")
    }

    @Test("the example in deploy is read as it is commented")
    func example() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../deploy/ratskanal.conf.example").standardizedFileURL.path
        let configuration = try Configuration(file: file, environment: ["HOME": "/home/ada"])
        #expect(configuration.city == "Musterstadt")
        #expect(configuration.data == "/home/ada/.local/share/ratskanal")
        #expect(configuration.bodies.map(\.id) == ["stadtrat", "bauausschuss"])
        #expect(configuration.bodies[1].archive == .review)
        #expect(!configuration.asksPrivateAddresses)
        let room = try #require(configuration.rooms.first)
        #expect(room.id == "ratssaal")
        #expect(room.name == "Ratssaal")
        #expect(room.start == .manual)
        #expect(room.endAfterLoss == nil)
        #expect(room.gateDelay == 5)
        #expect(room.encoderDelay == 0)
        #expect(
            room.input
                == .srtListener(host: "0.0.0.0", port: 9710, passphrase: "bitte-aendern-1234"))
        #expect(configuration.body(of: room).name == "Stadtrat")
    }

    @Test("a room is read with all that it may say, numbers whole or not")
    func room() throws {
        let configuration = try read(
            """
            rooms = ( { id = "saal-1"; start = "connect"; endAfterLoss = 900; gateDelay = 7;
                encoderDelay = 1.5; input = { type = "file"; path = "a/b.mp4"; realtime = false; };
            } );
            """)
        let room = try #require(configuration.rooms.first)
        #expect(room.name == "Saal-1")
        #expect(room.start == .connect)
        #expect(room.endAfterLoss == 900)
        #expect(room.gateDelay == 7)
        #expect(room.encoderDelay == 1.5)
        #expect(room.input == .file(path: "/etc/a/b.mp4", atRealTime: false))
        #expect(configuration.body(of: room).id == "gemeinderat")
        #expect(configuration.body(of: room).name == "Gemeinderat")
    }

    @Test(
        "breaks are dark where their body does not say otherwise",
        arguments: [("", []), ("breaks = \"dark\";", []), ("breaks = \"open\";", ["rat"])]
            as [(String, Set<String>)])
    func breaks(_ line: String, _ open: Set<String>) throws {
        let configuration = try read("bodies = ( { id = \"bau\"; }, { id = \"rat\"; \(line) } );")
        #expect(configuration.openBreaks == open)
        #expect(configuration.bodies.map(\.id) == ["bau", "rat"])
    }

    @Test("a flag beats the file, the file beats the default")
    func precedence() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("ratskanal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a leftover harms nothing
        let file = folder.appendingPathComponent("r.conf")
        try Data("data = \"store\"; listen = \"[::]:80\"; city = \"Köln\";".utf8).write(to: file)
        let plain = try Configuration(file: file.path, environment: ["HOME": "/h"])
        #expect(plain.data == folder.appendingPathComponent("store").path)
        #expect(plain.listen == ListenAddress(host: "::", port: 80))
        #expect(plain.city == "Köln")
        let flagged = try Configuration(
            file: file.path,
            data: "/x/../y", listen: ListenAddress("[::1]:81"),
            environment: ["HOME": "/h"])
        #expect(flagged.data == "/y")
        #expect(flagged.listen.description == "[::1]:81")
        #expect(flagged.city == "Köln")
    }

    @Test("a file that is missing or a directory is told in a sentence")
    func missing() throws {
        for path in ["/nowhere/r.conf", "/tmp"] {
            let error = #expect(throws: ConfigurationError.self) {
                try Configuration(file: path)
            }
            #expect(error?.code == .unreadable)
            #expect(error?.description.hasPrefix("\(path): ") == true)
        }
    }

    static let wrong: [(String, ConfigurationError.Code, Int, String)] = [
        ("city = \"A\"\nlisten = ;", .syntax, 2, "syntax error"),
        ("rooms = (\n{ id = \"a\"", .syntax, 2, "syntax error"),
        ("city = \"A\";\ncity = \"B\";", .syntax, 2, "duplicate"),
        ("@include \"x.conf\"", .syntax, 1, "@include"),
        ("city = \"A\";\nlistne = \"a:1\";", .unknownKey, 2, "did you mean \"listen\""),
        ("wasserfall = 3;", .unknownKey, 1, "there are city"),
        ("city = 3;", .wrongType, 1, "must be a text"),
        ("city = \" \";", .wrongValue, 1, "empty"),
        ("timeZone = \"Europe/Berln\";", .wrongValue, 1, "did you mean \"Europe/Berlin\""),
        ("listen = \"8080\";", .wrongValue, 1, "127.0.0.1:8080"),
        ("listen = \"a:70000\";", .wrongValue, 1, "127.0.0.1:8080"),
        ("rooms = { id = \"a\"; };", .wrongType, 1, "a list of groups"),
        ("rooms = ( \"a\" );", .wrongType, 1, "a list of groups"),
        ("rooms = (\n {\n name = \"a\"; \(input) } );", .missingKey, 2, "needs id"),
        ("rooms = (\n { id = \"a\"; } );", .missingKey, 2, "has no input"),
        ("rooms = ( {\n id = \"Großer Saal\"; \(input) } );", .wrongValue, 2, "\"grosser-saal\""),
        (
            "rooms = ( { id = \"a\"; \(input) },\n{ id = \"a\"; \(input) } );", .doubled, 2,
            "\"a\" is there twice"
        ),
        (
            "rooms = ( { id = \"a\"; \(input) },\n{ id = \"b\"; \(input) } );", .doubled, 2,
            "port 9710"
        ),
        ("rooms = ( { id = \"a\";\n gatedelay = 3; \(input) } );", .unknownKey, 2, "gateDelay"),
        ("rooms = ( { id = \"a\";\n gateDelay = \"3\"; \(input) } );", .wrongType, 2, "seconds"),
        ("rooms = ( { id = \"a\";\n gateDelay = -1; \(input) } );", .wrongValue, 2, "0 to 600"),
        ("rooms = ( { id = \"a\";\n start = \"conect\"; \(input) } );", .wrongValue, 2, "connect"),
        (
            "bodies = ( { id = \"rat\"; } );\nrooms = ( { id = \"a\"; body = \"rta\"; \(input) } );",
            .wrongValue, 2, "did you mean \"rat\""
        ),
        ("bodies = ( { id = \"rat\"; }, { id = \"rat\"; } );", .doubled, 1, "twice in bodies"),
        ("bodies = ( { id = \"rat\"; archive = \"later\"; } );", .wrongValue, 1, "at-once"),
        ("bodies = ( { id = \"rat\";\nbreaks = \"opne\"; } );", .wrongValue, 2, "mean \"open\""),
        ("bodies = ( { id = \"rat\"; breaks = true; } );", .wrongType, 1, "must be a text"),
        ("oparl = {\n privateAdresses = true; };", .unknownKey, 2, "\"privateAddresses\"?"),
        ("oparl = {\n privateAddresses = \"yes\"; };", .wrongType, 2, "without quotes"),
    ]

    @Test("what is wrong is told with its line and what to do", arguments: wrong)
    func refused(text: String, code: ConfigurationError.Code, line: Int, words: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try read(text) }
        #expect(error?.code == code)
        #expect(error?.line == line)
        let description = try #require(error?.description)
        #expect(description.contains(words))
        #expect(description.hasPrefix("/etc/r.conf, line \(line): "))
    }

    @Test(
        "an input that is wrong is told with its line",
        arguments: [
            ("{ listen = \"a:1\"; }", .missingKey, "needs type"),
            ("{ type = \"rtmp\"; listen = \"0.0.0.0:1935\"; }", .comesLater, "comes later"),
            ("{ type = \"rtsp\"; }", .missingKey, "needs url"),
            ("{ type = \"rtsp\"; url = \"camera/stream\"; }", .wrongValue, "rtsp://"),
            ("{ type = \"rtsp\"; url = \"http://camera/kurz\"; }", .wrongValue, "rtsp://"),
            ("{ type = \"rtsp\"; url = \"rtsp://u:ab#kurz@camera/a\"; }", .wrongValue, "%23"),
            ("{ type = \"rtsp\"; url = \"rtsp://u:12#kurz@camera/a\"; }", .wrongValue, "%23"),
            ("{ type = \"rtsp\"; url = \"rtsp://u:ab/kurz@camera/a\"; }", .wrongValue, "%2F"),
            ("{ type = \"rtsp\"; url = \"rtsp://u:12/kurz@camera/a\"; }", .wrongValue, "%40"),
            ("{ type = \"rtsp\"; url = \"rtsp://u:12?kurz@camera/a\"; }", .wrongValue, "%3F"),
            ("{ type = \"udp\"; listen = \"239.1.1.1:0\"; }", .wrongValue, "needs a port"),
            ("{ type = \"udp\"; passphrase = \"kurz\"; }", .unknownKey, "no passphrase"),
            ("{ type = \"hls\"; url = \"file:///kurz\"; }", .wrongValue, "https://"),
            ("{ type = \"srt-caller\"; }", .missingKey, "needs address"),
            ("{ type = \"str\"; }", .wrongValue, "did you mean \"srt\""),
            ("{ type = \"srt\"; listen = \"0.0.0.0:0\"; }", .wrongValue, "needs a port"),
            (
                "{ type = \"srt\"; listen = \"0.0.0.0:1\"; passphrase = \"kurz\"; }", .wrongValue,
                "10 to 79"
            ),
            (
                "{ type = \"srt\"; listen = \"0.0.0.0:1\"; path = \"x\"; }", .unknownKey,
                "has no path"
            ),
            (
                "{ type = \"srt\"; adress = \"0.0.0.0:1\"; }", .unknownKey,
                "did you mean \"address\""
            ),
            ("{ type = \"file\"; }", .missingKey, "needs path"),
            ("{ type = \"file\"; path = \"x\"; realtime = \"yes\"; }", .wrongType, "true or false"),
            (
                "{ type = \"file\"; path = \"x\"; passphrase = \"x\"; }", .unknownKey,
                "no passphrase"
            ),
            ("\"srt://0.0.0.0:9710\"", .wrongType, "a group"),
        ] as [(String, ConfigurationError.Code, String)])
    func refusedInput(input: String, code: ConfigurationError.Code, words: String) throws {
        let text = "rooms = ( { id = \"a\";\n\ninput = \(input); } );"
        let error = #expect(throws: ConfigurationError.self) { try read(text) }
        #expect(error?.code == code)
        #expect(error?.line == 3)
        #expect(error?.description.contains(words) == true)
        #expect(error?.description.contains("kurz") == false)
    }

    @Test(
        "an input is what its group says",
        arguments: [
            ("{ type = \"srt\"; }", "srt://0.0.0.0:9710"),
            (
                "{ type = \"srt-caller\"; address = \"[::1]:9\"; passphrase = \"0123456789\"; }",
                "srt://[::1]:9"
            ),
            ("{ type = \"udp\"; listen = \"239.1.1.1:5000\"; }", "udp://239.1.1.1:5000"),
            (
                "{ type = \"rtsp\"; url = \"rtsp://u:geheim@camera/a?k=geheim\"; }",
                "rtsp://camera/a"
            ),
            (
                "{ type = \"rtsp\"; url = \"rtsp://u:a%23%2F%40b@camera:81/a#geheim\"; }",
                "rtsp://camera:81/a"
            ),
            (
                "{ type = \"rtsp\"; url = \"rtsp://u:ab@geheim@camera/a\"; }", "rtsp://camera/a"
            ),
            ("{ type = \"hls\"; url = \"https://a.example/i.m3u8\"; }", "https://a.example/i.m3u8"),
            ("{ type = \"file\"; path = \"film.mp4\"; }", "/etc/film.mp4"),
        ])
    func inputs(input: String, description: String) throws {
        let configuration = try read("rooms = ( { id = \"a\"; input = \(input); } );")
        #expect(configuration.rooms.first?.input.description == description)
    }

    @Test("HLS comes late, and so does the opening of the gate")
    func lateness() throws {
        func room(_ lines: String) -> String {
            "rooms = ( { id = \"a\";\n \(lines) input = { type = \"hls\"; "
                + "url = \"https://a.example/i.m3u8\"; }; } );"
        }
        #expect(try read(room("")).rooms.first?.gateDelay == 60)
        #expect(try read(room("gateDelay = 90;")).rooms.first?.gateDelay == 90)
        let error = #expect(throws: ConfigurationError.self) { try read(room("gateDelay = 5;")) }
        #expect(error?.line == 2 && error?.description.contains("at least 60") == true)
    }

    @Test(
        "two rooms listen on one port where their addresses are two",
        arguments: [
            ("udp", "239.1.1.1:5000", "udp", "239.1.1.2:5000", true),
            ("udp", "239.1.1.1:5000", "udp", "239.1.1.1:5000", false),
            ("udp", "239.1.1.1:5000", "udp", "239.1.1.1:5001", true),
            ("udp", "239.1.1.1:5000", "srt", "0.0.0.0:5000", false),
            ("srt", "[::]:5000", "udp", "239.1.1.1:5000", false),
            ("srt", "10.0.0.1:5000", "srt", "10.0.0.2:5000", true),
            ("srt", "10.0.0.1:5000", "srt", "0.0.0.0:5000", false),
            ("udp", "[ff02::1]:5000", "udp", "[FF02:0::1]:5000", false),
            ("udp", "[ff02::1]:5000", "udp", "[ff02::2]:5000", true),
        ])
    func samePort(
        first: String, at address: String, second: String, at other: String, isFine: Bool
    ) throws {
        let text = """
            rooms = ( { id = "a"; input = { type = "\(first)"; listen = "\(address)"; }; },
                { id = "b"; input = { type = "\(second)"; listen = "\(other)"; }; } );
            """
        guard !isFine else {
            #expect(try read(text).rooms.count == 2)
            return
        }
        let error = #expect(throws: ConfigurationError.self) { try read(text) }
        #expect(error?.code == .doubled)
        #expect(error?.description.contains("both listen on port 5000") == true)
    }

    @Test("what must be converted is so by the room's own words")
    func conversion() throws {
        let room = try read("rooms = ( { id = \"a\"; hevc = \"transcode\"; \(Self.input) } );")
            .rooms[0]
        #expect(room.conversion == ConversionSettings(preset: .veryfast, hevc: .transcode))
        let other = try read("rooms = ( { id = \"a\"; preset = \"medium\"; \(Self.input) } );")
            .rooms[0]
        #expect(other.conversion == ConversionSettings(preset: .medium, hevc: .both))
    }

    @Test(
        "an address is a host and a port",
        arguments: [
            ("127.0.0.1:8080", "127.0.0.1:8080"), ("localhost:0", "localhost:0"),
            ("[::1]:9710", "[::1]:9710"), ("::1:9710", nil), (":80", nil), ("a:", nil),
            ("a:+1", nil),
            ("a:65536", nil), ("http://a:80", nil), ("", nil), ("[]:1", nil), ("[a]:1", nil),
        ] as [(String, String?)])
    func addresses(text: String, printed: String?) {
        #expect(ListenAddress(text)?.description == printed)
    }
}
