import Agenda
import Foundation

/// A short way to write sessions in tests: seconds for media time, an agenda of lines.
struct Chamber {
    static let begin = Date(timeIntervalSince1970: 1_795_190_400)

    var agenda: [AgendaItem]
    var clock: WallClock
    var isLive = false

    /// Items `1`, `2` … from lines "number title"; two blanks of indent a level; "!" before the
    /// number flags it non-public.
    init(_ lines: [String], seconds: Double = 1000, isLive: Bool = false) {
        var parents: [Int64] = []
        agenda = lines.enumerated().map { index, line in
            let level = line.prefix { $0 == " " }.count / 2
            let words = line.drop { $0 == " " }.split(separator: " ", maxSplits: 1)
            let id = Int64(index + 1)
            parents = Array(parents.prefix(level))
            defer { parents.append(id) }
            let isHidden = words[0].hasPrefix("!")
            return AgendaItem(
                id: id, number: String(words[0].drop { $0 == "!" }),
                title: words.count > 1 ? String(words[1]) : "Punkt \(id)",
                publicity: isHidden ? .nonPublic : .unsaid, parent: parents.last)
        }
        clock = WallClock(stretches: [Self.stretch(0, seconds, at: 0)])
        self.isLive = isLive
    }

    static func stretch(_ start: Double, _ end: Double, at wall: Double) -> WallClock.Stretch {
        WallClock.Stretch(
            mediaStart: MediaTime(seconds: start), mediaEnd: MediaTime(seconds: end),
            wallStart: begin.addingTimeInterval(wall))
    }

    func timeline(_ markers: [Marker]) -> Timeline {
        Timeline(agenda: agenda, markers: markers, clock: clock, isLive: isLive)
    }
}

extension Moment {
    /// Seconds of the wall clock after the session's begin.
    static func wall(_ seconds: Double) -> Moment {
        .wall(Chamber.begin.addingTimeInterval(seconds))
    }
    static func media(_ seconds: Double) -> Moment { .media(MediaTime(seconds: seconds)) }
}

extension Marker {
    static func item(_ at: Double, _ items: Int64..., id: Int64 = 0) -> Marker {
        Marker(id: id, kind: .item, at: .wall(at), items: items)
    }
    static func speech(
        _ at: Double, _ person: Int64, id: Int64? = nil, role: SpeakerRole = .member
    ) -> Marker {
        Marker(
            id: id ?? Int64(at) * 10 + 1, kind: .speechStart, at: .wall(at), person: person,
            role: role)
    }
    static func end(_ at: Double, of person: Int64? = nil) -> Marker {
        Marker(kind: .speechEnd, at: .wall(at), person: person)
    }
    static func kind(_ kind: MarkerKind, _ at: Double, id: Int64 = 0) -> Marker {
        Marker(id: id, kind: kind, at: .wall(at))
    }
    static func vote(_ at: Double, _ item: Int64? = nil, text: String? = nil) -> Marker {
        Marker(kind: .vote, at: .wall(at), items: item.map { [$0] } ?? [], text: text)
    }
    static func note(_ at: Double, _ text: String, isPublic: Bool) -> Marker {
        Marker(kind: .note, at: .wall(at), text: text, isPublic: isPublic)
    }
}

extension Timeline {
    /// The whole timeline in lines, seconds for times: what tests compare.
    var lines: [String] {
        items.filter { !$0.ranges.isEmpty }.map { entry in
            let own = entry.ownRanges == entry.ranges ? "" : " own \(Self.text(entry.ownRanges))"
            return "item \(entry.item) \(Self.text(entry.ranges))\(own)"
        }
            + speeches.map { speech in
                "speech \(speech.person.map(String.init) ?? speech.name ?? "?") "
                    + "\(Self.text([speech.interval])) of \(speech.item.map(String.init) ?? "-")"
            }
            + breaks.map { pause in
                switch pause {
                case .range(let interval): "break \(Self.text([interval]))"
                case .dark(let at, let start, let end):
                    "break at \(Self.text(at)) wall \(Self.text(start))-"
                        + (end.map(Self.text) ?? "")
                }
            }
            + closed.map { passage in
                "closed at \(Self.text(passage.at)) wall \(Self.text(passage.wallStart))-"
                    + "\(passage.wallEnd.map(Self.text) ?? "") of \(passage.item.map(String.init) ?? "-")"
            }
            + votes.map { "vote \(Self.text($0.at)) of \($0.item.map(String.init) ?? "-")" }
            + notes.map {
                "note \(Self.text($0.at)) \($0.isPublic ? "public" : "office") \($0.text)"
            }
    }

    private static func text(_ wall: Date) -> String {
        "\(Int(wall.timeIntervalSince(Chamber.begin)))"
    }

    private static func text(_ time: MediaTime) -> String {
        let seconds = time.seconds
        return seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
    }

    private static func text(_ intervals: [MediaInterval]) -> String {
        intervals.map { "\(text($0.start))-\($0.end.map(text) ?? "")" }.joined(separator: ",")
    }
}
