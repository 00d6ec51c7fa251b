import Agenda
import Foundation

extension TimelineRow {
    /// 100 s are recorded, 600 s pass without the public, then 100 s more.
    private static let aroundClosed = [
        Chamber.stretch(0, 100, at: 0), Chamber.stretch(100, 200, at: 700),
    ]

    static let all: [TimelineRow] = items + speeches + gate + clock + stamped

    private static let items: [TimelineRow] = [
        TimelineRow(
            rule: "nothing marked is an empty timeline", markers: [], lines: []),
        TimelineRow(
            rule: "a new item closes the one before",
            markers: [.item(10, 1), .item(50, 2)],
            lines: ["item 1 10-50", "item 2 50-1000"]),
        TimelineRow(
            rule: "what is open in a live session has no end", isLive: true,
            markers: [.item(10, 1), .speech(20, 7), .kind(.breakStart, 900), .item(50, 2)],
            lines: ["item 1 10-50", "item 2 50-900", "speech 7 20-900 of 1", "break 900-"]),
        TimelineRow(
            rule: "opening a sub-item keeps its parents open; their own ranges end",
            agenda: ["1", "2", "  2.1", "  2.2", "    2.2.1"],
            markers: [.item(10, 2), .item(20, 3), .item(30, 5), .item(40, 2), .item(60, 1)],
            lines: [
                "item 1 60-1000", "item 2 10-60 own 10-20,40-60", "item 3 20-30",
                "item 4 30-40 own ", "item 5 30-40",
            ]),
        TimelineRow(
            rule: "items debated together are all open until the next marker",
            markers: [.item(10, 1, 3), .item(50, 3), .item(70, 2)],
            lines: ["item 1 10-50", "item 2 70-1000", "item 3 10-70"]),
        TimelineRow(
            rule: "items are taken out of turn and several times",
            markers: [.item(10, 3), .item(20, 1), .item(30, 3), .item(40, 2)],
            lines: ["item 1 20-30", "item 2 40-1000", "item 3 10-20,30-40"]),
        TimelineRow(
            rule: "an item named again goes on",
            markers: [.item(10, 1), .item(20, 1), .item(30, 2)],
            lines: ["item 1 10-30", "item 2 30-1000"]),
        TimelineRow(
            rule: "an item marker that names none is talk outside the agenda",
            markers: [.item(10, 1), .item(20), .speech(30, 7), .item(40, 2)],
            lines: ["item 1 10-20", "item 2 40-1000", "speech 7 30-1000 of -"]),
        TimelineRow(
            rule: "an item that is not on the agenda is talk outside it",
            markers: [.item(10, 1), .item(20, 99)], lines: ["item 1 10-20"]),
        TimelineRow(
            rule: "markers before the first frame count from it, the last one wins",
            markers: [.item(-60, 1), .item(-5, 2), .speech(-3, 7), .item(30, 3)],
            lines: ["item 2 0-30", "item 3 30-1000", "speech 7 0-1000 of 2"]),
        TimelineRow(
            rule: "markers after the last frame change nothing before it",
            markers: [.item(10, 1), .item(1001, 2), .speech(1002, 7), .end(1003)],
            lines: ["item 1 10-1000"]),
        TimelineRow(
            rule: "media times outside the recording are its ends",
            markers: [
                Marker(kind: .item, at: .media(-5), items: [1]),
                Marker(kind: .item, at: .media(2000), items: [2]),
            ],
            lines: ["item 1 0-1000"]),
        TimelineRow(
            rule: "two items at one instant: the later on the agenda stays open",
            markers: [.item(10, 2, id: 1), .item(10, 1, id: 2)], lines: ["item 2 10-1000"]),
        TimelineRow(
            rule: "an item has any number of votes, of the sub-item named or of the open one",
            agenda: ["1", "  1.1", "2"],
            markers: [.item(10, 1), .vote(20), .vote(30, 2), .vote(40, 1), .item(50, 3)],
            lines: [
                "item 1 10-50", "item 3 50-1000", "vote 20 of 1", "vote 30 of 2", "vote 40 of 1",
            ]),
        TimelineRow(
            rule: "a vote at the instant of an item is the item's, a vote outside is nobody's",
            markers: [.vote(5), .vote(10), .item(10, 1)],
            lines: ["item 1 10-1000", "vote 5 of -", "vote 10 of 1"]),
        TimelineRow(
            rule: "a vote entered afterwards is of the item that was open at its own moment",
            markers: [
                .item(2, 1), .item(10, 2),
                Marker(kind: .vote, at: .media(5), text: "mit Mehrheit"),
            ],
            lines: ["item 1 2-10", "item 2 10-1000", "vote 5 of 1"]),
        TimelineRow(
            rule: "notes stay, and say whether they are public",
            markers: [.note(5, "Ton", isPublic: false), .note(6, "Beginn", isPublic: true)],
            lines: ["note 5 office Ton", "note 6 public Beginn"]),
    ]

