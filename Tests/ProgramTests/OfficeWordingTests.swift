import Agenda
import Foundation
import Ingest
import Link
import Pages
import Storage
import Testing

@testable import ratskanal

@Suite("What the office reads")
struct OfficeWordingTests {
    private static let german = Site(city: "").refusals
    private static let english = Site(city: "", language: .english).refusals

    @Test(
        "a mark that cannot be made has a sentence in each language",
        arguments: [
            (
                TaggingError(.unknownNumber("77", nearest: "7")),
                "No item 77 is on the agenda. Did you mean 7?",
                "Auf der Tagesordnung steht kein TOP 77. Meinten Sie 7?"
            ),
            (
                TaggingError(.repeatedNumber("3")),
                "Several items on the agenda have the number 3.",
                "Die Nummer 3 steht mehrmals auf der Tagesordnung."
            ),
            (
                TaggingError(.noNextItem), "No further item is on the agenda.",
                "Es steht kein weiterer TOP auf der Tagesordnung."
            ),
            (TaggingError(.nobodySpeaks), "Nobody is speaking.", "Es spricht gerade niemand."),
            (
                TaggingError(.severalPersons(["A", "B"])),
                "Several persons have such a name: A, B.", "Wer ist gemeint: A, B?"
            ),
        ])
    func tagging(_ error: TaggingError, _ english: String, _ german: String) {
        #expect(Failure(wording: error).description == english)
        #expect(Problem(wording: error).detail == english)
        #expect(Self.english.sentence(for: error) == english)
        #expect(Self.german.sentence(for: error) == german)
    }

    @Test(
        "what the recorder refuses is said by its status and by what was wanted",
        arguments: [
            (409, OfficeRefusal.Wish.start, false, false, OfficeRefusal.Code.noRoom),
            (409, .other, false, false, .notLive),
            (409, .openGate, false, false, .notLive),
            (409, .openGate, true, true, .openItemIsNonPublic("N 1")),
            (409, .other, true, false, .other(409)),
            (500, .other, true, true, .closedButNotStored),
            // Nobody is told that the picture is off while it is on.
            (500, .other, true, false, .other(500)),
            (500, .openGate, true, true, .other(500)),
            (503, .other, false, false, .other(503)),
        ])
    func refusals(
        _ status: Int, _ wish: OfficeRefusal.Wish, _ isLive: Bool, _ isUnstored: Bool,
        _ code: OfficeRefusal.Code
    ) {
        let refusal = OfficeRefusal(
            status: status, wish: wish, isLive: isLive, isGateUnstored: isUnstored,
            openNonPublic: "N 1")
        #expect(refusal.code == code)
    }

    @Test(
        "nothing of a module's own wording reaches the office",
        arguments: [
            IngestError(.gateNotStored, room: "saal", cause: "no space"),
            IngestError(.notRecording, room: "saal"),
            StorageError(.diskFull, while: "adding a marker"),
            StorageError(.unknownItem(7), while: "adding a marker"),
            Problem(409, "2026-11-20-rat is not live: start it first."),
            Problem(404, "There is no such action."), OfficeRefusal(.outdatedPage),
        ] as [any Error])
    func german(_ error: any Error) {
        let sentence = Self.german.sentence(for: error)
        #expect(sentence.hasSuffix("."))
        for word in ["room", "saal", "not", "session", "marker", "no space", "Room"] {
            #expect(!sentence.split(separator: " ").contains(Substring(word)), "\(sentence)")
        }
        let english = Self.english.sentence(for: error)
        #expect(english.hasSuffix("."))
        #expect(english != sentence && !english.contains(#/saal|2026|marker|no space/#))
    }

    @Test("what the room shows is recorded since the start, or since the gate opened again")
    func onAir() {
        let start = Date(timeIntervalSince1970: 1_795_104_180)
        var status = RoomStatus(room: "saal")
        #expect(status.onAirSince == nil)
        status.recordedSince = start
        #expect(status.onAirSince == start)
        status.gateSince = start.addingTimeInterval(600)
        #expect(status.onAirSince == start.addingTimeInterval(600))
        status.gateSince = start.addingTimeInterval(-600)
        #expect(status.onAirSince == start)
    }
}
