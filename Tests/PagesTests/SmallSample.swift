import Agenda
import Foundation
import Pages

/// The smallest session that shows everything once: for pages compared to the letter.
struct SmallSample {
    static let hostile = "<script>alert(\"x\")</script> & 'quotes'"

    /// What people typed: titles, names, papers, results.
    var typed: [String: String] = [:]
    var language = Language.german

    /// One in which every word that people type is hostile.
    static let allHostile = SmallSample(typed: [
        "session": hostile, "body": hostile, "room": hostile, "item": hostile, "parent": hostile,
        "number": hostile, "paper": hostile, "url": "javascript:alert(1)//" + hostile,
        "result": hostile, "person": hostile, "faction": hostile, "guest": hostile,
        "vote": hostile, "note": hostile, "behalf": hostile,
    ])

    private func word(_ key: String, _ usual: String) -> String { typed[key] ?? usual }

    static let begin = Date(timeIntervalSince1970: 1_795_104_000)
    static func minute(_ minutes: Double) -> Date { begin.addingTimeInterval(minutes * 60) }

    var site: Site {
        Site(
            city: word("body", "Stadt Auenburg"), imprint: [word("room", "Markt 1")],
            language: language, carriesLanguage: language != .german,
            address: PageAddress(
                path: "/page", query: "t=2m&lang=\(language)", origin: "https://rat.example"))
    }

    var agenda: [AgendaItem] {
        [
            AgendaItem(id: 7, number: "1", title: word("parent", "Haushalt")),
            AgendaItem(
                id: 8, number: word("number", "1.1"), title: word("item", "Stellenplan"),
                papers: [
                    Paper(
                        reference: word("paper", "VO/1"), title: word("paper", "Plan"),
                        url: word("url", "https://rat.example/1?a=1&b=2"))
                ], result: word("result", "Angenommen, 3 Ja"), parent: 7),
            AgendaItem(
                id: 9, number: "N 2", title: "Geheim \(SmallSample.hostile)",
                publicity: .nonPublic),
            AgendaItem(id: 10, number: "3", title: "Anfragen", isWithdrawn: true),
        ]
    }

    var persons: [Person] {
        [
            Person(
                id: 5, name: word("person", "Ada Beispiel"),
                memberships: [Membership(faction: word("faction", "Mitte"))])
        ]
    }

    var markers: [Marker] {
        let wall = { (minutes: Double) in Moment.wall(SmallSample.minute(minutes)) }
        return [
            Marker(id: 1, kind: .item, at: wall(0), items: [7]),
            Marker(id: 2, kind: .item, at: wall(2), items: [8]),
            Marker(
                id: 3, kind: .speechStart, at: wall(3), person: 5,
                onBehalfOf: typed["behalf"]),
            Marker(id: 4, kind: .speechEnd, at: wall(4), person: 5),
            Marker(id: 5, kind: .vote, at: wall(5), items: [8], text: word("vote", "3 Ja")),
            Marker(
                id: 6, kind: .note, at: wall(5.5), text: word("note", "Hinweis"), isPublic: true),
            Marker(id: 7, kind: .breakStart, at: wall(6)),
            Marker(id: 8, kind: .breakEnd, at: wall(8)),
            Marker(
                id: 9, kind: .speechStart, at: wall(9), name: word("guest", "Gast Muster"),
                role: .guest),
        ]
    }

    /// A break at the end of ten minutes in which nothing is recorded; after it come five more
    /// where it is `over`.
    enum DarkBreak {
        case none, running, over
    }

    func marks(of darkBreak: DarkBreak) -> [Marker] {
        let at = Moment.media(MediaTime(seconds: 600))
        func stamp(_ counter: Int64, _ minute: Double) -> RoomStamp {
            RoomStamp(counter: counter, wall: SmallSample.minute(minute), epoch: 1)
        }
        let start = Marker(id: 20, kind: .breakStart, at: at, stamp: stamp(1, 10))
        let end = Marker(id: 21, kind: .breakEnd, at: at, stamp: stamp(2, 22))
        switch darkBreak {
        case .none: return []
        case .running: return [start]
        case .over: return [start, end]
        }
    }

    func contents(_ state: SessionState, _ darkBreak: DarkBreak = .none) -> SessionContents {
        let session = Session(
            id: SessionID(rawValue: "2026-11-19-rat")!, title: word("session", "Rat, 1. Sitzung"),
            body: Body(id: "rat", name: word("body", "Gemeinderat")), room: "saal",
            begin: SmallSample.begin, end: state == .ended ? SmallSample.minute(10) : nil,
            state: state)
        let isRecorded = state == .live || state == .ended
        let end = MediaTime(seconds: 600)
        var stretches: [WallClock.Stretch] = []
        if isRecorded {
            stretches = [
                WallClock.Stretch(mediaStart: .zero, mediaEnd: end, wallStart: SmallSample.begin)
            ]
        }
        if darkBreak == .over {
            stretches.append(
                WallClock.Stretch(
                    mediaStart: end, mediaEnd: MediaTime(seconds: 900),
                    wallStart: SmallSample.minute(22)))
        }
        let clock = WallClock(stretches: stretches)
        return SessionContents(
            session: session, roomName: word("room", "Saal"), agenda: agenda,
            publicity: PublicityRule(agenda: agenda),
            timeline: Timeline(
                agenda: agenda, markers: isRecorded ? markers + marks(of: darkBreak) : [],
                clock: clock,
                isLive: state == .live),
            clock: clock, persons: persons)
    }

