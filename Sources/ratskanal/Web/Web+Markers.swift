import Agenda
import Foundation
import HTTP
import Link
import Pages
import Recording
import Storage

/// Markers over the API.
extension Web {
    func addMarkers(to router: inout Router) {
        router.onUrgentWorker(.post, "/api/v1/sessions/:id/markers") { request in
            pressing(request) {
                try press(request)
            } orElse: { request in
                answering(request) { try add(request) }
            }
        }
        router.onChangeWorker(.patch, "/api/v1/sessions/:id/markers/:marker") { request in
            answering(request) {
                let (session, token, marker) = try marker(request)
                let patch = try JSON.read(MarkerPatch.self, from: request.body)
                let changed = try change(
                    patch.applied(to: marker, now: Date()), of: session, isNow: patch.isNow,
                    by: token.name)
                return try json(MarkerJSON(changed))
            }
        }
        router.onChangeWorker(.delete, "/api/v1/sessions/:id/markers/:marker") { request in
            answering(request) {
                let (session, token, marker) = try marker(request)
                try remove(marker, of: session, by: token.name)
                return Response(.noContent, ["Cache-Control": "no-store"])
            }
        }
        router.onWorker(.get, "/api/v1/sessions/:id/markers/:marker/history") { request in
            answering(request) {
                let (session, _) = try authorized(request)
                guard let number = request.parameters.number("marker") else {
                    throw CommandRefusal.noSuchMarker
                }
                let changes = try catalogue.history(ofMarker: number, of: session.id)
                guard !changes.isEmpty else { throw CommandRefusal.noSuchMarker }
                var response = try json(
                    ListJSON(data: changes.map(MarkerChangeJSON.init), next: nil))
                response.headers["Cache-Control"] = "private, no-store"
                return response
            }
        }
    }

    /// The session of a request that a live room has at hand, else what the catalogue says.
    func session(_ request: Request) throws -> Session {
        guard let id = request.parameters["id"].flatMap(SessionID.init(rawValue:)),
            let session = try shelf.cached(id)?.admission.session ?? catalogue.session(id)
        else { throw Problem(404, "There is no such session.") }
        return session
    }

    private func authorized(_ request: Request) throws -> (Session, Token) {
        let token = try access.bearer(request, right: .tag)
        let session = try session(request)
        try Access.check(token, for: session.room)
        return (session, token)
    }

    private func marker(_ request: Request) throws -> (Session, Token, Marker) {
        let (session, token) = try authorized(request)
        guard let number = request.parameters.number("marker"),
            let marker = try catalogue.marker(number, of: session.id)
        else { throw CommandRefusal.noSuchMarker }
        return (session, token, marker)
    }

    /// What shuts is done at once; nil for all else.
    private func press(_ request: Request) throws -> Response? {
        // What cannot be read is refused where all else is.
        guard let wish = try? JSON.read(MarkerRequest.self, from: request.body) else { return nil }
        let (marker, isNow) = wish.marker(now: Date())
        guard marker.isUrgent else { return nil }
        let (session, token) = try authorized(request)
        return try press(marker, isNow: isNow, of: session, by: token.name).map {
            try response($0, of: session)
        }
    }

    private func add(_ request: Request) throws -> Response {
        let (session, token) = try authorized(request)
        let (marker, isNow) = try JSON.read(MarkerRequest.self, from: request.body)
            .marker(now: Date())
        guard marker.kind != .gateOpen else { throw CommandRefusal.notByDevices }
        return try response(
            set(marker, isNow: isNow, to: session, by: token.name), of: session)
    }

    private func response(_ outcome: Marking, of session: Session) throws -> Response {
        switch outcome {
        case .marker(let marker, let isNew):
            var response = try json(MarkerJSON(marker), status: isNew ? .created : .ok)
            response.headers["Cache-Control"] = "no-store"
            response.headers["ETag"] = nil
            if isNew {
                response.headers["Location"] =
                    "/api/v1/sessions/\(session.id)/markers/\(marker.id)"
            }
            return response
        case .shut, .open, .opening: return try Self.json(outcome)
        }
    }
}

/// What became of a mark.
enum Marking {
    case marker(Marker, isNew: Bool)
    /// The room is shut, and its mark follows.
    case shut(isStored: Bool)
    /// The press was known, and what it shut has been opened since.
    case open
    case opening(seconds: Double)
}

