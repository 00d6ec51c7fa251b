import Foundation
import Testing

@Suite(.serialized) struct VisibilityTests {
    private let house: Installation

    init() throws {
        house = try Installation()
    }

    /// Every route that tells anything of a session, its media too.
    private func routes(_ id: String, _ media: [String]) -> [String] {
        let page = "/sessions/\(id)"
        let api = "/api/v1/sessions/\(id)"
        return [
            page, "\(page)?t=1s", "\(page)/index.m3u8", "\(page)/items/1",
            "\(page)/items/1/index.m3u8", "\(page)/items/1/video.m3u8", "\(page)/speeches/1",
            "\(page)/speeches/1/index.m3u8", "\(page)/items/1.mp4",
            "\(page)/speeches/1.mp4", "\(page)/video/live.m3u8",
            "\(page)/video/session.m3u8", "\(page)/audio/session.m3u8", api, "\(api)/timeline",
        ] + media
    }

    @Test(
        "Who may not see a session finds no route of it, and with its key every one, for themselves",
        .timeLimit(.minutes(15)))
    func visibility() async throws {
        let (server, base) = try await house.start()
        let id = try await house.startSession(agenda: "TOP;Titel\n1;Kastanienallee\n")
        let encoder = try await house.encoder()
        let page = "/sessions/\(id)"
        let text = try await WebClient.playlist(
            base.appending(path: "\(page)/video/session.m3u8"), with: 12)
        try await house.ratskanal("tag", "item", "1")
        try await house.ratskanal("tag", "speaker", "Gast")
        let uris = WebClient.uris(in: text)
        let segment = try #require(uris.first { $0.split(separator: ".").count == 2 })
        let part = try #require(uris.last { $0.split(separator: ".").count == 3 })
        let media = [segment, part, "e1/init.mp4"].map { "\(page)/video/\($0)" }
        for path in media {
            #expect(try await Exchange.of(path, at: base).status == 200)
        }

        try await house.ratskanal("session", "publish", id, "--visibility", "office")
        // At once: whoever withdraws a session may rely on it when the command has ended.
        for path in [page] + media {
            #expect(try await Exchange.of(path, at: base).status == 404, "\(path)")
        }
        for path in routes(id, media) + ["/live/saal/index.m3u8"] {
            for query in ["", "key=", "key=x"] {
                let sign = path.contains("?") ? "&" : "?"
                let answer = try await Exchange.of(
                    query.isEmpty ? path : path + sign + query, at: base)
                #expect(answer.status == 404, "\(path)")
                #expect(answer.headers["cache-control"]?.contains("no-store") == true, "\(path)")
            }
        }
        for path in ["/", "/live/saal", "/search?q=Kastanienallee", "/api/v1/search?q=Kastanie"] {
            #expect(try await !Exchange.of(path, at: base).text.contains(id), "\(path)")
        }

        let link = try await house.ratskanal("session", "publish", id, "--visibility", "unlisted")
        let key = try #require(link.split(separator: "=").last.map(String.init))
        #expect(key.count >= 22)
        _ = try await Exchange.of(link, at: base, until: { $0.status == 200 })
        let hidden = ["\(page)/items/1/video.m3u8", "\(page)/speeches/1"]
        for path in routes(id, media) {
            let sign = path.contains("?") ? "&" : "?"
            let without = try await Exchange.of(path, at: base)
            #expect(without.status == 404, "\(path)")
            #expect(try await Exchange.of("\(path)\(sign)key=\(key)x", at: base).status == 404)
            let answer = try await Exchange.of("\(path)\(sign)key=\(key)", at: base)
            // Ids of items and speeches are not told here; that they may be missing is no matter.
            guard answer.status == 200 || !(path.contains("/items/") || path.contains("/speeches/"))
            else { continue }
            #expect(answer.status == 200, "\(path)")
            #expect(answer.headers["cache-control"] == "private, no-store", "\(path)")
            if path.contains(".m3u8") {
                let named =
                    answer.text.matches(of: /URI="([^"]*)"/).map { String($0.output.1) }
                    + answer.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
                    .map(String.init)
                #expect(!named.isEmpty || path.contains("/items/"), "\(path)")
                #expect(named.allSatisfy { $0.contains("key=\(key)") }, "\(path): \(named)")
            } else if !path.contains(".m4s"), !path.contains(".mp4"), !path.contains("/api/") {
                #expect(answer.text.contains("index.m3u8?key=\(key)"), "\(path)")
            }
        }
        let address = try #require(
            URL(string: "\(page)/index.m3u8?key=\(key)", relativeTo: base)?.absoluteURL)
        try await StreamViewer(address).look()
        #expect(try await Exchange.of(hidden[0], at: base).status == 404)
        for path in ["/", "/live/saal", "/search?q=Kastanienallee", "/api/v1/sessions"] {
            #expect(try await !Exchange.of(path, at: base).text.contains(id), "\(path)")
        }
        #expect(try await Exchange.of("/live/saal/index.m3u8", at: base).status == 404)
        let probe = try await CommandResult.of(
            "ffprobe",
            [
                "-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0",
                "http://127.0.0.1:\(base.port ?? 0)\(page)/index.m3u8?key=\(key)",
            ])
        #expect(probe.output.contains("h264") && probe.output.contains("aac"))
        await encoder.stop()
        #expect(await server.stop() == 0)
    }

    @Test("What is not published plays for the office alone", .timeLimit(.minutes(15)))
    func preview() async throws {
        let (server, base) = try await house.start()
        let id = try await house.startSession(agenda: "TOP;Titel\n1;Kastanienallee\n")
        try await house.ratskanal("session", "publish", id, "--visibility", "office")
        let token = try await house.ratskanal(
            "token", "create", "--name", "Saal", "--right", "tag", "--room", "saal")
        let elsewhere = try await house.ratskanal(
            "session", "create", "--title", "Woanders", "--body", "stadtrat", "--date",
            "2026-11-20", "--visibility", "office")
        let encoder = try await house.encoder()
        let office = ["Cookie": "ratskanal-office=\(token)"]
        let page = "/staff/sessions/\(id)"
        var path = "\(page)/video/session.m3u8"
        var text = ""
        while WebClient.uris(in: text).count < 6 {
            let answer = try await Exchange.of("GET", path, at: base, headers: office)
            guard answer.status == 200 else {
                // Nothing is there to wait for until the first part is.
                #expect([404, 503].contains(answer.status))
                try await Task.sleep(for: .milliseconds(100))
                continue
            }
            #expect(answer.headers["cache-control"] == "private, no-store")
            text = answer.text
            let last = text.matches(
                of: /EXT-X-PRELOAD-HINT:TYPE=PART,URI="e\d+\/(\d+)\.(\d+)\.m4s"/
            )
            .last
            let (_, sequence, part) = try #require(last).output
            path = "\(page)/video/session.m3u8?_HLS_msn=\(sequence)&_HLS_part=\(part)"
        }
        let uri = try #require(WebClient.uris(in: text).last)
        let paths = [
            "\(page)/index.m3u8", "\(page)/video/live.m3u8", "\(page)/video/\(uri)",
            "\(page)/video/e1/init.mp4", "/staff/api/v1/sessions/\(id)",
            "/staff/api/v1/sessions/\(id)/timeline",
        ]
        let strangers = [[:], ["Cookie": "ratskanal-office=x"]]
        for path in paths {
            let seen = try await Exchange.of("GET", path, at: base, headers: office)
            #expect(
                seen.status == 200 && seen.headers["cache-control"] == "private, no-store",
                "\(path)")
            for stranger in strangers {
                let answer = try await Exchange.of("GET", path, at: base, headers: stranger)
                #expect(answer.status == 404, "\(path)")
            }
        }
        let other = "/staff/api/v1/sessions/\(elsewhere)"
        #expect(try await Exchange.of("GET", other, at: base, headers: office).status == 404)
        let console = try await Exchange.of("GET", page, at: base, headers: office)
        #expect(console.text.contains(#"data-archive="\#(page)/index.m3u8""#))

        // What is published plays where everybody sees it, and nowhere else.
        try await house.ratskanal("session", "publish", id)
        _ = try await Exchange.of(
            "/sessions/\(id)/index.m3u8", at: base, until: { $0.status == 200 })
        let moved = try await Exchange.of("GET", paths[0], at: base, headers: office)
        #expect(moved.status == 404)
        await encoder.stop()
        #expect(await server.stop() == 0)
    }

    @Test(
        "Who waits for what comes next gets a 404 as soon as it is not for them any more",
        .timeLimit(.minutes(15)))
    func held() async throws {
        let (server, base) = try await house.start()
        let id = try await house.startSession()
        let token = try await house.ratskanal(
            "token", "create", "--name", "Saal", "--right", "tag")
        let encoder = try await house.encoder()
        let page = "/sessions/\(id)"
        _ = try await WebClient.playlist(
            base.appending(path: "\(page)/video/session.m3u8"), with: 6)
        // From now on nothing comes, so that a request is held until its deadline.
        await encoder.stop()
        _ = try await Exchange.of(
            "/api/v1/rooms/saal", at: base,
            until: { try $0.json["input"] as? String == "lost" })
        let text = try await Exchange.of("\(page)/video/session.m3u8", at: base).text
        let hint = text.matches(
            of: /EXT-X-PRELOAD-HINT:TYPE=PART,URI="(e\d+\/(\d+)\.(\d+)\.m4s)"/)
        let (_, part, msn, index) = try #require(hint.last).output
        let paths = [
            "video/session.m3u8?_HLS_msn=\(msn)&_HLS_part=\(index)",
            "video/live.m3u8?_HLS_msn=\(msn)&_HLS_part=\(index)", "video/\(part)",
        ]
        /// Asks for all that can be waited for, and meanwhile says who may see the session.
        func asking(
            below page: String, key: String? = nil, cookie: String = "",
            while visibility: String
        ) async throws -> String {
            try await withThrowingTaskGroup(of: (String, Exchange).self) { group in
                for path in paths {
                    let sign = path.contains("?") ? "&" : "?"
                    let whole = "\(page)/\(path)" + (key.map { "\(sign)key=\($0)" } ?? "")
                    group.addTask {
                        let answer = try await Exchange.of(
                            "GET", whole, at: base, headers: ["Cookie": cookie])
                        return (whole, answer)
                    }
                }
                let said = try await house.ratskanal(
                    "session", "publish", id, "--visibility", visibility)
                for try await (path, answer) in group {
                    #expect(answer.status == 404, "\(path): \(answer.text)")
                    #expect(answer.headers["cache-control"] == "no-store", "\(path)")
                }
                return said
            }
        }
        let link = try await asking(below: page, while: "unlisted")
        let key = try #require(link.split(separator: "=").last.map(String.init))
        _ = try await asking(below: page, key: key, while: "office")
        // What a loop may hold for the office is asked for by a worker before.
        let office = "ratskanal-office=\(token)"
        let first = try await Exchange.of(
            "GET", "/staff\(page)/index.m3u8", at: base, headers: ["Cookie": office])
        #expect(first.status == 200)
        _ = try await asking(below: "/staff\(page)", cookie: office, while: "public")
        #expect(await server.stop() == 0)
    }
}
