import Agenda
import Foundation

extension Marker {
    /// Set "now": seconds of media time, the room's counter, seconds of the wall clock, the epoch.
    static func now(
        _ kind: MarkerKind, _ media: Double, _ counter: Int64, wall: Double, epoch: Int? = 1,
        _ items: Int64..., person: Int64? = nil, text: String? = nil
    ) -> Marker {
        Marker(
            id: counter, kind: kind, at: .media(media), items: items, person: person, text: text,
            isPublic: kind == .note,
            stamp: RoomStamp(
                counter: counter, wall: Chamber.begin.addingTimeInterval(wall), epoch: epoch))
    }
}

extension TimelineRow {
    /// 100 s are recorded, 600 s are not, then 100 s more.
    private static let around = [
        Chamber.stretch(0, 100, at: 0), Chamber.stretch(100, 200, at: 700),
    ]
    /// The clock is set back by 15 s while the gate is closed for 10 s.
    private static let setBack = [
        Chamber.stretch(0, 100, at: 0), Chamber.stretch(100, 200, at: 95),
    ]

    static let stamped: [TimelineRow] = order + publicity + breaks

    private static let order: [TimelineRow] = [
        TimelineRow(
            rule: "a mark set now stands where the recording was, whatever the clock said",
            markers: [
                .now(.item, 10, 1, wall: 10, 1), .now(.item, 20, 2, wall: 900_000, 2),
                .now(.speechStart, 30, 3, wall: -500, person: 7),
            ],
            lines: ["item 1 10-20", "item 2 20-1000", "speech 7 30-1000 of 2"]),
        TimelineRow(
            rule: "at one media time the counter decides, not the kind",
            markers: [
                .now(.speechStart, 20, 1, wall: 20, person: 7), .now(.item, 20, 2, wall: 20, 2),
                .now(.item, 20, 3, wall: 20, 1),
            ],
            lines: ["item 1 20-1000", "speech 7 20-1000 of -"]),
        TimelineRow(
            rule: "a mark whose epoch ended before it stands at that end, not in the next one",
            stretches: around,
            markers: [
                .now(.item, 10, 1, wall: 10, 1), .now(.item, 104, 2, wall: 705, epoch: 1, 2),
                Marker(kind: .item, at: .media(100), items: [3]),
                .now(.vote, 103, 3, wall: 706, epoch: 2),
            ],
            lines: ["item 1 10-100", "item 3 100-200", "vote 103 of 3"]),
        TimelineRow(
            rule: "a mark of an epoch of which nothing was recorded stands at its place",
            stretches: [
                WallClock.Stretch(
                    epoch: 1, mediaStart: .zero, mediaEnd: MediaTime(seconds: 100),
                    wallStart: Chamber.begin),
                WallClock.Stretch(
                    epoch: 3, mediaStart: MediaTime(seconds: 100),
                    mediaEnd: MediaTime(seconds: 200), wallStart: Chamber.begin),
            ],
            markers: [
                .now(.item, 10, 1, wall: 10, epoch: 1, 1),
                .now(.item, 150, 2, wall: 110, epoch: 2, 2),
                .now(.item, 120, 3, wall: 130, epoch: 3, 3),
                .now(.item, 90, 4, wall: 140, epoch: 4, 4),
            ],
            lines: ["item 1 10-100", "item 2 100-120", "item 3 120-200"]),
        TimelineRow(
            rule: "a mark set before the first frame stands at the begin",
            markers: [
                .now(.item, 0, 1, wall: -30, epoch: nil, 1), .item(-20, 3),
                .now(.item, 0, 2, wall: -10, epoch: nil, 2), .item(30, 4),
            ],
            lines: ["item 2 0-30", "item 4 30-1000"]),
        TimelineRow(
            rule: "a time that was set afterwards is not the stamp's",
            markers: [
                .now(.item, 10, 1, wall: 10, 1),
                Marker(
                    kind: .item, at: .wall(500), items: [2],
                    stamp: RoomStamp(counter: 2, wall: Chamber.begin, epoch: 1)),
            ],
            lines: ["item 1 10-500", "item 2 500-1000"]),
    ]