    /// Every page once, by name.
    var pages: [(name: String, html: HTML)] {
        let planned = contents(.planned)
        let live = contents(.live)
        let paused = contents(.live, .running)
        let ended = contents(.ended)
        let now = SmallSample.minute(10)
        let extent = ArchiveExtent(sessions: 1, since: 2026)
        func room(_ state: RoomPage.State, _ contents: SessionContents?, _ now: Date) -> HTML {
            RoomPage(
                site: site, room: "saal", roomName: word("room", "Saal"), state: state,
                contents: contents, now: now
            ).html
        }
        func console(
            _ contents: SessionContents, _ gate: StaffSessionPage.Gate, isBreak: Bool = false,
            lateness: TimeInterval = 0
        ) -> HTML {
            StaffSessionPage(
                site: site, contents: contents, csrf: "c5rf", gate: gate,
                recordedSince: SmallSample.begin, isInputLost: isBreak, isBreak: isBreak,
                lateness: lateness, markers: markers.reversed(),
                message: word("note", "Eingetragen."), now: now
            ).html
        }
        let query = SearchQuery(words: word("item", "plan"), body: "rat", person: 5, from: "2026")
        let hit = SearchHit(
            kind: .item, title: MarkedText(word("item", "Stellen[plan]"), between: "[", and: "]"),
            snippet: MarkedText(word("item", "Der [Plan]"), between: "[", and: "]"),
            session: ended.session, number: word("number", "1.1"),
            result: word("result", "Angenommen"), mediaTime: MediaTime(seconds: 115),
            contents: ended)
        func search(_ hits: [SearchHit]) -> HTML {
            SearchPage(
                site: site, query: query,
                answer: SearchPage.Answer(
                    hits: hits, total: hits.count * 2, next: hits.isEmpty ? nil : "abc",
                    suggestion: (words: word("item", "plan"), hits: 3)),
                bodies: [ended.session.body], persons: persons, extent: extent
            ).html
        }
        return [
            (
                "home",
                HomePage(
                    site: site, live: [.init(contents: live)], coming: [planned], latest: [ended],
                    extent: extent, now: now
                ).html
            ),
            (
                "home-quiet",
                HomePage(
                    site: site, live: [], coming: [planned], latest: [ended], extent: extent,
                    now: now
                ).html
            ),
            ("sessions", SessionsPage(site: site, coming: [planned], past: [ended]).html),
            ("room-nothing", room(.waiting, nil, now)),
            ("room-before", room(.waiting, planned, SmallSample.minute(-24))),
            ("room-late", room(.waiting, planned, now)),
            ("room-live", room(.live, live, now)),
            ("room-break", room(.pause(since: now), live, now)),
            ("room-closed", room(.closed(since: now), live, now)),
            ("room-lost", room(.lost(since: now), live, now)),
            ("room-ended", room(.ended, ended, now)),
            ("session", SessionPage(site: site, contents: ended, now: now).html),
            (
                "session-start",
                SessionPage(
                    site: site, contents: ended, start: MediaTime(seconds: 130), now: now
                ).html
            ),
            ("session-live", SessionPage(site: site, contents: live, now: now).html),
            ("room-dark-break", room(.pause(since: now), paused, now)),
            ("session-dark-break", SessionPage(site: site, contents: paused, now: now).html),
            (
                "session-after-break",
                SessionPage(site: site, contents: contents(.ended, .over), now: now).html
            ),
            (
                "home-break",
                HomePage(
                    site: site, live: [.init(contents: paused)], coming: [], latest: [],
                    extent: extent, now: now
                ).html
            ),
            ("item", ItemPage(site: site, contents: ended, item: agenda[1], now: now).html),
            (
                "speech",
                SpeechPage(site: site, contents: ended, speech: ended.timeline.speeches[0]).html
            ),
            ("search", search([hit])),
            ("search-nothing", search([])),
            ("error-404", ErrorPage(site: site, status: 404).html),
            (
                "error-503",
                ErrorPage(site: site, status: 503, reason: typed["note"], reference: "7f3a").html
            ),
            ("imprint", TextPage(site: site, subject: .imprint).html),
            (
                "staff-sign-in",
                StaffSignInPage(
                    site: site, csrf: "c5rf", next: word("url", "/staff/"), problem: .wrongToken
                ).html
            ),
            (
                "staff-sessions",
                StaffSessionsPage(site: site, sessions: [live.session], csrf: "c5rf").html
            ),
            ("staff-before", console(planned, .idle)),
            ("staff-open", console(live, .open)),
            ("staff-closed", console(live, .closed(since: now))),
            ("staff-closed-break", console(live, .closed(since: now), isBreak: true)),
            ("staff-opening", console(live, .opening(at: now.addingTimeInterval(4.5)))),
            ("staff-unacknowledged", console(live, .unacknowledged)),
            ("staff-unstored", console(live, .unstored)),
            ("staff-break", console(live, .open, isBreak: true)),
            ("staff-late", console(live, .open, lateness: 1.88)),
            ("staff-ended", console(ended, .idle)),
            (
                "staff-confirm-open",
                StaffConfirmationPage(
                    site: site, session: live.session, step: .open, csrf: "c5rf"
                ).html
            ),
            (
                "staff-confirm-start",
                StaffConfirmationPage(
                    site: site, session: ended.session, step: .start, csrf: "c5rf"
                ).html
            ),
        ]
    }
}