    private static let speeches: [TimelineRow] = [
        TimelineRow(
            rule: "a speech ends at its own end",
            markers: [.item(10, 1), .speech(20, 7), .end(30, of: 7)],
            lines: ["item 1 10-1000", "speech 7 20-30 of 1"]),
        TimelineRow(
            rule: "a speech ends at the next speech",
            markers: [.speech(20, 7), .speech(40, 8), .end(60)],
            lines: ["speech 7 20-40 of -", "speech 8 40-60 of -"]),
        TimelineRow(
            rule: "a speech goes on over an item's start and belongs to the one before",
            markers: [.item(10, 1), .speech(20, 7), .item(30, 2), .end(45, of: 7)],
            lines: ["item 1 10-30", "item 2 30-1000", "speech 7 20-45 of 1"]),
        TimelineRow(
            rule: "a speech that begins with an item belongs to it",
            markers: [.item(10, 1), .speech(30, 7), .item(30, 2)],
            lines: ["item 1 10-30", "item 2 30-1000", "speech 7 30-1000 of 2"]),
        TimelineRow(
            rule: "an end of speech that names another ends no speech",
            markers: [.speech(20, 7), .speech(40, 8), .end(41, of: 7), .end(60, of: 8)],
            lines: ["speech 7 20-40 of -", "speech 8 40-60 of -"]),
        TimelineRow(
            rule: "an end at the instant of its speech's start is the end of one before",
            markers: [.speech(20, 7), .end(40, of: 8), .speech(40, 8), .end(50, of: 8)],
            lines: ["speech 7 20-40 of -", "speech 8 40-50 of -"]),
        TimelineRow(
            rule: "a speaker outside the roster is ended by name",
            markers: [
                Marker(id: 1, kind: .speechStart, at: .wall(20), name: "Frau Winter"),
                Marker(kind: .speechEnd, at: .wall(25), name: "Herr Sommer"),
                Marker(kind: .speechEnd, at: .wall(30), name: "Frau Winter"),
            ],
            lines: ["speech Frau Winter 20-30 of -"]),
        TimelineRow(
            rule: "a break ends a speech and what is shown of an item, which goes on with its end",
            markers: [
                .item(10, 1), .speech(20, 7), .kind(.breakStart, 30), .kind(.breakEnd, 90),
                .end(95, of: 7),
            ],
            lines: ["item 1 10-30,90-1000", "speech 7 20-30 of 1", "break 30-90"]),
        TimelineRow(
            rule: "a break and its end at one instant are none; a doubled start is one break",
            markers: [
                .kind(.breakStart, 30), .kind(.breakEnd, 30), .kind(.breakStart, 50),
                .kind(.breakStart, 60), .kind(.breakEnd, 70), .kind(.breakEnd, 80),
            ],
            lines: ["break 50-70"]),
        TimelineRow(
            rule: "a break that nobody ends lasts to the end of the session",
            markers: [.kind(.breakStart, 900)], lines: ["break 900-1000"]),
        TimelineRow(
            rule: "a speech goes on over a short loss of the encoder",
            stretches: [Chamber.stretch(0, 100, at: 0), Chamber.stretch(100, 200, at: 130)],
            markers: [.item(10, 1), .speech(90, 7), .end(140, of: 7)],
            lines: ["item 1 10-200", "speech 7 90-110 of 1"]),
        TimelineRow(
            rule: "a session taken up another day: the speech ended, the item goes on",
            stretches: [Chamber.stretch(0, 100, at: 0), Chamber.stretch(100, 200, at: 86_400)],
            markers: [.item(10, 1), .speech(90, 7), .speech(86_410, 8), .item(86_450, 2)],
            lines: [
                "item 1 10-150", "item 2 150-200", "speech 7 90-100 of 1",
                "speech 8 110-200 of 1",
            ]),
    ]