    private static let publicity: [TimelineRow] = [
        TimelineRow(
            rule: "what is said while the gate is closed is not public, though the clock goes back",
            agenda: ["1", "!2", "3"], stretches: setBack,
            markers: [
                .now(.item, 10, 1, wall: 10, 1), .now(.gateClose, 100, 2, wall: 100),
                .now(.item, 100, 3, wall: 86, 3),
                .now(.speechStart, 101, 4, wall: 87, person: 7),
                .now(.vote, 102, 5, wall: 88), .now(.note, 103, 6, wall: 89, text: "Ton"),
                .now(.gateOpen, 105, 7, wall: 94),
                .now(.speechStart, 101, 8, wall: 96, epoch: 2, person: 8),
                .now(.vote, 103, 9, wall: 98, epoch: 2),
                .now(.note, 104, 10, wall: 99, epoch: 2, text: "Bild"),
            ],
            lines: [
                "item 1 10-100", "item 3 100-200", "speech 8 101-200 of 3",
                "closed at 100 wall 86-94 of 3", "vote 103 of 3", "note 100 office Ton",
                "note 104 public Bild",
            ]),
        TimelineRow(
            rule: "the counter tells what is behind the gate, even where media times contradict",
            markers: [
                .now(.gateClose, 50, 1, wall: 50),
                .now(.speechStart, 55, 2, wall: 51, person: 7), .now(.vote, 49, 3, wall: 52),
                .now(.gateOpen, 52, 4, wall: 53), .now(.vote, 60, 5, wall: 60),
            ],
            lines: ["closed at 50 wall 50-53 of -", "vote 60 of -"]),
        TimelineRow(
            rule: "a mark that keeps its stamp is moved neither out of a closed gate nor over it",
            stretches: around,
            markers: [
                .now(.gateClose, 100, 1, wall: 100), .now(.vote, 90, 2, wall: 300),
                .now(.gateOpen, 100, 3, wall: 690), .now(.vote, 93, 4, wall: 703, epoch: 2),
            ],
            lines: ["closed at 100 wall 100-690 of -", "vote 100 of -"]),
        TimelineRow(
            rule: "an item opened while the gate is closed is shown from the opening on",
            markers: [
                .now(.item, 10, 1, wall: 10, 1), .now(.gateClose, 50, 2, wall: 50),
                .now(.item, 50.25, 3, wall: 55, 2), .now(.item, 50.5, 4, wall: 60, 3),
                .now(.gateOpen, 51, 5, wall: 65),
            ],
            lines: [
                "item 1 10-50.25", "item 3 51-1000", "closed at 50 wall 50-55 of 1",
                "closed at 50 wall 55-60 of 2", "closed at 50 wall 60-65 of 3",
            ]),
        TimelineRow(
            rule: "a media time is judged by its frame, a wall time by the room's delay",
            stretches: around,
            markers: [
                .now(.gateClose, 100, 1, wall: 100), .now(.gateOpen, 100, 2, wall: 690),
                Marker(id: 1, kind: .vote, at: .media(99)),
                Marker(id: 2, kind: .vote, at: .media(100)),
                .vote(94), .vote(96), .vote(400), .vote(689), .vote(704), .vote(706),
                .note(97, "Lärm", isPublic: true), .speech(98, 7), .speech(703, 8),
                .speech(710, 9),
            ],
            lines: [
                "speech 9 110-200 of -", "closed at 100 wall 100-690 of -", "vote 94 of -",
                "vote 99 of -", "vote 100 of -", "vote 106 of -", "note 97 office Lärm",
            ]),
        TimelineRow(
            rule: "while the gate is closed no time behind it is public, the end's neither",
            stretches: [Chamber.stretch(0, 100, at: 0)], isLive: true,
            markers: [
                .now(.gateClose, 100, 1, wall: 100), Marker(kind: .vote, at: .media(100)),
                Marker(kind: .vote, at: .media(107)), .vote(5000), .vote(50),
            ],
            lines: ["closed at 100 wall 100- of -", "vote 50 of -"]),
        TimelineRow(
            rule: "a note in a closed passage is not public, also of old sessions",
            stretches: around,
            markers: [
                .kind(.gateClose, 100), .note(300, "Ton", isPublic: true), .kind(.gateOpen, 690),
                .note(702, "Bild", isPublic: true),
            ],
            lines: [
                "closed at 100 wall 100-690 of -", "note 100 office Ton", "note 102 public Bild",
            ]),
        TimelineRow(
            rule: "a gate closed before the room counted and opened after",
            stretches: around,
            markers: [
                .kind(.gateClose, 100), .now(.vote, 100, 1, wall: 300),
                .now(.gateOpen, 100, 2, wall: 690), .vote(703),
                .now(.vote, 101, 3, wall: 701, epoch: 2),
            ],
            lines: ["closed at 100 wall 100-690 of -", "vote 101 of -"]),
    ]

