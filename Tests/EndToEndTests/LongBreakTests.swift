import Foundation
import Testing

/// Breaks beside a closed gate, a lost encoder, a restart, an upgrade; and breaks that are shown.
@Suite(.serialized) struct LongBreakTests {
    private func epochs(_ media: [Substring]) -> Set<Substring> {
        Set(
            WebClient.uris(in: media.joined(separator: "\n"))
                .compactMap { $0.split(separator: "/").first })
    }

    @Test(
        "An item that is not public stays behind the gate when the break ends",
        .timeLimit(.minutes(5)), arguments: [false, true])
    func nonPublic(isNamedAtItsEnd: Bool) async throws {
        let live = try await LiveRoom.withThreeItems()
        let items = try await live.items()
        try await live.set("item", #""items": [\#(items[0])]"#)
        _ = try await live.pause()
        let before = try await live.mediaAtRest()
        let size = try live.house.recordedBytes()
        if isNamedAtItsEnd {
            try await live.set("breakEnd", #""items": [\#(items[1])]"#)
        } else {
            try await live.set("item", #""items": [\#(items[1])]"#)
            #expect(try await live.room().gate == "closed")
            try await live.set("breakEnd")
        }
        #expect(try await live.room().gate == "closed")
        #expect(try await live.press("markers", "kind=gateOpen").status == 422)
        #expect(try await live.nextPart(after: before).status == 503)
        let after = try await live.media()
        #expect(after == before, "\(after.difference(from: before))")
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

    @Test("Pages, JSON and strip say the break, also where the encoder is gone")
    func told() async throws {
        var live = try await LiveRoom.withThreeItems()
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
        let live = try await LiveRoom.withThreeItems(body: #"breaks = "open";"#)
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
        var live = try await LiveRoom.withThreeItems()
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
        let known = try await live.mediaAtRest()
        let size = try live.house.recordedBytes()
        #expect(epochs(known) == epochs(before))
        #expect(try await live.nextPart(after: known).status == 503)
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
        var live = try await LiveRoom.withThreeItems()
        let catalogue = live.house.folder.appending(path: "data/catalogue.sqlite").path
        let lock = try await Program(
            "/usr/bin/python3",
            [Installation.scripts.appending(path: "lock.py").path, catalogue, "60"])
        _ = try await lock.line(containing: "The lock is held.")
        let asked = ContinuousClock.now
        let answer = try await live.mark("breakStart")
        #expect(answer.status == 202, "\(answer.text)")
        #expect(try answer.json["stored"] as? Bool == true)
        #expect(asked.duration(to: .now) < .seconds(30))
        let size = try live.house.recordedBytes()
        #expect(try await live.room().state == "break")
        let page = try await Exchange.of("/live/saal", at: live.base).text
        #expect(page.contains("data-dark-break") && !page.contains("Kein Bild"))
        #expect(try await live.house.catalogue("SELECT count(*) FROM marker") == "0")

        try await live.restart { await lock.kill() }
        #expect(try await live.room().state == "break")
        #expect(try await live.number(of: "breakStart") > 0)
        let known = try await live.mediaAtRest()
        // What was announced from memory alone is stored no more: nothing comes in addition.
        #expect(try live.house.recordedBytes() <= size)
        #expect(try await live.nextPart(after: known).status == 503)
        try await live.house.ratskanal("tag", "resume")
        try await live.goesOn(after: known)
        #expect(try await live.timeline { $0.epochs.count == 2 }.breaks.count == 1)
        await live.end()
    }

    @Test(
        "Resuming waits for the encoder's delay and the room's clock", .timeLimit(.minutes(5)),
        arguments: [false, true])
    func resuming(isOtherEncoder: Bool) async throws {
        var live = try await LiveRoom.withThreeItems("encoderDelay = 2.0;")
        _ = try await live.pause()
        let before = try await live.mediaAtRest()
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
