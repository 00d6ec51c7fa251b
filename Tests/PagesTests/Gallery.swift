import Agenda
import Foundation
import Pages

/// Every page in every state, by the name of its picture.
struct Gallery {
    /// As everybody finds it, and in English by its address.
    static let german = Gallery(
        site: Sample.site.speaking(.german, carried: false, at: PageAddress(path: "/page")))
    static let english = Gallery(
        site: Sample.site.speaking(.english, carried: true, at: PageAddress(path: "/page")))

    let site: Site
    let extent = ArchiveExtent(sessions: 1284, since: 1974)

    var pages: [(name: String, html: HTML)] {
        rooms + archive + office + [
            ("help", TextPage(site: site, subject: .help).html),
            ("privacy", TextPage(site: site, subject: .privacy).html),
            ("imprint", TextPage(site: site, subject: .imprint).html),
            ("accessibility", TextPage(site: site, subject: .accessibility).html),
            ("error-404", ErrorPage(site: site, status: 404).html),
            ("error-503", ErrorPage(site: site, status: 503, reference: "7f3a").html),
        ]
    }

    private func room(
        _ state: RoomPage.State, _ contents: SessionContents?, _ now: Date
    ) -> HTML {
        RoomPage(
            site: site, room: "ratssaal", roomName: "Ratssaal", state: state, contents: contents,
            now: now
        ).html
    }

    var rooms: [(name: String, html: HTML)] {
        [
            ("room-nothing", room(.waiting, nil, Sample.at(9, 0))),
            ("room-before", room(.waiting, Sample.contents(.before), Sample.at(16, 36))),
            ("room-late", room(.waiting, Sample.contents(.before), Sample.at(17, 5))),
            ("room-live", room(.live, Sample.contents(.live), Sample.at(19, 12))),
            ("room-break", room(.pause(since: nil), Sample.contents(.live), Sample.at(19, 12))),
            (
                "room-lost",
                room(.lost(since: Sample.at(19, 14)), Sample.contents(.live), Sample.at(19, 15))
            ),
            (
                "room-nonpublic",
                room(.closed(since: Sample.at(20, 35)), Sample.contents(.closed), Sample.at(20, 47))
            ),
            ("room-ended", room(.ended, Sample.contents(.ended), Sample.at(21, 12))),
        ]
    }

    var archive: [(name: String, html: HTML)] {
        let ended = Sample.contents(.ended)
        let now = Sample.at(21, 30)
        let coming = [
            Sample.planned(4, "Ausschuss für Bauen und Verkehr", items: 9),
            Sample.planned(5, "Ausschuss für Schule und Sport", items: 0),
        ]
        let item = ended.agenda.first { $0.id == 61 }!
        let speech = ended.timeline.speeches.first { $0.id == 11 }!
        return [
            (
                "home",
                HomePage(
                    site: site, live: [.init(contents: Sample.contents(.live))], coming: coming,
                    latest: [ended, ended], extent: extent, now: now
                ).html
            ),
            (
                "home-quiet",
                HomePage(
                    site: site, live: [], coming: coming, latest: [ended, ended], extent: extent,
                    now: now
                ).html
            ),
            (
                "home-empty",
                HomePage(
                    site: site, live: [], coming: [], latest: [],
                    extent: ArchiveExtent(sessions: 0), now: now
                ).html
            ),
            (
                "sessions",
                SessionsPage(
                    site: site, coming: coming, past: [ended], older: "/sessions?before=x"
                ).html
            ),
            ("session", SessionPage(site: site, contents: ended, now: now).html),
            (
                "session-at",
                SessionPage(
                    site: site, contents: ended, start: MediaTime(seconds: 7724), now: now
                ).html
            ),
            (
                "session-live",
                SessionPage(site: site, contents: Sample.contents(.live), now: now).html
            ),
            ("item", ItemPage(site: site, contents: ended, item: item, now: now).html),
            ("speech", SpeechPage(site: site, contents: ended, speech: speech).html),
            ("search", search(hits(ended), SearchQuery(words: "grundschule weidenweg")).html),
            (
                "search-filtered",
                search(
                    hits(ended),
                    SearchQuery(
                        words: "grundschule", body: "stadtrat", person: 1, from: "2023-01-01",
                        order: .date)
                ).html
            ),
            (
                "search-nothing",
                search(
                    SearchPage.Answer(hits: [], total: 0, suggestion: ("Weidenweg", 50)),
                    SearchQuery(words: "Weidenwek", from: "2023-01-01")
                ).html
            ),
            ("search-start", search(nil, SearchQuery(words: "")).html),
        ]
    }

