import Foundation
import Testing

/// Breaks are dark: nothing is recorded or shown, and marks in them follow their own rules.
@Suite(.serialized) struct BreakTests {
    @Test(
        "Nothing is stored or published from the press on, and a break takes no media time",
        .timeLimit(.minutes(5)))
    func dark() async throws {
        let live = try await LiveRoom.withThreeItems()
        let viewer = StreamViewer(live.base.appending(path: "sessions/\(live.id)/index.m3u8"))
        try await viewer.look()
        try await live.open(1)
        try await live.set("breakStart")
        let before = try await live.mediaAtRest()
        let size = try live.house.recordedBytes()
        let open = try await live.timeline { $0.breaks.first?.at != nil }
        #expect(open.breaks.count == 1 && open.breaks[0].wallEnd == nil)
        #expect(open.ranges(of: "1").last?.end == open.breaks[0].at)

        // Who waits for a part gets none until its deadline.
        let blocked = try await live.nextPart(after: before)
        #expect(blocked.status == 503 && blocked.headers["cache-control"] == "no-store")
        #expect(try live.house.recordedBytes() == size)
        let after = try await live.media()
        #expect(after == before, "\(after.difference(from: before))")
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
        let live = try await LiveRoom.withThreeItems()
        try await live.open(1)
        _ = try await live.pause()
        let before = try await live.mediaAtRest()
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
        let live = try await LiveRoom.withThreeItems()
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
        let live = try await LiveRoom.withThreeItems()
        let number = try await live.pause()
        let before = try await live.mediaAtRest()
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
        let live = try await LiveRoom.withThreeItems()
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
        let live = try await LiveRoom.withThreeItems()
        _ = try await live.pause()
        let before = try await live.mediaAtRest()
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

    @Test("A break's end names the items that go on")
    func endNamesItems() async throws {
        let live = try await LiveRoom.withThreeItems()
        let items = try await live.items()
        try await live.open(1)
        _ = try await live.pause()
        let before = try await live.mediaAtRest()
        try await live.set("breakEnd", #""items": [\#(items[2])]"#)
        try await live.goesOn(after: before)
        let timeline = try await live.timeline { $0.ranges(of: "3").count == 1 }
        #expect(timeline.ranges(of: "1").count == 1)
        #expect(timeline.ranges(of: "1").last?.end == timeline.breaks.first?.at)
        #expect(try await live.room().gate == "open")
        await live.end()
    }
}

extension LiveRoom {
    /// In a house of its own, with an agenda whose second item is not public; `lines` and `body`
    /// are the room's and the body's of the configuration.
    static func withThreeItems(_ lines: String = "", body: String = "") async throws -> LiveRoom {
        try await LiveRoom(
            in: Installation(room: lines, body: body),
            agenda: """
                TOP;Titel;Öffentlich
                1;Haushalt;ja
                2;Grundstück Zitronenfalter;nein
                3;Friedhofssatzung;ja

                """)
    }
}
