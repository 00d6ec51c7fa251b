import Foundation
import Testing

/// Breaks are dark: nothing is recorded or shown, and marks in them follow their own rules.
@Suite(.serialized) struct BreakTests {
    private static let agenda = """
        TOP;Titel;Öffentlich
        1;Haushalt;ja
        2;Grundstück Zitronenfalter;nein
        3;Friedhofssatzung;ja

        """

    private func liveRoom(_ lines: String = "", body: String = "") async throws -> LiveRoom {
        try await LiveRoom(in: Installation(room: lines, body: body), agenda: Self.agenda)
    }

    private func epochs(_ media: [Substring]) -> Set<Substring> {
        Set(
            WebClient.uris(in: media.joined(separator: "\n"))
                .compactMap { $0.split(separator: "/").first })
    }

    @Test(
        "Nothing is stored or published from the press on, and a break takes no media time",
        .timeLimit(.minutes(5)))
    func dark() async throws {
        let live = try await liveRoom()
        let viewer = StreamViewer(live.base.appending(path: "sessions/\(live.id)/index.m3u8"))
        try await viewer.look()
        try await live.open(1)
        try await live.set("breakStart")
        let size = try live.house.recordedBytes()
        let before = try await live.media()
        let open = try await live.timeline { $0.breaks.first?.at != nil }
        #expect(open.breaks.count == 1 && open.breaks[0].wallEnd == nil)
        #expect(open.ranges(of: "1").last?.end == open.breaks[0].at)

        // Who waits for a part gets none until its deadline.
        let count = before.count { $0.hasPrefix("#EXTINF") }
        let path = "/sessions/\(live.id)/video/session.m3u8"
        let blocked = try await Exchange.of(
            "\(path)?_HLS_msn=\(count)&_HLS_part=0", at: live.base)
        #expect(blocked.status == 503 && blocked.headers["cache-control"] == "no-store")
        #expect(try live.house.recordedBytes() == size)
        #expect(try await live.media() == before)
        try await viewer.look()

        try await live.set("breakEnd")
        try await live.goesOn(after: before)
        let done = try await live.timeline { $0.epochs.count == 2 }
        let pause = try #require(done.breaks.first)
        let at = try #require(pause.at)
        let (start, end) = (try #require(pause.wallStart), try #require(pause.wallEnd))
        #expect(abs(done.epochs[1].start - at) < TimelineView.second / 2)
        // What was captured before the press does not come, however late it does.
        #expect(done.epochs[1].wallStart >= end - 0.05, "\(done.epochs) \(pause)")
        #expect(end > start + 8)
        let ranges = done.ranges(of: "1")
        #expect(ranges.count == 2 && ranges[0].end == at && ranges[1].start >= at)
        try await viewer.look()
        await live.end()
    }

    @Test("A speech begun and ended in a break is none, one that goes on begins behind it")
    func speeches() async throws {
        let live = try await liveRoom()
        try await live.open(1)
        _ = try await live.pause()
        let before = try await live.media()
        try await live.set("speechStart", #""name": "Unter vier Augen", "role": "guest""#)
        try await live.set("speechEnd", #""name": "Unter vier Augen""#)
        try await live.set("speechStart", #""name": "Ada Lovelace", "role": "member""#)
        try await live.set("breakEnd")
        try await live.goesOn(after: before)
        let timeline = try await live.timeline { $0.epochs.count == 2 && !$0.speeches.isEmpty }
        #expect(timeline.speeches.map(\.name) == ["Ada Lovelace"])
        #expect(timeline.speeches[0].start >= (timeline.breaks.first?.at ?? .max))
        for path in ["session", "live"] {
            let text = try await Exchange.of(
                "/sessions/\(live.id)/video/\(path).m3u8", at: live.base
            ) { $0.text.contains("Ada Lovelace") }.text
            #expect(!text.contains("Unter vier Augen"))
        }
        await live.end()
    }

    @Test("What is voted and noted in a break stands at its moment, for the item that is open")
    func votes() async throws {
        let live = try await liveRoom()
        let items = try await live.items()
        try await live.set("item", #""items": [\#(items[0])]"#)
        _ = try await live.pause()
        try await live.set("vote", #""text": "Angenommen""#)
        try await live.set("note", #""text": "Es geht um elf weiter.", "public": true"#)
        // The console's press, which names the item itself.
        #expect(try await live.press("markers", "kind=vote&text=Vertagt").status == 200)
        let timeline = try await live.timeline { $0.votes.count == 2 && !$0.notes.isEmpty }
        let at = try #require(timeline.breaks.first?.at)
        #expect(timeline.votes.map(\.text) == ["Angenommen", "Vertagt"])
        #expect(timeline.votes.allSatisfy { $0.item == items[0] && $0.at == at })
        #expect(timeline.notes.first?.at == at)
        await live.end()
    }

    @Test(
        "Undoing a break that goes on is its end, by the console and by the API",
        arguments: [true, false])
    func undo(byConsole: Bool) async throws {
        let live = try await liveRoom()
        let number = try await live.pause()
        let before = try await live.media()
        if byConsole {
            #expect(try await live.press("markers/\(number)/undo").status == 200)
        } else {
            let gone = try await Exchange.of(
                "DELETE", "\(live.markers)/\(number)", at: live.base, token: live.token)
            #expect(gone.status == 204)
        }
        try await live.goesOn(after: before)
        #expect(try await live.room().state == "live")
        let timeline = try await live.timeline { $0.breaks.first?.wallEnd != nil }
        #expect(timeline.breaks.count == 1)
        // What is over is not undone: its time was not recorded.
        let again = try await Exchange.of(
            "DELETE", "\(live.markers)/\(number)", at: live.base, token: live.token)
        #expect(again.status == 409)
        let end = try await live.number(of: "breakEnd")
        let other = try await Exchange.of(
            "DELETE", "\(live.markers)/\(end)", at: live.base, token: live.token)
        #expect(other.status == 409)
        #expect(try await live.room().state == "live")
        await live.end()
    }

    @Test("A break is set and ended at now alone, and its marks are never changed")
    func onlyNow() async throws {
        let live = try await liveRoom()
        let ago = "\"\((Date() - 2).formatted(.iso8601))\""
        for kind in ["breakStart", "breakEnd"] {
            for at in [ago, #"{"mediaTime": 90000}"#] {
                let answer = try await live.mark(kind, at: at)
                #expect(try answer.status == 409 && answer.isProblem, "\(kind) \(at)")
            }
        }
        #expect(try await live.mark("breakEnd").status == 409)
        #expect(try await live.room().state == "live")
        #expect(try await live.timeline().breaks.isEmpty)
        let number = try await live.pause()
        let patched = try await Exchange.of(
            "PATCH", "\(live.markers)/\(number)", at: live.base, token: live.token,
            body: #"{"at": \#(ago)}"#)
        #expect(patched.status == 409)
        #expect(try await live.press("markers/\(number)/earlier").status == 422)
        // The same press again, by whoever, is the same break.
        try await live.house.ratskanal("tag", "break")
        #expect(try await live.timeline().breaks.count == 1)
        #expect(try await live.number(of: "breakStart") == number)
        await live.end()
    }

    @Test(
        "A session that is stopped in a break goes on later without one", .timeLimit(.minutes(5)))
    func stopped() async throws {
        let live = try await liveRoom()
        _ = try await live.pause()
        let before = try await live.media()
        try await live.house.ratskanal("session", "stop", live.id)
        let ended = try await live.timeline { $0.breaks.first?.wallEnd != nil }
        #expect(ended.state == "ended" && ended.breaks.count == 1)
        try await live.house.ratskanal("session", "start", live.id)
        #expect(try await live.room().state == "live")
        try await live.goesOn(after: before)
        let after = try await live.timeline { $0.epochs.count == 2 }
        #expect(after.breaks.count == 1 && after.breaks[0].at == ended.breaks[0].at)
        await live.end()
    }

    @Test(
        "An item that is not public stays behind the gate when the break ends",
        .timeLimit(.minutes(5)), arguments: [false, true])
    func nonPublic(isNamedAtItsEnd: Bool) async throws {
        let live = try await liveRoom()
        let items = try await live.items()
        try await live.set("item", #""items": [\#(items[0])]"#)
        _ = try await live.pause()
        let size = try live.house.recordedBytes()
        let before = try await live.media()
        if isNamedAtItsEnd {
            try await live.set("breakEnd", #""items": [\#(items[1])]"#)
        } else {
            try await live.set("item", #""items": [\#(items[1])]"#)
            #expect(try await live.room().gate == "closed")
            try await live.set("breakEnd")
        }
        #expect(try await live.room().gate == "closed")
        #expect(try await live.press("markers", "kind=gateOpen").status == 422)
        let count = before.count { $0.hasPrefix("#EXTINF") }
        let blocked = try await Exchange.of(
            "/sessions/\(live.id)/video/session.m3u8?_HLS_msn=\(count)&_HLS_part=0", at: live.base)
        #expect(blocked.status == 503)
        #expect(try await live.media() == before)
        #expect(try live.house.recordedBytes() == size)
        for path in ["/live/saal", "/sessions/\(live.id)", "/api/v1/sessions/\(live.id)/timeline"] {
            #expect(try await !Exchange.of(path, at: live.base).text.contains("Zitronenfalter"))
        }
        // The public part, and two deliberate steps of a person.
        try await live.set("item", #""items": [\#(items[2])]"#)
        try await live.house.ratskanal("tag", "open", "--yes")
        try await live.goesOn(after: before)
        let timeline = try await live.timeline { $0.epochs.count == 2 }
        #expect(timeline.ranges(of: "2").isEmpty && timeline.ranges(of: "3").count == 1)
        await live.end()
    }

    @Test("A break's end names the items that go on")
    func endNamesItems() async throws {
        let live = try await liveRoom()
        let items = try await live.items()
        try await live.open(1)
        _ = try await live.pause()
        let before = try await live.media()
        try await live.set("breakEnd", #""items": [\#(items[2])]"#)
        try await live.goesOn(after: before)
        let timeline = try await live.timeline { $0.ranges(of: "3").count == 1 }
        #expect(timeline.ranges(of: "1").count == 1)
        #expect(timeline.ranges(of: "1").last?.end == timeline.breaks.first?.at)
        #expect(try await live.room().gate == "open")
        await live.end()
    }

    @Test("Pages, JSON and strip say the break, also where the encoder is gone")
    func told() async throws {
        var live = try await liveRoom()
        _ = try await live.pause()
        for isLost in [false, true] {
            if isLost { try await live.stopEncoder() }
            let state = try await live.room()
            #expect(state.state == "break" && state.gate == "open")
            for path in ["/live/saal", "/sessions/\(live.id)"] {
                let page = try await Exchange.of(path, at: live.base).text
                #expect(page.contains("Pause") && page.contains("data-dark-break"), "\(path)")
                #expect(!page.contains("Kein Bild"), "\(path)")
                #expect(page.contains(#"data-kind="dark-break""#), "\(path)")
            }
            #expect(try await Exchange.of("/", at: live.base).text.contains("Pause"))
            #expect(try await live.console().text.contains("PAUSE"))
        }
        try await live.connectEncoder()
        await live.end()
    }

    @Test(
        "A body whose breaks are open has them recorded and shown", .timeLimit(.minutes(5)))
    func open() async throws {
        let live = try await liveRoom(body: #"breaks = "open";"#)
        try await live.open(1)
        try await live.set("breakStart")
        try await live.goesOn(by: 4, after: try await live.media())
        #expect(try await live.room().state == "break")
        let page = try await Exchange.of("/live/saal", at: live.base).text
        #expect(page.contains("Pause") && !page.contains("data-dark-break"))
        try await live.set("breakEnd")
        try await live.goesOn(after: try await live.media())
        let timeline = try await live.timeline { $0.breaks.first?.end != nil }
        let pause = try #require(timeline.breaks.first)
        #expect(try pause.at == nil && #require(pause.end) > #require(pause.start))
        #expect(timeline.epochs.count == 1 && timeline.ranges(of: "1").count == 2)
        // The session's end ends it too.
        try await live.set("breakStart")
        try await live.house.ratskanal("session", "stop", live.id)
        let known = try await live.media()
        try await live.house.ratskanal("session", "start", live.id)
        try await live.goesOn(after: known)
        #expect(try await live.room().state == "live")
        await live.end()
    }

    @Test(
        "A break that was open before breaks went dark goes dark at the start",
        .timeLimit(.minutes(5)))
    func upgraded() async throws {
        var live = try await liveRoom()
        let before = try await live.media()
        let (house, id) = (live.house, live.id)
        try await live.restart {
            let now = Int(Date().timeIntervalSince1970 * 1000)
            try await house.catalogue(
                """
                INSERT INTO marker (session, kind, wall, public)
                SELECT number, 'breakStart', \(now), 0 FROM session WHERE id = '\(id)';
                DELETE FROM gate;
                """)
            try FileManager.default.removeItem(
                at: house.folder.appending(path: "data/run/gate-saal"))
        }
        let state = try await live.room()
        #expect(state.state == "break" && state.gate == "open")
        let known = try await live.media()
        let size = try live.house.recordedBytes()
        #expect(epochs(known) == epochs(before))
        let count = known.count { $0.hasPrefix("#EXTINF") }
        let path = "/sessions/\(id)/video/session.m3u8?_HLS_msn=\(count)&_HLS_part=0"
        #expect(try await Exchange.of(path, at: live.base).status == 503)
        #expect(try live.house.recordedBytes() == size)
        try await live.house.ratskanal("tag", "resume")
        try await live.goesOn(after: known)
        #expect(try await live.room().state == "live")
        await live.end()
    }

    @Test(
        "A break that begins while the catalogue is locked is told, and outlives a kill",
        .timeLimit(.minutes(5)))
    func killed() async throws {
        var live = try await liveRoom()
        let catalogue = live.house.folder.appending(path: "data/catalogue.sqlite").path
        let lock = try await Program(
            "/usr/bin/python3",
            [Installation.scripts.appending(path: "lock.py").path, catalogue, "60"])
        _ = try await lock.line(containing: "The lock is held.")
        let asked = ContinuousClock.now
        let answer = try await live.mark("breakStart")
        #expect(answer.status == 202, "\(answer.text)")
        #expect(try answer.json["stored"] as? Bool == true)
        #expect(asked.duration(to: .now) < .seconds(4))
        let size = try live.house.recordedBytes()
        #expect(try await live.room().state == "break")
        let page = try await Exchange.of("/live/saal", at: live.base).text
        #expect(page.contains("data-dark-break") && !page.contains("Kein Bild"))
        #expect(try await live.house.catalogue("SELECT count(*) FROM marker") == "0")

        try await live.restart { await lock.kill() }
        #expect(try await live.room().state == "break")
        #expect(try await live.number(of: "breakStart") > 0)
        let known = try await live.media()
        // What was announced from memory alone is stored no more: nothing comes in addition.
        #expect(try live.house.recordedBytes() <= size)
        let count = known.count { $0.hasPrefix("#EXTINF") }
        let path = "/sessions/\(live.id)/video/session.m3u8?_HLS_msn=\(count)&_HLS_part=0"
        #expect(try await Exchange.of(path, at: live.base).status == 503)
        try await live.house.ratskanal("tag", "resume")
        try await live.goesOn(after: known)
        #expect(try await live.timeline { $0.epochs.count == 2 }.breaks.count == 1)
        await live.end()
    }

    @Test(
        "Resuming waits for the encoder's delay and the room's clock", .timeLimit(.minutes(5)),
        arguments: [false, true])
    func resuming(isOtherEncoder: Bool) async throws {
        var live = try await liveRoom("encoderDelay = 2.0;")
        _ = try await live.pause()
        let before = try await live.media()
        if isOtherEncoder {
            try await live.stopEncoder()
            try await live.connectEncoder()
        }
        let pressed = ContinuousClock.now
        try await live.set("breakEnd")
        try await live.goesOn(by: 1, after: before)
        #expect(pressed.duration(to: .now) >= .seconds(2))
        let timeline = try await live.timeline { $0.epochs.count == 2 }
        let end = try #require(timeline.breaks.first?.wallEnd)
        #expect(timeline.epochs[1].wallStart >= end - 0.05, "\(timeline.epochs) \(end)")
        await live.end()
    }
}