    func search(_ answer: SearchPage.Answer?, _ query: SearchQuery) -> SearchPage {
        SearchPage(
            site: site, query: query, answer: answer,
            bodies: [Sample.body, Body(id: "bau", name: "Ausschuss für Bauen und Verkehr")],
            persons: Sample.persons, extent: extent)
    }

    func hits(_ contents: SessionContents) -> SearchPage.Answer {
        let session = contents.session
        return SearchPage.Answer(
            hits: [
                SearchHit(
                    kind: .speech, title: MarkedText("Dr. Miriam Osterkamp, Grüne Liste"),
                    snippet: MarkedText(
                        "Der Schulweg zur neuen [Grundschule] am [Weidenweg] führt genau über "
                            + "diese Straße.", between: "[", and: "]"),
                    session: session, number: "6.1", mediaTime: MediaTime(seconds: 7711),
                    contents: contents),
                SearchHit(
                    kind: .item,
                    title: MarkedText(
                        "Neubau der [Grundschule] am [Weidenweg]: Baubeschluss", between: "[",
                        and: "]"), snippet: MarkedText(""), session: session, number: "5",
                    result: "angenommen", mediaTime: MediaTime(seconds: 2890),
                    contents: contents),
                SearchHit(
                    kind: .session, title: MarkedText("Stadtrat, 31. Sitzung"),
                    snippet: MarkedText("Ohne Aufzeichnung"), session: session),
            ], total: 50, next: "cursor")
    }

    var office: [(name: String, html: HTML)] {
        let live = Sample.contents(.live)
        let closed = Sample.contents(.closed)
        let all = Sample.markers + Sample.later
        func console(
            _ contents: SessionContents, _ gate: StaffSessionPage.Gate, _ markers: [Marker],
            _ now: Date
        ) -> HTML {
            StaffSessionPage(
                site: site, contents: contents, csrf: "c5rf", gate: gate,
                recordedSince: Sample.at(17, 3, 12), markers: markers.reversed(), now: now
            ).html
        }
        let before = Sample.contents(.before)
        return [
            ("staff-sign-in", StaffSignInPage(site: site, csrf: "c5rf").html),
            (
                "staff-sign-in-wrong",
                StaffSignInPage(site: site, csrf: "c5rf", problem: .wrongToken).html
            ),
            (
                "staff-sessions",
                StaffSessionsPage(
                    site: site, sessions: [live.session, before.session], csrf: "c5rf"
                ).html
            ),
            ("staff-before", console(before, .idle, [], Sample.at(16, 50))),
            ("staff-live", console(live, .open, Sample.markers, Sample.at(19, 11, 51))),
            (
                "staff-closed",
                console(closed, .closed(since: Sample.at(20, 35, 12)), all, Sample.at(20, 47, 3))
            ),
            (
                "staff-opening",
                console(closed, .opening(at: Sample.at(20, 47, 8)), all, Sample.at(20, 47, 3))
            ),
            ("staff-bad", console(live, .unacknowledged, Sample.markers, Sample.at(19, 11, 51))),
            ("staff-unstored", console(closed, .unstored, all, Sample.at(20, 47, 3))),
            (
                "staff-confirm-open",
                StaffConfirmationPage(
                    site: site, session: live.session, step: .open, csrf: "c5rf"
                ).html
            ),
            (
                "staff-confirm-start",
                StaffConfirmationPage(
                    site: site, session: live.session, step: .start, csrf: "c5rf"
                ).html
            ),
        ]
    }
}
