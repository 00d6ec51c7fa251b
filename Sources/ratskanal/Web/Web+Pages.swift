import Agenda
import Foundation
import HTTP
import Pages
import Storage

/// The pages that everybody may open.
extension Web {
    func addPages(to router: inout Router) {
        page("/", in: &router, home)
        page("/live/:room", in: &router, roomPage)
        page("/sessions", in: &router, sessions)
        sessionPage("/sessions/:id", in: &router, session)
        sessionPage("/sessions/:id/items/:number", in: &router, item)
        sessionPage("/sessions/:id/speeches/:number", in: &router, speech)
        page("/search", in: &router, search)
        for subject in TextPage.Subject.allCases {
            page(subject.path, in: &router) { _, site in
                Self.page(
                    TextPage(site: site, subject: subject).html, in: site, visibility: .public)
            }
        }
        router.onLoop(.get, "/static/:name") { request in
            guard let file = StaticFile.named(request.parameters["name"] ?? "") else {
                return .now(refusal(404, "there is no such file", of: request))
            }
            // A page asks with the version it knows; a module imported by another without.
            let isVersioned = request.query["v"] == file.version
            return .now(
                Response(
                    .ok,
                    [
                        "Content-Type": file.contentType,
                        "Cache-Control": isVersioned
                            ? "public, max-age=31536000, immutable" : "no-cache",
                        "ETag": "\"\(file.version)\"", "X-Content-Type-Options": "nosniff",
                    ], body: .bytes(file.bytes)))
        }
        router.onLoop(.get, "/robots.txt") { _ in
            .now(
                Response(
                    type: "text/plain; charset=utf-8", ["Cache-Control": "public, max-age=3600"],
                    text: "User-agent: *\nDisallow: /staff/\nDisallow: /api/\n"))
        }
    }

    private func page(
        _ path: String, in router: inout Router,
        _ body: @escaping @Sendable (Request, Site) throws -> Response
    ) {
        router.onWorker(.get, path) { request in
            answering(request) { try body(request, site(for: request)) }
        }
    }

    /// A page of a session, made of what is said of it at one moment.
    private func sessionPage(
        _ path: String, in router: inout Router,
        _ body: @escaping @Sendable (SessionSnapshot, Request, Site) throws -> Response
    ) {
        router.onWorker(.get, path) { request in
            let id = request.parameters["id"].flatMap(SessionID.init(rawValue:))
            return showing(id, to: request) {
                try body($0.snapshot, request, site(for: request))
            }
        }
    }

    private func home(_ request: Request, in site: Site) throws -> Response {
        let today = CityTime(configuration.timeZone).day(of: Date())
        let live = shelf.liveSessions.map(\.snapshot)
            .filter { $0.session.visibility == .public }
        let coming = try catalogue.sessions(
            SessionFilter(
                states: [.planned], visibilities: [.public], from: today, order: .oldestFirst),
            limit: 5)
        let latest = try catalogue.sessions(
            SessionFilter(states: [.ended], visibilities: [.public]), limit: 8)
        let page = HomePage(
            site: site,
            live: live.map { snapshot in
                HomePage.Live(
                    contents: snapshot.contents(roomName: roomName(snapshot.session.room)),
                    isGateClosed: snapshot.isGateClosed)
            },
            coming: try coming.compactMap(contents), latest: try latest.compactMap(contents),
            extent: try extent(), now: Date())
        return Self.page(page.html, in: site, visibility: .public)
    }

    /// How much the archive holds.
    private func extent() throws -> ArchiveExtent {
        let filter = SessionFilter(
            states: [.live, .ended], visibilities: [.public], order: .oldestFirst)
        let first = try catalogue.sessions(filter, limit: 1).first
        return ArchiveExtent(
            sessions: try catalogue.count(filter),
            since: first.flatMap { Int($0.id.day.prefix(4)) })
    }

    private func roomPage(_ request: Request, in site: Site) throws -> Response {
        let room = request.parameters["room"] ?? ""
        guard roomExists(room) else { throw Problem(404, "There is no such room.") }
        let state = try roomState(room)
        let page = RoomPage(
            site: site, room: room, roomName: roomName(room) ?? room, state: state.page,
            contents: state.contents, now: Date())
        return Self.page(page.html, in: site, visibility: .public)
    }

    private func sessions(_ request: Request, in site: Site) throws -> Response {
        let limit = 20
        let after = request.query["after"].flatMap(SessionID.init(rawValue:))
        let past = try catalogue.sessions(
            SessionFilter(states: [.ended, .live], visibilities: [.public]), limit: limit + 1,
            after: after)
        let today = CityTime(configuration.timeZone).day(of: Date())
        let coming =
            after == nil
            ? try catalogue.sessions(
                SessionFilter(
                    states: [.planned], visibilities: [.public], from: today, order: .oldestFirst),
                limit: limit) : []
        let page = SessionsPage(
            site: site, coming: try coming.compactMap(contents),
            past: try past.prefix(limit).compactMap(contents),
            newer: after == nil ? nil : "/sessions",
            older: past.count > limit
                ? past.prefix(limit).last.map { "/sessions?after=\($0.id.rawValue)" } : nil)
        return Self.page(page.html, in: site, visibility: .public)
    }

