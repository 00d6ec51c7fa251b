import Agenda
import Foundation
import HTTP
import Link
import Pages
import Storage

/// The serve role: what each route needs, and the routes.
struct Web: Sendable {
    let configuration: Configuration
    let directory: DataDirectory
    let catalogue: Catalogue
    let shelf: Shelf
    let commands: any CommandReceiver
    let access: Access
    /// In German; a request's own is `site(for:)`.
    let installation: Site
    let files: OpenFiles
    let signedIn = SignedIn()
    let roomAnswers = RoomAnswers()
    let log: @Sendable (String) -> Void

    init(
        configuration: Configuration, directory: DataDirectory, files: OpenFiles, shelf: Shelf,
        commands: any CommandReceiver, tokens: KnownTokens,
        log: @escaping @Sendable (String) -> Void
    ) {
        self.configuration = configuration
        self.directory = directory
        catalogue = shelf.catalogue
        self.shelf = shelf
        self.commands = commands
        access = Access(tokens: tokens)
        installation = Site(city: configuration.city, timeZone: configuration.timeZone)
        self.files = files
        self.log = log
    }

    var router: Router {
        var router = Router { status, reason, request in
            refusal(status.code, reason, of: request)
        }
        addMedia(to: &router)
        addPlaylists(to: &router)
        addClips(to: &router)
        addDownloads(to: &router)
        addAPI(to: &router)
        addMarkers(to: &router)
        addPages(to: &router)
        addStaff(to: &router)
        addOperator(to: &router)
        return router
    }

    func roomName(_ id: String?) -> String? {
        guard let id else { return nil }
        return configuration.rooms.first { $0.id == id }?.name ?? id
    }

    /// The wording of an error: a page for people, a problem for machines.
    func refusal(_ status: Int, _ reason: String, of request: Request?) -> Response {
        let isForMachines =
            request.map { request in
                let first = request.segments.first
                let last = request.segments.last ?? ""
                return first == "api" || last.hasSuffix(".m3u8") || last.hasSuffix(".m4s")
                    || last.hasSuffix(".mp4")
            } ?? true
        if isForMachines {
            let problem = Problem(status, reason.prefix(1).uppercased() + reason.dropFirst())
            return Self.problem(problem)
        }
        let site = request.map { self.site(for: $0) } ?? installation
        let page = ErrorPage(site: site, status: status)
        return Self.page(page.html, in: site, status: status, visibility: .office)
    }

    static func problem(_ problem: Problem) -> Response {
        let text = (try? JSON.text(problem)) ?? "{}"
        // Four fields of text and a number: encoding them does not fail.
        var response = Response(
            Status(problem.status), type: "application/problem+json",
            ["Cache-Control": "no-store"], text: text)
        response.allowsAnyOrigin = true
        if problem.status == 401 { response.headers["WWW-Authenticate"] = "Bearer" }
        if problem.status == 503 { response.headers["Retry-After"] = "1" }
        return response
    }

    /// Runs what may throw, and words what it throws.
    func answering(_ request: Request, _ body: () throws -> Response) -> Response {
        do {
            return try body()
        } catch {
            let problem = Problem(wording: error)
            if problem.status >= 500 {
                // Without the query, which may hold a session's key.
                let cause = (error as? Problem)?.detail ?? "\(error)"
                log("\(request.method.rawValue) \(request.rawPath) failed: \(cause)")
            }
            if request.segments.first == "api" { return Self.problem(problem) }
            return refusal(problem.status, problem.detail, of: request)
        }
    }

    // MARK: Sessions and who may see them

    /// Answers for a session that the client may see when the answer is given; 404 else.
    ///
    /// On the loop where it is at hand, else on a worker, where nothing can wait: only live
    /// sessions have something to wait for, and they are always at hand; the office asks again.
    func withSession(
        _ request: Request, _ body: @escaping @Sendable (Request, ShelvedSession) -> Answer
    ) -> Answer {
        guard let id = request.parameters["id"].flatMap(SessionID.init(rawValue:)) else {
            return .now(noSession(request))
        }
        if let session = shelf.cached(id),
            isKnownVisible(session.admission.session, to: request) != nil
        {
            return admitted(to: session, request) { body(request, session) }
                ?? .now(noSession(request))
        }
        return .work { request in
            showing(id, to: request) { session in
                if case .now(let response) = body(request, session) { return response }
                return refusal(503, "try again", of: request)
            }
        }
    }

    /// Gives an answer only where the client may see the session before and after it is made; a
    /// request that is held is asked so each time. Does not block.
    private func admitted(
        to session: ShelvedSession, _ request: Request, _ body: () -> Answer?
    ) -> Answer? {
        while true {
            let admission = session.admission
            switch isKnownVisible(admission.session, to: request) {
            case nil: return .now(refusal(503, "try again", of: request))
            case false?: return .now(noSession(request))
            case true?: break
            }
            let answer = body()
            // What was made while it changed who may see it is made again.
            guard session.admission.number == admission.number else { continue }
            guard case .wait(let wait) = answer else { return answer }
            return .wait(
                Wait(on: wait.topic, until: wait.deadline) { request in
                    admitted(to: session, request) { wait.retry(request) }
                } onDeadline: { request in
                    isKnownVisible(session.admission.session, to: request) == false
                        ? noSession(request) : wait.onDeadline(request)
                })
        }
    }

    /// Answers for a session that the client may see, or with 404, also where that changes until
    /// the answer is sent. Blocks.
    func showing(
        _ id: SessionID?, to request: Request, _ body: (ShelvedSession) throws -> Response
    ) -> Response {
        answering(request) {
            let missing = Problem(404, "There is no such session.")
            guard let id, let session = try shelf.load(id) else { throw missing }
            let admission = session.admission
            guard try isVisible(admission.session, to: request) else { throw missing }
            var response = try body(session)
            response.objection = {
                let now = session.admission
                guard now.number != admission.number else { return nil }
                return isKnownVisible(now.session, to: request) ?? true
                    ? refusal(503, "try again", of: request) : noSession(request)
            }
            return response
        }
    }

    private func noSession(_ request: Request) -> Response {
        refusal(404, "there is no such session", of: request)
    }

    private func isVisible(_ session: Session, to request: Request) throws -> Bool {
        if let isVisible = isKnownVisible(session, to: request) { return isVisible }
        guard let secret = request.cookie(Access.cookie),
            let (token, _) = try access.office(request)
        else { return false }
        signedIn.remember(token, secret: secret)
        return token.room == nil || token.room == session.room
    }

    /// What is not published is the office's alone, by the same paths below `/staff`, where its
    /// cookie goes. Nil where only the catalogue knows who asks.
    private func isKnownVisible(_ session: Session, to request: Request) -> Bool? {
        if request.segments.first == "staff" {
            guard session.visibility == .office, let secret = request.cookie(Access.cookie)
            else { return false }
            return signedIn.admits(secret, to: session.room)
        }
        return switch session.visibility {
        case .public: true
        case .unlisted: session.key != nil && request.query["key"] == session.key
        case .office: false
        }
    }

    /// Where a session is served: to everybody, and to the office what is for it alone.
    static let audiences = ["", "/staff"]

    /// `Cache-Control`: as given for what is public, never kept for the rest.
    static func caching(_ value: String, for session: Session) -> String {
        session.visibility == .public ? value : MediaResponses.noAge
    }
}
