import Agenda
import Foundation
import Recording
import HTTP
import Link
import Storage

/// Markers over the API.
extension Web {
    private var access: Access { Access(catalogue: catalogue) }

    func addMarkers(to router: inout Router) {
        router.onTask(.post, "/api/v1/sessions/:id/markers") { request in
            await answeringAsync(request) { try await add(request) }
        }
        router.onTask(.patch, "/api/v1/sessions/:id/markers/:marker") { request in
            await answeringAsync(request) {
                let (session, token, marker) = try marker(request)
                let patch = try JSON.read(MarkerPatch.self, from: request.body)
                if case .moment(let moment) = patch.at { try refuseFuture(moment, of: session) }
                let changed = try catalogue.change(
                    patch.applied(to: marker, now: Date()), of: session.id, by: token.name)
                try await guardGate(of: session, by: token.name)
                shelf.receive(.changed(session.id))
                return try json(MarkerJSON(changed))
            }
        }
        router.onTask(.delete, "/api/v1/sessions/:id/markers/:marker") { request in
            await answeringAsync(request) {
                let (session, token, marker) = try marker(request)
                try catalogue.remove(marker: marker.id, of: session.id, by: token.name)
                try await guardGate(of: session, by: token.name)
                shelf.receive(.changed(session.id))
                return Response(.noContent, ["Cache-Control": "no-store"])
            }
        }
        router.onWorker(.get, "/api/v1/sessions/:id/markers/:marker/history") { request in
            answering(request) {
                let (session, _) = try authorized(request)
                guard let number = request.parameters.number("marker") else {
                    throw Problem(404, "There is no such marker.")
                }
                let changes = try catalogue.history(ofMarker: number, of: session.id)
                guard !changes.isEmpty else { throw Problem(404, "There is no such marker.") }
                var response = try json(
                    ListJSON(data: changes.map(MarkerChangeJSON.init), next: nil))
                response.headers["Cache-Control"] = "private, no-store"
                return response
            }
        }
    }

    func answeringAsync(
        _ request: Request, _ body: () async throws -> Response
    ) async -> Response {
        let result: Result<Response, any Error>
        do {
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        return answering(request) { try result.get() }
    }

    private func authorized(_ request: Request) throws -> (Session, Token) {
        let token = try access.bearer(request, right: .tag)
        guard let id = request.parameters["id"].flatMap(SessionID.init(rawValue:)),
            let session = try catalogue.session(id)
        else { throw Problem(404, "There is no such session.") }
        try Access.check(token, for: session.room)
        return (session, token)
    }

    private func marker(_ request: Request) throws -> (Session, Token, Marker) {
        let (session, token) = try authorized(request)
        guard let number = request.parameters.number("marker"),
            let marker = try catalogue.marker(number, of: session.id)
        else { throw Problem(404, "There is no such marker.") }
        return (session, token, marker)
    }

    private func add(_ request: Request) async throws -> Response {
        let (session, token) = try authorized(request)
        let (marker, isNow) = try JSON.read(MarkerRequest.self, from: request.body)
            .marker(now: Date())
        if !isNow { try refuseFuture(marker.at, of: session) }
        let (stored, isNew) = try await add(
            marker, isNow: isNow, to: session, by: token.name)
        guard stored.id != 0 else {
            // The gate opens later, and its marker is set then.
            return Response(Status(202), ["Cache-Control": "no-store"])
        }
        var response = try json(MarkerJSON(stored), status: isNew ? .created : .ok)
        response.headers["Cache-Control"] = "no-store"
        response.headers["ETag"] = nil
        if isNew {
            response.headers["Location"] =
                "/api/v1/sessions/\(session.id)/markers/\(stored.id)"
        }
        return response
    }

    /// Of a live session nothing is marked before it happens.
    private func refuseFuture(_ moment: Moment, of session: Session) throws {
        guard session.state == .live,
            FutureMark.isMeant(
                by: moment, clock: try catalogue.clock(of: session.id), now: Date())
        else { return }
        throw Problem(
            422, "at lies more than \(Int(FutureMark.lead)) seconds in the future.")
    }

    /// Sets a marker: by way of ingest where the session is live, as an item may close the gate.
    func add(
        _ marker: Marker, isNow: Bool, to session: Session, by who: String
    ) async throws -> (Marker, isNew: Bool) {
        guard session.state == .live else {
            let (stored, isNew) = try catalogue.add(marker, to: session.id, by: who)
            shelf.receive(.changed(session.id))
            return (stored, isNew)
        }
        switch await commands.receive(.mark(session.id, marker, now: isNow, by: who)) {
        case .marker(let stored, let isNew): return (stored, isNew)
        case .refused(let status, let reason): throw Problem(status, reason)
        case .done, .status: return (marker, true)
        }
    }
}

extension Web {
    /// Closes the gate where a changed marker says that what is open now is not public.
    func guardGate(of session: Session, by who: String) async throws {
        guard session.state == .live,
            try catalogue.contents(of: session.id).openNonPublicItem != nil,
            case .refused(let status, let reason) =
                await commands.receive(.closeGate(session.id, by: who))
        else { return }
        throw Problem(status, reason)
    }
}

/// One entry of the audit log.
struct MarkerChangeJSON: Encodable {
    var at: APITime
    var by: String
    var action: String
    var before: MarkerJSON?
    var after: MarkerJSON?

    init(_ change: MarkerChange) {
        at = APITime(change.at)
        by = change.by
        action = change.action.rawValue
        before = change.before.map(MarkerJSON.init)
        after = change.after.map(MarkerJSON.init)
    }
}