    private func session(
        _ snapshot: SessionSnapshot, _ request: Request, in site: Site
    ) throws -> Response {
        let session = snapshot.session
        let contents = snapshot.contents(roomName: roomName(session.room))
        let page = SessionPage(
            site: site, contents: contents, start: try start(request, contents),
            isGateClosed: snapshot.isGateClosed,
            isInputLost: session.state == .live && !isConnected(session), now: Date())
        return Self.page(page.html, in: site, visibility: session.visibility)
    }

    func isConnected(_ session: Session) -> Bool {
        session.room.flatMap(shelf.input)?.isConnected ?? false
    }

    /// The moment that `?t=` or `?item=` names; an item that was never open names none.
    private func start(_ request: Request, _ contents: Pages.SessionContents) throws -> MediaTime? {
        if let text = request.query["t"] {
            guard let time = MediaTime(position: text) else {
                throw Problem(400, "t is a position like 1h2m3s.")
            }
            return time
        }
        return request.query["item"].flatMap(Int64.init)
            .flatMap { contents.timeline.ranges(of: $0) }?.ranges.first?.start
    }

    private func item(
        _ snapshot: SessionSnapshot, _ request: Request, in site: Site
    ) throws -> Response {
        let number = request.parameters.number("number")
        let (facts, session) = (snapshot.facts, snapshot.session)
        guard let item = facts.agenda.first(where: { $0.id == number }),
            facts.publicity.isPublic(item.id)
        else { throw Problem(404, "There is no such item.") }
        let page = ItemPage(
            site: site, contents: snapshot.contents(roomName: roomName(session.room)),
            item: item, now: Date())
        return Self.page(page.html, in: site, visibility: session.visibility)
    }

    private func speech(
        _ snapshot: SessionSnapshot, _ request: Request, in site: Site
    ) throws -> Response {
        let number = request.parameters.number("number")
        let session = snapshot.session
        guard let speech = snapshot.timeline.speeches.first(where: { $0.id == number }),
            speech.item.map(snapshot.facts.publicity.isPublic) ?? true
        else { throw Problem(404, "There is no such speech.") }
        let page = SpeechPage(
            site: site, contents: snapshot.contents(roomName: roomName(session.room)),
            speech: speech)
        return Self.page(page.html, in: site, visibility: session.visibility)
    }

    private func search(_ request: Request, in site: Site) throws -> Response {
        let query = try searchQuery(request)
        var asked = Pages.SearchQuery(words: query.words)
        asked.body = query.body
        asked.person = query.person
        asked.from = query.from
        asked.to = query.to
        asked.order = query.order == .date ? .date : .relevance
        asked.after = request.query["after"]
        let answer = query.words.isEmpty ? nil : try answer(query, after: asked.after)
        let page = SearchPage(
            site: site, query: asked, answer: answer, bodies: try catalogue.bodies(),
            persons: try catalogue.persons(on: nil), extent: try extent())
        return Self.page(page.html, in: site, visibility: .public, caching: "no-store")
    }

    private func answer(
        _ query: Storage.SearchQuery, after: String?
    ) throws -> SearchPage.Answer {
        var query = query
        query.offset = min(max(after.flatMap { Int($0) } ?? 0, 0), 100_000)
        query.limit = 20
        let result = try catalogue.search(query)
        let shown = query.offset + result.hits.count
        return SearchPage.Answer(
            hits: try result.hits.compactMap(hit), total: result.total,
            isEstimate: result.isEstimate,
            next: shown < result.total && !result.hits.isEmpty ? String(shown) : nil,
            shown: shown,
            suggestion: try result.suggestion.map { words in
                (words, try catalogue.search(Storage.SearchQuery(words: words)).total)
            })
    }

    private func hit(_ hit: Storage.SearchHit) throws -> Pages.SearchHit? {
        guard let snapshot = try shelf.load(hit.session)?.snapshot,
            snapshot.session.visibility == .public
        else { return nil }
        let item = snapshot.facts.agenda.first { $0.id == hit.item }
        guard item.map({ snapshot.facts.publicity.isPublic($0.id) }) ?? true else { return nil }
        let marked = MarkedText(
            runs: hit.snippet.map { MarkedText.Run(text: $0.text, isMarked: $0.isMatch) })
        return Pages.SearchHit(
            kind: Pages.SearchHit.Kind(rawValue: hit.kind.rawValue) ?? .item,
            title: marked, snippet: MarkedText(hit.kind == .paper ? item?.title ?? "" : ""),
            session: snapshot.session, number: item?.number, result: item?.result,
            mediaTime: hit.playFrom,
            contents: snapshot.contents(roomName: roomName(snapshot.session.room)))
    }
}
