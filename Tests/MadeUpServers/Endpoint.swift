import Foundation
public import HTTP
import Synchronization

/// What a made-up OParl server answers; `BASE` in it becomes the server's address.
public enum Reply: Sendable {
    case json(String)
    /// A status, with field lines, and some content.
    case status(Int, [String: String] = [:], String = "")
    /// At the first request, at the second, and so on; the last for ever.
    case inTurn([Reply])
    /// Made of the request.
    case made(@Sendable (Request) -> Reply)

    public static func redirect(_ location: String) -> Reply {
        .status(302, ["Location": location])
    }
    public static let html = Reply.status(
        200, ["Content-Type": "text/html"], "<!DOCTYPE html><p>503")
}

/// An OParl server on a free port, made of answers by path; what it was not told of is 404.
public final class Endpoint: Sendable {
    private struct Log {
        var requests: [String: [ContinuousClock.Instant]] = [:]
        var userAgents: Set<String> = []
        var running = 0
        var mostAtOnce = 0
    }

    private struct Answering: Handler {
        let answers: [String: Reply]
        let otherwise: Reply?
        let delay: Duration
        let log: @Sendable (Request, Bool) -> Int
        let base: @Sendable () -> String

        func answer(_ request: inout Request) -> Answer {
            .work { request in
                let count = log(request, true)
                defer { _ = log(request, false) }
                if delay > .zero { Thread.sleep(forTimeInterval: delay / .seconds(1)) }
                return respond(to: request, answers[request.target] ?? otherwise, count)
            }
        }

        private func respond(to request: Request, _ reply: Reply?, _ count: Int) -> Response {
            switch reply {
            case .json(let text):
                return Response(.ok, type: "application/json", text: filled(text))
            case .status(let code, let fields, let text):
                var response = Response(Status(code), type: "application/json", text: filled(text))
                for (name, value) in fields { response.headers[name] = filled(value) }
                return response
            case .inTurn(let replies):
                return respond(to: request, replies[min(count, replies.count) - 1], count)
            case .made(let make): return respond(to: request, make(request), count)
            case nil: return Response(.notFound, type: "text/plain", text: "nothing here")
            }
        }

        private func filled(_ text: String) -> String {
            text.replacing("BASE", with: base())
        }
    }

    private let log: LogBox
    private let server: Server

    private final class LogBox: Sendable {
        let log = Mutex(Log())
        let base = Mutex("")
    }

    /// - Parameters:
    ///   - otherwise: what it answers where it was not told of a path.
    ///   - delay: how long it thinks about each request.
    public init(
        _ answers: [String: Reply], otherwise: Reply? = nil, delay: Duration = .zero
    ) throws {
        let box = LogBox()
        log = box
        let handler = Answering(
            answers: answers, otherwise: otherwise, delay: delay,
            log: { request, begins in
                box.log.withLock { log in
                    guard begins else {
                        log.running -= 1
                        return 0
                    }
                    log.running += 1
                    log.mostAtOnce = max(log.mostAtOnce, log.running)
                    log.requests[request.target, default: []].append(.now)
                    log.userAgents.insert(request["User-Agent"] ?? "")
                    return log.requests[request.target]?.count ?? 0
                }
            }, base: { box.base.withLock { $0 } })
        server = Server(loops: 1, workers: 16, handler: handler)
        try server.start()
        let url = server.url
        box.base.withLock { $0 = url }
    }

    deinit {
        server.stop(within: .zero)
    }

    public var base: String { server.url }

    /// When a path, with its query, was asked for.
    public func times(_ target: String) -> [ContinuousClock.Instant] {
        log.log.withLock { $0.requests[target] ?? [] }
    }

    public func count(_ target: String) -> Int { times(target).count }

    public var requests: Int { log.log.withLock { $0.requests.values.reduce(0) { $0 + $1.count } } }
    public var mostAtOnce: Int { log.log.withLock { $0.mostAtOnce } }
    public var userAgents: Set<String> { log.log.withLock { $0.userAgents } }
}

extension Request {
    /// The path with its query, as they were sent.
    var target: String { rawPath + (rawQuery.map { "?\($0)" } ?? "") }
}