    private static let gate: [TimelineRow] = [
        TimelineRow(
            rule: "the gate ends a speech, and a non-public item has a wall duration alone",
            agenda: ["1", "!2", "3"], stretches: aroundClosed,
            markers: [
                .item(10, 1), .speech(20, 7), .kind(.gateClose, 100), .item(100, 2),
                .speech(200, 8), .vote(300), .kind(.gateOpen, 690), .item(710, 3),
            ],
            lines: [
                "item 1 10-100", "item 3 110-200", "speech 7 20-100 of 1",
                "closed at 100 wall 100-690 of 2",
            ]),
        TimelineRow(
            rule: "a gate closed before the non-public item is opened belongs to that item",
            agenda: ["1", "!2", "3"], stretches: aroundClosed,
            markers: [
                .item(10, 1), .kind(.gateClose, 100), .item(110, 2), .item(600, 3),
                .kind(.gateOpen, 690),
            ],
            lines: [
                "item 1 10-100", "item 3 100-200", "closed at 100 wall 100-600 of 2",
                "closed at 100 wall 600-690 of 3",
            ]),
        TimelineRow(
            rule: "several non-public items are several entries at one point",
            agenda: ["1", "!2", "!3"], stretches: aroundClosed,
            markers: [
                .item(10, 1), .kind(.gateClose, 100), .item(100, 2), .item(300, 3),
                .kind(.gateOpen, 690),
            ],
            lines: [
                "item 1 10-100", "closed at 100 wall 100-300 of 2",
                "closed at 100 wall 300-690 of 3",
            ]),
        TimelineRow(
            rule: "a gate closed by hand leaves the open item open, and belongs to it",
            agenda: ["1", "2"], stretches: aroundClosed,
            markers: [.item(10, 1), .kind(.gateClose, 100), .kind(.gateOpen, 690)],
            lines: ["item 1 10-200", "closed at 100 wall 100-690 of 1"]),
        TimelineRow(
            rule: "a gate that is still closed has no end", agenda: ["1", "!2"],
            stretches: [Chamber.stretch(0, 100, at: 0)], isLive: true,
            markers: [.item(10, 1), .kind(.gateClose, 100), .item(100, 2)],
            lines: ["item 1 10-100", "closed at 100 wall 100- of 2"]),
        TimelineRow(
            rule: "after the gate opens nothing belongs to the non-public item",
            agenda: ["1", "!2", "3"], stretches: aroundClosed,
            markers: [
                .kind(.gateClose, 100), .item(100, 2), .kind(.gateOpen, 690), .speech(710, 7),
                .vote(715), .item(720, 3),
            ],
            lines: [
                "item 3 120-200", "speech 7 110-200 of -", "closed at 100 wall 100-690 of 2",
                "vote 115 of -",
            ]),
        TimelineRow(
            rule: "a gate closed again before the next item belongs to the non-public one again",
            agenda: ["1", "!2", "3"],
            stretches: aroundClosed + [Chamber.stretch(200, 300, at: 1000)],
            markers: [
                .kind(.gateClose, 100), .item(100, 2), .kind(.gateOpen, 690),
                .kind(.gateClose, 800), .kind(.gateOpen, 990), .item(1010, 1),
            ],
            lines: [
                "item 1 210-300", "closed at 100 wall 100-690 of 2",
                "closed at 200 wall 800-990 of 2",
            ]),
        TimelineRow(
            rule: "an item flagged non-public afterwards loses ranges, speeches and votes",
            agenda: ["1", "!2", "3"],
            markers: [
                .item(10, 1), .speech(15, 7), .item(20, 2), .speech(30, 8), .vote(40),
                .item(50, 3), .speech(60, 9),
            ],
            lines: [
                "item 1 10-20", "item 3 50-1000", "speech 7 15-20 of 1",
                "speech 9 60-1000 of 3",
            ]),
        TimelineRow(
            rule: "a parent's ranges do not betray its non-public child",
            agenda: ["1", "  !1.1", "2"],
            markers: [.item(10, 1), .item(20, 2), .item(30, 3)],
            lines: ["item 1 10-20", "item 3 30-1000"]),
        TimelineRow(
            rule: "words close as well as flags: a heading hides what stands below it",
            agenda: ["1", "2 Nichtöffentlicher Teil", "3 Grundstück"],
            stretches: aroundClosed,
            markers: [.item(10, 1), .kind(.gateClose, 100), .item(101, 3), .kind(.gateOpen, 690)],
            lines: ["item 1 10-100", "closed at 100 wall 100-690 of 3"]),
        TimelineRow(
            rule: "a gate closed twice is closed once", stretches: aroundClosed,
            markers: [
                .kind(.gateClose, 100), .kind(.gateClose, 150), .kind(.gateOpen, 690),
                .kind(.gateOpen, 695),
            ],
            lines: ["closed at 100 wall 100-690 of -"]),
        TimelineRow(
            rule: "a gate marker kept by media time stands at the end of what was recorded",
            agenda: ["1", "!2", "3"], stretches: aroundClosed,
            markers: [
                .item(10, 1), Marker(kind: .gateClose, at: .media(100)), .item(100, 2),
                .kind(.gateOpen, 690), Marker(kind: .item, at: .media(100), items: [3]),
            ],
            lines: ["item 1 10-100", "item 3 100-200", "closed at 100 wall 100-690 of 2"]),
    ]

