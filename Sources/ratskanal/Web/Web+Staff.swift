import Agenda
import Crypto
import Foundation
import Recording
import HTTP
import Link
import Pages
import Storage

/// The council office's pages: nothing here is for the public.
extension Web {
    func addStaff(to router: inout Router) {
        router.onWorker(.get, "/staff") { request in seeOther("/staff/", after: request) }
        router.onWorker(.get, "/staff/") { request in
            answering(request) {
                guard let (token, csrf) = try access.office(request) else {
                    return try signInPage(request)
                }
                let sessions = try catalogue.sessions(limit: 100).filter {
                    token.room == nil || $0.room == token.room
                }
                let live = sessions.filter { $0.state == .live }
                let site = self.site(for: request)
                let page = StaffSessionsPage(
                    site: site, sessions: live + sessions.filter { $0.state != .live }, csrf: csrf)
                return Self.page(page.html, in: site, visibility: .office)
            }
        }
        router.onWorker(.get, "/staff/sign-in") { request in
            answering(request) { try signInPage(request) }
        }
        router.onWorker(.post, "/staff/sign-in") { request in
            answering(request) { try signIn(request) }
        }
        router.onWorker(.post, "/staff/sign-out") { request in
            answering(request) {
                if let (_, csrf) = try access.office(request) {
                    try Access.checkCSRF(request, request.form, csrf)
                }
                var response = seeOther("/staff/", after: request)
                response.headers["Set-Cookie"] =
                    "\(Access.cookie)=; Path=/staff; Max-Age=0; HttpOnly; SameSite=Strict"
                return response
            }
        }
        router.onWorker(.get, "/staff/sessions/:id") { request in
            answering(request) { try console(request) }
        }
        for step in [StaffConfirmationPage.Step.open, .start] {
            router.onWorker(.get, "/staff/sessions/:id/\(step.rawValue)") { request in
                answering(request) { try confirmation(request, of: step) }
            }
        }
        router.onUrgentWorker(.post, "/staff/sessions/:id/:action") { request in
            pressing(request) {
                try press(request)
            } orElse: { request in
                answering(request) { try act(request) }
            }
        }
        router.onChangeWorker(.post, "/staff/sessions/:id/markers/:marker/:verb") { request in
            answering(request) { try correct(request) }
        }
    }

    /// Leads on to another page, in the language that the request was made in.
    private func seeOther(_ path: String, after request: Request) -> Response {
        let location = site(for: request).link(path)
        return Response(.seeOther, ["Location": location, "Cache-Control": "no-store"])
    }

    // MARK: Signing in

    /// Before anybody is signed in, a form's own word is tied to a cookie of its own.
    private func signInPage(
        _ request: Request, problem: StaffSignInPage.Problem? = nil
    ) throws -> Response {
        let ticket = Base64URL.text(try Random.bytes(32))
        // What was asked for by POST cannot be asked for again: its session's page can.
        let here =
            request.method == .get
            ? request.rawPath : request.parameters["id"].map { "/staff/sessions/\($0)" } ?? ""
        let next = Self.ownPath(request.query["next"] ?? request.form?["next"] ?? here)
        let site = self.site(for: request, at: request.method == .get ? nil : next)
        let page = StaffSignInPage(
            site: site, csrf: Access.csrf(of: ticket), next: next, problem: problem)
        var response = Self.page(
            page.html, in: site, status: problem == nil ? 200 : 403, visibility: .office)
        response.headers["Set-Cookie"] = cookie("\(Access.cookie)-form", ticket, request)
        return response
    }

    private func cookie(_ name: String, _ value: String, _ request: Request) -> String {
        let secure = request["X-Forwarded-Proto"] == "https" ? "; Secure" : ""
        return "\(name)=\(value); Path=/staff; HttpOnly; SameSite=Strict\(secure)"
    }

    /// A path of the office's pages; anything else could lead away.
    private static func ownPath(_ path: String) -> String {
        path.hasPrefix("/staff/") && !path.hasPrefix("/staff/sign") ? path : "/staff/"
    }