    private static let breaks: [TimelineRow] = [
        TimelineRow(
            rule: "a dark break is a point; what is shown of an item ends there and goes on",
            stretches: around,
            markers: [
                .now(.item, 10, 1, wall: 10, 1), .now(.speechStart, 20, 2, wall: 20, person: 7),
                .now(.breakStart, 100, 3, wall: 100), .now(.breakEnd, 680, 4, wall: 690),
                .now(.item, 150, 5, wall: 750, epoch: 2, 2),
            ],
            lines: [
                "item 1 10-100,100-150", "item 2 150-200", "speech 7 20-100 of 1",
                "break at 100 wall 100-690",
            ]),
        TimelineRow(
            rule: "a break's end may name what goes on instead",
            stretches: around,
            markers: [
                .now(.item, 10, 1, wall: 10, 1), .now(.breakStart, 100, 2, wall: 100),
                .now(.breakEnd, 100, 3, wall: 690, epoch: 1, 2, 3),
            ],
            lines: [
                "item 1 10-100", "item 2 100-200", "item 3 100-200", "break at 100 wall 100-690",
            ]),
        TimelineRow(
            rule: "parents end at a break with what stands below them",
            agenda: ["1", "  1.1", "  1.2"], stretches: around,
            markers: [
                .now(.item, 10, 1, wall: 10, 2), .now(.breakStart, 100, 2, wall: 100),
                .now(.breakEnd, 100, 3, wall: 690, epoch: 1, 3),
            ],
            lines: [
                "item 1 10-100,100-200 own ", "item 2 10-100", "item 3 100-200",
                "break at 100 wall 100-690",
            ]),
        TimelineRow(
            rule: "in a dark break marks follow their own rules, and nothing of it is shown",
            stretches: around,
            markers: [
                .now(.item, 10, 1, wall: 10, 1), .now(.breakStart, 100, 2, wall: 100),
                .now(.vote, 110, 3, wall: 110), .now(.item, 200, 4, wall: 200, 2),
                .now(.speechStart, 210, 5, wall: 210, person: 7),
                .now(.speechEnd, 220, 6, wall: 220, person: 7),
                .now(.vote, 230, 7, wall: 230), .now(.item, 300, 8, wall: 300, 3),
                .now(.speechStart, 310, 9, wall: 310, person: 8),
                .now(.note, 320, 10, wall: 320, text: "Ton"), .now(.breakEnd, 100, 11, wall: 690),
            ],
            lines: [
                "item 1 10-100", "item 3 100-200", "speech 8 100-200 of 3",
                "break at 100 wall 100-690", "vote 100 of 1", "vote 100 of 2",
                "note 100 public Ton",
            ]),
        TimelineRow(
            rule: "a speech begun in a long dark break goes on with the picture",
            stretches: [Chamber.stretch(0, 100, at: 0), Chamber.stretch(100, 200, at: 3000)],
            markers: [
                .now(.speechStart, 50, 1, wall: 50, person: 7),
                .now(.breakStart, 100, 2, wall: 100),
                .now(.speechStart, 2000, 3, wall: 2000, person: 8),
                .now(.breakEnd, 2990, 4, wall: 2990),
            ],
            lines: [
                "speech 7 50-100 of -", "speech 8 100-200 of -", "break at 100 wall 100-2990",
            ]),
        TimelineRow(
            rule: "a break that is open is a range, as media time passes",
            markers: [
                .now(.item, 10, 1, wall: 10, 1), .now(.breakStart, 30, 2, wall: 30),
                .now(.breakEnd, 90, 3, wall: 90), .now(.speechStart, 95, 4, wall: 95, person: 7),
            ],
            lines: ["item 1 10-30,90-1000", "speech 7 95-1000 of 1", "break 30-90"]),
        TimelineRow(
            rule: "the last frame's length makes a dark break no range",
            stretches: around,
            markers: [
                .now(.item, 10, 1, wall: 10, 1), .now(.breakStart, 99.75, 2, wall: 100),
                .now(.breakEnd, 680, 3, wall: 690),
            ],
            lines: ["item 1 10-99.75,100-200", "break at 99.75 wall 100-690"]),
        TimelineRow(
            rule: "a dark break that goes on in a live session has no end",
            stretches: [Chamber.stretch(0, 100, at: 0)], isLive: true,
            markers: [.now(.item, 10, 1, wall: 10, 1), .now(.breakStart, 100, 2, wall: 100)],
            lines: ["item 1 10-100", "break at 100 wall 100-"]),
        TimelineRow(
            rule: "a session that ended in a dark break",
            stretches: [Chamber.stretch(0, 100, at: 0)],
            markers: [.now(.item, 10, 1, wall: 10, 1), .now(.breakStart, 100, 2, wall: 100)],
            lines: ["item 1 10-100", "break at 100 wall 100-"]),
        TimelineRow(
            rule: "a break that was taken back leaves no hole", stretches: around,
            markers: [.now(.item, 10, 1, wall: 10, 1), .now(.breakEnd, 100, 3, wall: 690)],
            lines: ["item 1 10-200"]),
        TimelineRow(
            rule: "a break that went dark while it lasted is a range up to there",
            stretches: around,
            markers: [
                .item(10, 1), .kind(.breakStart, 60), .now(.breakEnd, 300, 1, wall: 690),
                .now(.item, 150, 2, wall: 750, epoch: 2, 2),
            ],
            lines: ["item 1 10-60,100-150", "item 2 150-200", "break 60-100"]),
        TimelineRow(
            rule: "the gate closes in a break as ever, and the break hides no closed passage",
            agenda: ["1", "!2", "3"], stretches: around,
            markers: [
                .now(.item, 10, 1, wall: 10, 1), .now(.breakStart, 100, 2, wall: 100),
                .now(.gateClose, 200, 3, wall: 200), .now(.item, 200, 4, wall: 200, 2),
                .now(.breakEnd, 300, 5, wall: 300), .now(.item, 400, 6, wall: 400, 3),
                .now(.gateOpen, 600, 7, wall: 600),
            ],
            lines: [
                "item 1 10-100", "item 3 100-200", "break at 100 wall 100-300",
                "closed at 100 wall 200-400 of 2", "closed at 100 wall 400-600 of 3",
            ]),
        TimelineRow(
            rule: "a clock set back in a break gives it no length below zero", stretches: setBack,
            markers: [
                .now(.breakStart, 100, 1, wall: 100), .now(.breakEnd, 110, 2, wall: 95),
            ],
            lines: ["break at 100 wall 100-100"]),
    ]
}
