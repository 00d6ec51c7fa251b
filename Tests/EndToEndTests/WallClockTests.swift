import Foundation
import Testing

/// The wall clock is corrected while a session is live: only what is shown as a time may follow it.
@Suite(.serialized) struct WallClockTests {
    private static let agenda = "TOP;Titel\n1;Haushalt\n2;Friedhofssatzung\n3;Anfragen\n"

    /// A press, and between which two moments it was set.
    private struct Press {
        var before: ContinuousClock.Instant
        var after: ContinuousClock.Instant
    }

    private func press(_ live: LiveRoom, _ kind: String, _ fields: String) async throws -> Press {
        let before = ContinuousClock.now
        try await live.set(kind, fields)
        return Press(before: before, after: .now)
    }

    /// Whether two marks lie as far apart in the recording as they were set, within a second.
    private func agree(_ first: (Press, Int), _ second: (Press, Int)) -> Bool {
        let apart = Double(second.1 - first.1) / Double(TimelineView.second)
        let least = first.0.after.duration(to: second.0.before) / .seconds(1)
        let most = first.0.before.duration(to: second.0.after) / .seconds(1)
        return (least - 1...most + 1).contains(apart)
    }

    private func dates(_ live: LiveRoom, _ playlist: String) async throws -> [Date] {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return try await live.media("video/\(playlist).m3u8").compactMap { line in
            guard line.hasPrefix("#EXT-X-PROGRAM-DATE-TIME:") else { return nil }
            let text = String(line.drop { $0 != ":" }.dropFirst())
            return try Date(text, strategy: style)
        }
    }

    private func expectRisingDates(
        _ live: LiveRoom, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        for playlist in ["session", "live"] {
            let found = try await dates(live, playlist)
            #expect(!found.isEmpty, sourceLocation: sourceLocation)
            #expect(found == found.sorted(), "\(playlist)", sourceLocation: sourceLocation)
        }
    }