    private func signIn(_ request: Request) throws -> Response {
        let form = request.form
        let ticket = request.cookie("\(Access.cookie)-form") ?? ""
        try Access.checkCSRF(request, form, Access.csrf(of: ticket))
        let text = (form?["token"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        guard let token = try access.token(text),
            token.right == .tag
        else { return try signInPage(request, problem: .wrongToken) }
        var response = seeOther(Self.ownPath(form?["next"] ?? ""), after: request)
        response.headers["Set-Cookie"] = cookie(Access.cookie, text, request)
        return response
    }

    // MARK: The console

    private func console(_ request: Request, message: String? = nil) throws -> Response {
        guard let (token, csrf) = try access.office(request) else { return try signInPage(request) }
        let session = try officeSession(request, token)
        let status = roomStatus(of: session)
        guard let snapshot = try shelf.load(session.id)?.snapshot else {
            throw Problem(404, "There is no such session.")
        }
        let gate: StaffSessionPage.Gate =
            session.state != .live
            ? .idle : status.map(Self.gate) ?? .open
        let markers = snapshot.facts.markers.sorted { $0.id > $1.id }
        let site = self.site(for: request, at: "/staff/sessions/\(session.id)")
        let page = StaffSessionPage(
            site: site, contents: snapshot.contents(roomName: roomName(session.room)), csrf: csrf,
            gate: gate, recordedSince: status?.onAirSince,
            isInputLost: status.map { !$0.isConnected } ?? false,
            isBreak: status?.isBreak ?? false,
            areBreaksDark: !configuration.openBreaks.contains(session.body.id),
            lateness: status?.lateness ?? 0,
            markers: Array(markers.prefix(20)), message: message, now: Date())
        return Self.page(
            page.html, in: site, status: message == nil ? 200 : 422, visibility: .office)
    }

    private static func gate(of room: RoomStatus) -> StaffSessionPage.Gate {
        guard room.isGateClosed else { return .open }
        guard room.isGateStored else { return .unstored }
        return room.opensAt.map { .opening(at: $0) } ?? .closed(since: room.gateSince)
    }

    /// The second step of what would show the room to everybody.
    private func confirmation(
        _ request: Request, of step: StaffConfirmationPage.Step
    ) throws -> Response {
        guard let (token, csrf) = try access.office(request) else { return try signInPage(request) }
        let session = try officeSession(request, token)
        let site = self.site(for: request)
        let page = StaffConfirmationPage(site: site, session: session, step: step, csrf: csrf)
        return Self.page(page.html, in: site, visibility: .office)
    }

    private func roomStatus(of session: Session) -> RoomStatus? {
        guard session.state == .live, case .status(let rooms) = commands.answer(.status)
        else { return nil }
        return rooms.first { $0.session == session.id }
    }

    private func officeSession(_ request: Request, _ token: Token) throws -> Session {
        let session = try session(request)
        try Access.check(token, for: session.room)
        return session
    }

    // MARK: Acting

    /// What shuts is done at once, from what is at hand; nil for all else.
    private func press(_ request: Request) throws -> Response? {
        guard request.parameters["action"] == "markers",
            let (token, csrf) = try access.office(request),
            let wanted = try? TagRequest(form: request.form)
            // What is no mark, or by nobody, is answered where all else is.
        else { return nil }
        try Access.checkCSRF(request, request.form, csrf)
        let session = try officeSession(request, token)
        guard let snapshot = shelf.cached(session.id)?.snapshot else { return nil }
        let tagging = Tagging(
            session, agenda: snapshot.facts.agenda, persons: snapshot.facts.persons,
            timeline: snapshot.timeline, clock: snapshot.clock)
        // What the agenda does not have is refused where all else is.
        guard var marker = try? tagging.marker(for: wanted), marker.isUrgent else { return nil }
        marker.key = request.pressKey
        do {
            guard let outcome = try press(marker, isNow: true, of: session, by: token.name) else {
                return nil
            }
            return try answer(outcome, to: request, of: session)
        } catch let refusal as CommandRefusal {
            return try refused(refusal, request)
        }
    }

    /// The console's script is told in short: the page may have to wait for the catalogue.
    private func answer(
        _ outcome: Marking, to request: Request, of session: Session
    ) throws -> Response {
        guard request["Accept"]?.hasPrefix("application/json") != true else {
            return try Self.json(outcome)
        }
        if case .shut(isStored: false) = outcome { throw OfficeRefusal(.closedButNotStored) }
        return seeOther("/staff/sessions/\(session.id)", after: request)
    }

    private func refused(_ error: any Error, _ request: Request) throws -> Response {
        let problem = Problem(wording: error)
        if problem.status >= 500 { log("The office was refused: \(problem.detail)") }
        return try console(request, message: site(for: request).refusals.sentence(for: error))
    }

    /// Checks who asks, acts, and shows the console again; what was refused stands on it.
    private func acting(
        _ request: Request, _ body: (Session, String) throws -> Void
    ) throws -> Response {
        guard let (token, csrf) = try access.office(request) else { return try signInPage(request) }
        try Access.checkCSRF(request, request.form, csrf)
        let session = try officeSession(request, token)
        do {
            try body(session, token.name)
        } catch {
            return try refused(error, request)
        }
        return seeOther("/staff/sessions/\(session.id)", after: request)
    }

    private func act(_ request: Request) throws -> Response {
        try acting(request) { session, who in
            switch request.parameters["action"] {
            case "start": try command(.start(session.id))
            case "stop": try command(.stop(session.id))
            case "markers":
                let wanted = try TagRequest(form: request.form)
                guard wanted != .openGate else {
                    return try command(.openGate(session.id, by: who))
                }
                var marker = try Tagging(session, from: catalogue).marker(for: wanted)
                marker.key = request.pressKey
                _ = try set(marker, isNow: true, to: session, by: who)
            case "publicity": try decidePublicity(request.form, of: session, by: who)
            default: throw OfficeRefusal(.outdatedPage)
            }
        }
    }

    func command(_ command: Command) throws {
        if case .refused(let refusal) = commands.answer(command) { throw refusal }
    }

    /// Undoes a mark, or sets it 10 s earlier.
    private func correct(_ request: Request) throws -> Response {
        try acting(request) { session, who in
            guard let number = request.parameters.number("marker"),
                var marker = try catalogue.marker(number, of: session.id)
            else { throw OfficeRefusal(.noSuchMarker) }
            switch request.parameters["verb"] {
            case "undo": try remove(marker, of: session, by: who)
            case "earlier":
                switch marker.at {
                case .wall(let date): marker.at = .wall(date.addingTimeInterval(-10))
                case .media(let time):
                    // The room's stamp stays: what was set behind a closed gate is not moved out.
                    marker.at = .media(max(.zero, time - MediaTime(seconds: 10)))
                }
                try change(marker, of: session, by: who)
            default: throw OfficeRefusal(.outdatedPage)
            }
        }
    }
}

extension TagRequest {
    /// From the console's forms.
    init(form: FormFields?) throws {
        func text(_ name: String) -> String? {
            form?[name].flatMap { text in
                let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
                return trimmed.isEmpty ? nil : trimmed
            }
        }
        let role = text("role").flatMap(SpeakerRole.init(rawValue:))
        guard let kind = text("kind").flatMap(MarkerKind.init(rawValue:)) else {
            throw OfficeRefusal(.outdatedPage)
        }
        switch kind {
        case .item:
            if let number = text("number") {
                self = .items([number])
            } else if let ids = form?.all("items").compactMap(Int64.init), !ids.isEmpty {
                self = .itemIDs(ids)
            } else {
                self = .nextItem
            }
        case .speechStart:
            if let id = text("person").flatMap(Int64.init) {
                self = .speakerID(id, role: role)
            } else if let name = text("name") {
                self = .speaker(name, role: role)
            } else {
                throw OfficeRefusal(.noName)
            }
        case .speechEnd: self = .endSpeech
        case .breakStart: self = .breakStart
        case .breakEnd: self = .breakEnd
        case .gateClose: self = .closeGate
        case .gateOpen: self = .openGate
        case .vote, .note:
            guard let text = text("text") else { throw OfficeRefusal(.noText) }
            self = kind == .vote ? .vote(text) : .note(text, isPublic: form?["public"] != nil)
        }
    }
}

extension Request {
    /// What a form's press is repeated with; nothing but a UUID, as it is kept.
    fileprivate var pressKey: String? {
        form?["key"].flatMap(UUID.init(uuidString:))?.uuidString
    }
}
