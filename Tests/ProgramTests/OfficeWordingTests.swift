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

    @Test("what the recorder refuses is told as what it is")
    func refusals() {
        let words = Self.german
        #expect(
            words.sentence(for: CommandRefusal.openItemIsNotPublic(number: "N 1")).contains("N 1"))
        let id = SessionID(rawValue: "2026-11-20-rat")
        let notLive = id.map { words.sentence(for: CommandRefusal.notLive($0)) }
        let noRoom = id.map { words.sentence(for: CommandRefusal.noRoom($0, known: [])) }
        #expect(notLive != noRoom)
        // Nobody is told that the picture is off while it is on.
        let unstored = words.sentence(for: OfficeRefusal(.closedButNotStored))
        #expect(words.sentence(for: CommandRefusal.store(.diskFull, sentence: "")) != unstored)
    }

    @Test(
        "nothing of a module's own wording reaches the office",
        arguments: [
            CommandRefusal.store(.diskFull, sentence: "no space"),
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
