import Agenda
import Foundation
import Pages

/// A session of the council of Auenburg, as the pictures of the look show it.
struct Sample {
    static let site = Site(city: "Stadt Auenburg", imprint: ["Marktplatz 1, 12345 Auenburg"])
    /// 19 November 2026, 17:03 in Berlin.
    static let begin = Date(timeIntervalSince1970: 1_795_104_180)

    static func at(_ hour: Int, _ minute: Int, _ second: Int = 0) -> Date {
        begin.addingTimeInterval(Double((hour - 17) * 3600 + (minute - 3) * 60 + second))
    }

    static let body = Body(id: "stadtrat", name: "Stadtrat")

    static let agenda: [AgendaItem] = [
        AgendaItem(id: 1, number: "1", title: "Eröffnung und Feststellung der Beschlussfähigkeit"),
        AgendaItem(id: 2, number: "2", title: "Einwohnerfragestunde"),
        AgendaItem(id: 3, number: "3", title: "Bericht der Oberbürgermeisterin"),
        AgendaItem(
            id: 4, number: "4", title: "Nachwahl in den Seniorenbeirat",
            result: "Gewählt: Gisela Thormann"),
        AgendaItem(
            id: 5, number: "5", title: "Neubau der Grundschule am Weidenweg: Baubeschluss",
            papers: [Paper(reference: "VO/2026/0371", title: "Baubeschluss", url: "/papers/371")],
            result: "Angenommen, 31 Ja, 12 Nein, 3 Enthaltungen"),
        AgendaItem(id: 6, number: "6", title: "Verkehrsversuch in der Uferstraße"),
        AgendaItem(
            id: 61, number: "6.1", title: "Änderungsantrag der Grünen Liste: Tempo 30 auch am Tag",
            papers: [
                Paper(
                    reference: "Antrag A/2026/0077", url: "https://rat.example/a77.pdf"),
                Paper(reference: "Vorlage VO/2026/0398", url: "https://rat.example/398.pdf"),
            ], parent: 6),
        AgendaItem(
            id: 62, number: "6.2", title: "Beschluss über den Versuch bis Oktober 2027", parent: 6),
        AgendaItem(id: 7, number: "7", title: "Doppelhaushalt 2027 und 2028: Einbringung"),
        AgendaItem(
            id: 8, number: "8", title: "Satzung über die Gebühren der Kindertagesstätten"),
        AgendaItem(id: 9, number: "9", title: "Bebauungsplan Nr. 118 „Alte Gießerei“: Offenlage"),
        AgendaItem(
            id: 10, number: "10", title: "Fortschreibung des Wärmeplans", isWithdrawn: true),
        AgendaItem(id: 11, number: "11", title: "Anfragen und Mitteilungen"),
        AgendaItem(
            id: 12, number: "N 12", title: "Ankauf des Grundstücks Mühlgasse 4",
            publicity: .nonPublic,
            papers: [Paper(reference: "VO/2026/GEHEIM", title: "Geheimpapier")]),
    ]

    static let persons: [Person] = [
        person(1, "Dr. Miriam Osterkamp", "Grüne Liste"),
        person(2, "Tobias Wendelin", "Bürgerbündnis"),
        person(3, "Ayşe Karadeniz-Holm", "Soziale Stadt"),
        person(4, "Jonas Oswald", "Grüne Liste"),
        person(5, "Rosemarie Ostheim", "Bürgerbündnis"),
        Person(id: 6, name: "Katharina Lenz-Borchert", role: "Oberbürgermeisterin"),
        Person(id: 7, name: "Ulrich Sommerfeld", role: "Verwaltung"),
    ]

    private static func person(_ id: Int64, _ name: String, _ faction: String) -> Person {
        Person(id: id, name: name, memberships: [Membership(faction: faction)])
    }

    /// The marks up to 19:12, in order.
    static let markers: [Marker] = [
        item(1, at(17, 3), 1), item(2, at(17, 9), 2), item(3, at(17, 34), 3),
        speech(4, at(17, 34, 10), 6, .chair),
        item(5, at(17, 47), 4), item(6, at(17, 51), 5),
        Marker(id: 7, kind: .breakStart, at: .wall(at(18, 32))),
        Marker(id: 8, kind: .breakEnd, at: .wall(at(18, 47))),
        item(9, at(18, 47), 6), item(10, at(19, 1), 61),
        speech(11, at(19, 4), 3), speech(12, at(19, 6, 52), 2),
        Marker(id: 13, kind: .speechEnd, at: .wall(at(19, 11, 40)), person: 2),
        speech(14, at(19, 11, 43), 1),
    ]

