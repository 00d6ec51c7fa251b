import Agenda
import Crypto
import Foundation
import HTTP
import Pages
import Storage

/// JSON for machines: what everybody may know.
extension Web {
    func addAPI(to router: inout Router) {
        router.onWorker(.get, "/api/v1/sessions", shared: true) { request in
            answering(request) { try sessionsList(request) }
        }
        for base in Self.audiences {
            router.onWorker(.get, "\(base)/api/v1/sessions/:id", shared: true) { request in
                showing(session(request), to: request) { shelved in
                    let facts = shelved.snapshot.facts
                    return try json(
                        SessionJSON(
                            facts.session,
                            agenda: PublicAgenda(facts.agenda, rule: facts.publicity)),
                        for: facts.session)
                }
            }
            router.onWorker(.get, "\(base)/api/v1/sessions/:id/timeline", shared: true) { request in
                showing(session(request), to: request) { shelved in
                    let snapshot = shelved.snapshot
                    return try json(TimelineJSON(snapshot), for: snapshot.session)
                }
            }
        }
        router.onWorker(.get, "/api/v1/persons", shared: true) { request in
            answering(request) { try persons(request) }
        }
        router.onWorker(.get, "/api/v1/search", shared: true) { request in
            answering(request) { try search(request) }
        }
        router.onLoop(.get, "/api/v1/rooms/:room", shared: true) { request in
            let id = request.parameters["room"] ?? ""
            if let known = roomAnswers.answer(of: id, at: roomMoment(id)) {
                return .now(Response(known))
            }
            return .work { request in answering(request) { try room(request) } }
        }
    }

    private func session(_ request: Request) -> SessionID? {
        request.parameters["id"].flatMap(SessionID.init(rawValue:))
    }

    /// JSON with an entity tag of its content.
    func json(_ value: some Encodable, for session: Session? = nil, status: Status = .ok)
        throws -> Response
    {
        let bytes = try JSON.bytes(value)
        let tag = Hex.text(Digest.sha256(bytes).prefix(12))
        let caching = session.map { Self.caching("no-cache", for: $0) } ?? "no-cache"
        return Response(
            status,
            [
                "Content-Type": "application/json", "Cache-Control": caching,
                "ETag": "\"\(tag)\"",
            ], body: .bytes(bytes))
    }

    private func limit(_ request: Request) throws -> Int {
        guard let text = request.query["limit"] else { return 50 }
        guard let limit = Int(text), (1...200).contains(limit) else {
            throw Problem(400, "limit is a number from 1 to 200.")
        }
        return limit
    }

    private func sessionsList(_ request: Request) throws -> Response {
        let limit = try limit(request)
        var after: SessionID?
        if let text = request.query["after"] {
            guard let id = SessionID(rawValue: text), try catalogue.session(id) != nil else {
                throw Problem(400, "after names no session.")
            }
            after = id
        }
        let filter = SessionFilter(
            visibilities: [.public], body: request.query["body"], from: request.query["from"],
            to: request.query["to"])
        let sessions = try catalogue.sessions(filter, limit: limit + 1, after: after)
        let page = Array(sessions.prefix(limit))
        let next = sessions.count > limit ? page.last?.id.rawValue : nil
        return try json(
            ListJSON(
                data: page.map { SessionJSON($0) },
                next: next.map { link(request, setting: "after", to: $0) }))
    }

    private func persons(_ request: Request) throws -> Response {
        let day = request.query["on"] ?? CityTime(configuration.timeZone).day(of: Date())
        guard day.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil else {
            throw Problem(400, "on is a day like 2026-11-20.")
        }
        let limit = try limit(request)
        let after = request.query["after"].flatMap(Int64.init) ?? 0
        let persons = try catalogue.persons(on: day).sorted { $0.id < $1.id }
            .filter { $0.id > after }
        let page = persons.prefix(limit)
        let next = persons.count > limit ? page.last?.id : nil
        return try json(
            ListJSON(
                data: page.map { PersonJSON($0, on: day) },
                next: next.map { link(request, setting: "after", to: String($0)) }))
    }

    private func search(_ request: Request) throws -> Response {
        var query = try searchQuery(request)
        query.limit = try limit(request)
        let result = try catalogue.search(query)
        let next = query.offset + result.hits.count
        return try json(
            SearchJSON(
                result,
                next: next < result.total && !result.hits.isEmpty
                    ? link(request, setting: "offset", to: String(next)) : nil))
    }

    /// The query of the page and of the API alike.
    func searchQuery(_ request: Request) throws -> Storage.SearchQuery {
        var query = Storage.SearchQuery(words: request.query["q"] ?? "")
        func text(_ name: String) -> String? {
            request.query[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        query.body = text("body")
        query.faction = text("faction")
        query.from = text("from")
        query.to = text("to")
        if let person = text("person") {
            guard let id = Int64(person) else { throw Problem(400, "person is a person's id.") }
            query.person = id
        }
        if let order = text("order") {
            guard let order = Storage.SearchQuery.Order(rawValue: order) else {
                throw Problem(400, "order is relevance or date.")
            }
            query.order = order
        }
        if let offset = text("offset") {
            guard let offset = Int(offset), (0...100_000).contains(offset) else {
                throw Problem(400, "offset is a number.")
            }
            query.offset = offset
        }
        return query
    }

    /// The request's own path with one value of its query replaced.
    private func link(_ request: Request, setting name: String, to value: String) -> String {
        var components = URLComponents()
        components.path = request.rawPath
        components.queryItems =
            request.query.pairs.filter { $0.name != name }
            .map { URLQueryItem(name: $0.name, value: $0.value) }
            + [URLQueryItem(name: name, value: value)]
        return components.string ?? request.rawPath
    }

    private func room(_ request: Request) throws -> Response {
        let id = request.parameters["room"] ?? ""
        guard roomExists(id) else { throw Problem(404, "There is no such room.") }
        // Asked before the state: what changes meanwhile is rendered anew.
        let moment = roomMoment(id)
        if let known = roomAnswers.answer(of: id, at: moment) { return Response(known) }
        let state = try roomState(id)
        var response = try json(RoomJSON(room: id, state))
        response.headers["Cache-Control"] = "no-store"
        response.headers["ETag"] = nil
        guard let moment else { return response }
        response.allowsAnyOrigin = true
        return Response(roomAnswers.keep(PreparedResponse(response), of: id, at: moment))
    }
}