    private static let clock: [TimelineRow] = [
        TimelineRow(
            rule: "a time between two epochs is the next one's start, in the wall clock's order",
            stretches: [Chamber.stretch(0, 100, at: 0), Chamber.stretch(100, 200, at: 300)],
            markers: [.item(10, 1), .item(150, 2), .speech(160, 7), .item(250, 3)],
            lines: ["item 1 10-100", "item 3 100-200", "speech 7 100-200 of 2"]),
        TimelineRow(
            rule: "media time runs on over epochs, days apart",
            stretches: [
                Chamber.stretch(0, 100, at: 0), Chamber.stretch(100, 200, at: 86_400),
                Chamber.stretch(200, 300, at: 172_800),
            ],
            markers: [.item(50, 1), .item(86_450, 2), .item(172_850, 1)],
            lines: ["item 1 50-150,250-300", "item 2 150-250"]),
        TimelineRow(
            rule: "nothing recorded: nothing has a place", stretches: [],
            markers: [.item(10, 1), .speech(20, 7), .kind(.breakStart, 30)], lines: []),
        TimelineRow(
            rule: "nothing recorded yet of a live session: what is open begins at zero",
            stretches: [], isLive: true, markers: [.item(10, 1), .item(20, 2), .speech(30, 7)],
            lines: ["item 2 0-", "speech 7 0- of 2"]),
    ]
}
