import Agenda
import Foundation
import Pages
import Testing

@testable import ratskanal

@Suite("Breaks in the API")
struct BreakJSONTests {
    private let wall = Date(timeIntervalSince1970: 1_795_190_400)

    @Test("a dark break is a point with the wall clock's times, any other a range")
    func breaks() throws {
        let at = MediaTime(seconds: 2)
        let cases: [(Timeline.Break, String)] = [
            (
                .dark(at: at, wallStart: wall, wallEnd: wall.addingTimeInterval(60)),
                """
                {"at":180000,"wallEnd":"2026-11-20T16:01:00.000Z",\
                "wallStart":"2026-11-20T16:00:00.000Z"}
                """
            ),
            (
                .dark(at: at, wallStart: wall, wallEnd: nil),
                #"{"at":180000,"wallStart":"2026-11-20T16:00:00.000Z"}"#
            ),
            (
                .range(MediaInterval(start: at, end: MediaTime(seconds: 3))),
                #"{"end":270000,"start":180000}"#
            ),
            (.range(MediaInterval(start: at, end: nil)), #"{"start":180000}"#),
        ]
        for (pause, json) in cases {
            #expect(try JSON.text(TimelineJSON.Break(pause)) == json)
        }
    }

    @Test("a closed passage says why")
    func reason() throws {
        let passage = TimelineJSON.ClosedPassage(at: .zero, wallStart: APITime(wall))
        #expect(
            try JSON.text(passage)
                == #"{"at":0,"reason":"nonPublic","wallStart":"2026-11-20T16:00:00.000Z"}"#)
    }

    @Test("a room that pauses says so, and since when")
    func room() throws {
        let state = Web.RoomState(
            page: .pause(since: wall), contents: nil, next: nil, isConnected: false)
        #expect(
            try JSON.text(RoomJSON(room: "saal", state)) == """
                {"gate":"open","input":"lost","room":"saal",\
                "since":"2026-11-20T16:00:00.000Z","state":"break"}
                """)
    }
}