    @Test(
        "What is set while the gate is closed is not public where the clock was set back before",
        .timeLimit(.minutes(5)))
    func setBackBehindTheGate() async throws {
        let house = try Installation()
        let clock = try await WallClock(in: house)
        let live = try await LiveRoom(in: house, agenda: Self.agenda, through: clock.starter)
        try await live.set("item", #""items": [\#(try await live.items()[0])]"#)
        try await live.goesOn(by: 4, after: try await live.media())
        try await live.set("gateClose")
        let before = try await live.media()
        try clock.set(seconds: -15)
        try await live.set("speechStart", #""name": "Zitronenfalter", "role": "guest""#)
        try await live.set("vote", #""text": "Zitronenfalter angenommen""#)
        try await live.set("note", #""text": "Zitronenfalter beachten", "public": true"#)
        try await house.ratskanal("tag", "open", "--yes")
        try await live.goesOn(after: before)
        try await live.set("speechStart", #""name": "Ada Lovelace""#)
        let timeline = try await live.timeline {
            $0.epochs.count == 2 && $0.closed.last?.wallEnd != nil && !$0.speeches.isEmpty
        }
        #expect(timeline.speeches.map(\.name) == ["Ada Lovelace"])
        #expect(timeline.votes.isEmpty && timeline.notes.isEmpty && timeline.closed.count == 1)
        let api = "/api/v1/sessions/\(live.id)"
        for path in [
            "\(api)/timeline", "/live/saal", "/sessions/\(live.id)",
            "/sessions/\(live.id)/video/session.m3u8", "/sessions/\(live.id)/video/live.m3u8",
        ] {
            let answer = try await Exchange.of(path, at: live.base)
            #expect(answer.status == 200 && !answer.text.contains("Zitronenfalter"), "\(path)")
        }
        let search = try await Exchange.of("/api/v1/search?q=Zitronenfalter", at: live.base)
        #expect(try search.json["total"] as? Int == 0)
        try await expectRisingDates(live)
        // And when the clock is right again.
        try clock.set(seconds: 0)
        try await live.set("vote", #""text": "Angenommen""#)
        let after = try await live.timeline { !$0.votes.isEmpty }
        #expect(after.speeches.map(\.name) == ["Ada Lovelace"])
        #expect(after.votes.map(\.text) == ["Angenommen"])
        await live.end()
    }

    @Test(
        "Marks stand where the recording was, and nothing is dropped or ended by a step",
        .timeLimit(.minutes(5)))
    func corrected() async throws {
        let house = try Installation(room: "endAfterLoss = 60;")
        let clock = try await WallClock(in: house)
        try clock.set(seconds: -40)
        let start = Date()
        var live = try await LiveRoom(in: house, agenda: Self.agenda, through: clock.starter)
        let waiting = live
        let items = try await live.items()
        var pressed = [try await press(live, "item", #""items": [\#(items[0])]"#)]
        for (index, seconds) in [0.0, -3600, 3600].enumerated() {
            // Who waits for a part while the clock is set gets it.
            let known = try await live.media()
            async let next: () = waiting.goesOn(by: 6, after: known)
            try clock.set(seconds: seconds)
            try await next
            pressed.append(
                try await press(live, "item", #""items": [\#(items[(index + 1) % 3])]"#))
            try await blockedReload(live)
            try await expectRisingDates(live)
            #expect(try await live.room().input == "connected")
        }
        // Of all times the last item is open from its mark on.
        let timeline = try await live.timeline { $0.ranges(of: "1").count == 2 }
        let starts =
            ["1", "2", "3"].map { timeline.ranges(of: $0)[0].start }
            + [timeline.ranges(of: "1")[1].start]
        for (first, second) in zip(zip(pressed, starts), zip(pressed, starts).dropFirst()) {
            #expect(agree(first, second), "\(starts) \(pressed)")
        }
        #expect(timeline.epochs.count == 1)
        // The clock that the server has is the one that was set.
        #expect(abs(timeline.epochs[0].wallStart.timeIntervalSince(start) + 40) < 20)
        #expect(!live.server.lines.contains { $0.contains(" is gone.") }, "\(live.server.lines)")

        // An encoder that is gone is not gone for as long as the clock says.
        try await live.stopEncoder()
        try clock.set(seconds: 7200)
        try await live.connectEncoder()
        try await live.goesOn(after: try await live.media())
        #expect(try await live.room().state == "live")
        // And one that comes back after the clock was set back has no earlier dates.
        try await live.stopEncoder()
        try clock.set(seconds: -3600)
        try await live.connectEncoder()
        try await live.goesOn(after: try await live.media())
        try await expectRisingDates(live)
        try await live.set("vote", #""text": "Angenommen""#)
        let last = try await live.timeline { !$0.votes.isEmpty }
        #expect(last.epochs.count == 3)
        #expect(last.epochs.map(\.wallStart) == last.epochs.map(\.wallStart).sorted())
        #expect(last.votes[0].at >= last.epochs[2].start)
        await live.end()
    }

    /// Asks for the part after the next one, and gets it in its time.
    private func blockedReload(_ live: LiveRoom) async throws {
        let media = try await live.media()
        let asked = ContinuousClock.now
        let answer = try await live.nextPart(after: media)
        #expect(answer.status == 200)
        #expect(asked.duration(to: .now) < .seconds(10))
    }

    @Test(
        "A session ends when its encoder has been gone for long enough, though the clock went back",
        .timeLimit(.minutes(5)))
    func endsAfterLoss() async throws {
        let house = try Installation(room: "endAfterLoss = 3;")
        let clock = try await WallClock(in: house)
        let live = try await LiveRoom(in: house, agenda: Self.agenda, through: clock.starter)
        try await live.stopEncoder()
        try clock.set(seconds: -3600)
        let ended = try await live.timeline { $0.state == "ended" }
        #expect(ended.epochs.count == 1)
        await live.end()
    }

    @Test(
        "A gate and a break open in their time, though the clock went back meanwhile",
        .timeLimit(.minutes(5)))
    func opensInTime() async throws {
        let house = try Installation()
        let clock = try await WallClock(in: house)
        let live = try await LiveRoom(in: house, agenda: Self.agenda, through: clock.starter)
        for (close, open) in [("gateClose", "gateOpen"), ("breakStart", "breakEnd")] {
            try await live.set(close)
            let before = try await live.media()
            try clock.set(seconds: -3600)
            let asked = ContinuousClock.now
            #expect(try await live.press("markers", "kind=\(open)").status == 200)
            try await live.goesOn(after: before)
            #expect(asked.duration(to: .now) < .seconds(20))
            try clock.set(seconds: 0)
            try await expectRisingDates(live)
        }
        let timeline = try await live.timeline { $0.epochs.count == 3 }
        #expect(timeline.closed.count == 1 && timeline.breaks.count == 1)
        await live.end()
    }
}