extension Marker {
    /// Shuts by itself, or may do so by what it opens.
    var isUrgent: Bool { kind == .gateClose || kind == .breakStart || kind == .item }
}

extension Web {
    /// On the threads that are kept for presses: what shuts; the rest is passed on to `orElse`.
    func pressing(
        _ request: Request, _ press: () throws -> Response?,
        orElse: @escaping @Sendable (Request) -> Response
    ) -> Answer {
        do {
            if let response = try press() { return .now(response) }
        } catch {
            return .now(answering(request) { throw error })
        }
        return .change(orElse)
    }

    /// Shuts the room for a mark that does so; nil where the mark is to be set as any other, after
    /// the gate was closed for it if it opens what is not public.
    func press(
        _ marker: Marker, isNow: Bool, of session: Session, by who: String
    ) throws -> Marking? {
        guard session.state == .live else { return nil }
        // A break that is shown shuts nothing, and its mark waits for the catalogue.
        guard marker.kind != .breakStart || !configuration.openBreaks.contains(session.body.id)
        else { return nil }
        guard marker.kind != .item else {
            guard
                case .refused(let refusal) = commands.answer(
                    .shutFor(session.id, marker, now: isNow, by: who))
            else { return nil }
            throw refusal
        }
        return try set(marker, isNow: isNow, to: session, by: who)
    }

    /// Sets a marker: by way of ingest where the session is live, as an item may close the gate.
    func set(
        _ marker: Marker, isNow: Bool, to session: Session, by who: String
    ) throws -> Marking {
        guard session.state == .live else {
            guard marker.kind != .gateClose, marker.kind != .gateOpen else {
                throw CommandRefusal.notLive(session.id)
            }
            let (stored, isNew) = try catalogue.add(marker, to: session.id, by: who)
            shelf.receive(.changed(session.id))
            return .marker(stored, isNew: isNew)
        }
        switch commands.answer(.mark(session.id, marker, now: isNow, by: who)) {
        case .marker(let stored, let isNew): return .marker(stored, isNew: isNew)
        case .shut(let isStored): return .shut(isStored: isStored)
        case .open: return .open
        case .opening(let seconds): return .opening(seconds: seconds)
        case .refused(let refusal): throw refusal
        case .done, .status: return .marker(marker, isNew: true)
        }
    }

    /// Other values for a marker.
    @discardableResult
    func change(
        _ marker: Marker, of session: Session, isNow: Bool = false, by who: String
    ) throws -> Marker {
        guard session.state == .live else {
            let changed = try catalogue.change(marker, of: session.id, by: who)
            shelf.receive(.changed(session.id))
            return changed
        }
        switch commands.answer(.change(session.id, marker, now: isNow, by: who)) {
        case .marker(let changed, _): return changed
        case .refused(let refusal): throw refusal
        default: return marker
        }
    }

    func remove(_ marker: Marker, of session: Session, by who: String) throws {
        guard session.state == .live else {
            try catalogue.remove(marker: marker.id, of: session.id, by: who)
            shelf.receive(.changed(session.id))
            return
        }
        if case .refused(let refusal) = commands.answer(
            .remove(session.id, marker: marker.id, by: who))
        {
            throw refusal
        }
    }

    /// What a press's answer says to machines, the console among them.
    static func json(_ outcome: Marking) throws -> Response {
        let (status, text): (Status, String) =
            switch outcome {
            case .marker(let marker, let isNew):
                (isNew ? .created : .ok, try JSON.text(PressJSON(marker: marker.id)))
            case .shut(isStored: true): (Status(202), try JSON.text(PressJSON()))
            case .shut(isStored: false):
                (.serviceUnavailable, try JSON.text(PressJSON(stored: false)))
            case .open: (.ok, try JSON.text(PressJSON(closed: false)))
            case .opening(let seconds):
                (Status(202), try JSON.text(PressJSON(closed: true, opensIn: seconds)))
            }
        return Response(
            status, type: "application/json", ["Cache-Control": "no-store"], text: text)
    }
}

/// What became of a press.
struct PressJSON: Encodable {
    var closed = true
    /// Whether that outlives a crash.
    var stored = true
    /// Nil where the catalogue does not have it yet.
    var marker: Int64?
    /// Seconds until the gate opens.
    var opensIn: Double?
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