    /// What followed until the end.
    static let later: [Marker] = [
        Marker(id: 19, kind: .speechEnd, at: .wall(at(19, 15, 2)), person: 1),
        Marker(
            id: 20, kind: .vote, at: .wall(at(19, 21)), items: [61], text: "19 Ja, 25 Nein"),
        item(21, at(19, 22), 62), item(22, at(19, 35), 7), item(23, at(20, 8), 8),
        item(24, at(20, 12), 9), item(25, at(20, 35), 12),
        Marker(id: 26, kind: .gateClose, at: .wall(at(20, 35))),
    ]

    static func item(_ id: Int64, _ at: Date, _ items: Int64...) -> Marker {
        Marker(id: id, kind: .item, at: .wall(at), items: items)
    }

    static func speech(
        _ id: Int64, _ at: Date, _ person: Int64, _ role: SpeakerRole? = nil
    ) -> Marker {
        Marker(id: id, kind: .speechStart, at: .wall(at), person: person, role: role)
    }

    enum Stage {
        case before, live, closed, ended
    }

    static func contents(_ stage: Stage) -> SessionContents {
        var session = Session(
            id: SessionID(rawValue: "2026-11-19-stadtrat")!, title: "Stadtrat, 31. Sitzung",
            body: body, room: "ratssaal", begin: at(17, 0))
        var stretches: [WallClock.Stretch] = []
        var markers = Self.markers
        let first = at(17, 3)
        func stretch(_ from: MediaTime, _ start: Date, _ end: Date) -> WallClock.Stretch {
            WallClock.Stretch(
                mediaStart: from,
                mediaEnd: from + MediaTime(seconds: end.timeIntervalSince(start)),
                wallStart: start)
        }
        switch stage {
        case .before:
            markers = []
        case .live:
            session.state = .live
            stretches = [stretch(.zero, first, at(19, 12))]
        case .closed:
            session.state = .live
            markers += later
            stretches = [stretch(.zero, first, at(20, 35))]
        case .ended:
            session.state = .ended
            session.end = at(21, 10)
            let head = stretch(.zero, first, at(20, 35))
            stretches = [head, stretch(head.mediaEnd, at(20, 59), at(21, 10))]
            markers += later
            markers += [
                Marker(id: 30, kind: .gateOpen, at: .wall(at(20, 59))), item(31, at(20, 59), 11),
                Marker(
                    id: 32, kind: .note, at: .wall(at(21, 0)), text: "Nur für uns: GEHEIM"),
            ]
        }
        let clock = WallClock(stretches: stretches)
        let rule = PublicityRule(agenda: agenda, sessionTitle: session.title, bodyName: body.name)
        let timeline = Timeline(
            agenda: agenda, markers: markers, clock: clock, isLive: session.state == .live)
        return SessionContents(
            session: session, roomName: "Ratssaal",
            agenda: stage == .closed || stage == .ended ? decided : agenda, publicity: rule,
            timeline: timeline, clock: clock, persons: persons)
    }

    private static var decided: [AgendaItem] {
        agenda.map { item in
            var item = item
            if item.id == 61 { item.result = "Abgelehnt, 19 Ja, 25 Nein, 2 Enthaltungen" }
            if item.id == 62 { item.result = "Angenommen, 28 Ja, 18 Nein" }
            return item
        }
    }

    /// A planned session of a committee.
    static func planned(_ day: Int, _ title: String, items: Int) -> SessionContents {
        let agenda = (0..<items).map {
            AgendaItem(id: Int64(100 + $0), number: "\($0 + 1)", title: "Punkt \($0 + 1)")
        }
        return SessionContents(
            session: Session(
                id: SessionID(rawValue: "2026-11-2\(day)-bau")!, title: title,
                body: Body(id: "bau", name: title), room: "rathaus",
                begin: at(16, 0).addingTimeInterval(Double(day + 1) * 86_400)),
            roomName: "Rathaus, Raum 214", agenda: agenda,
            publicity: PublicityRule(agenda: agenda),
            timeline: Timeline(
                agenda: agenda, markers: [], clock: WallClock(stretches: []), isLive: false),
            clock: WallClock(stretches: []))
    }
}
