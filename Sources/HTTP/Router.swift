/// Finds the handler of a path and method. Answers HEAD by GET's handler, OPTIONS by itself,
/// 404 and 405 by the problem that the program words.
public struct Router: Handler {
    private struct Route: Sendable {
        let pattern: RoutePattern
        let method: Method
        /// Any site's scripts may read it: players live elsewhere too (CORS).
        let isShared: Bool
        let bodyLimit: Int?
        let answer: @Sendable (Request) -> Answer
    }

    /// Words a refusal: status, an internal reason in English, the request where there is one.
    public typealias Problem = @Sendable (Status, String, Request?) -> Response

    /// By the number of segments, the more definite first.
    private var routes: [Int: [Route]] = [:]
    private let problem: Problem

    public init(problem: @escaping Problem) {
        self.problem = problem
    }

    /// A route decided on the loop: `answer` must not block. `shared` adds CORS to whatever is
    /// answered and takes preflights (what is prepared must say so itself); `bodyLimit` is in bytes.
    public mutating func onLoop(
        _ method: Method, _ pattern: String, shared: Bool = false, bodyLimit: Int? = nil,
        _ answer: @escaping @Sendable (Request) -> Answer
    ) {
        let route = Route(
            pattern: RoutePattern(pattern), method: method, isShared: shared,
            bodyLimit: bodyLimit, answer: answer)
        var list = routes[route.pattern.count] ?? []
        let place = list.firstIndex {
            route.pattern.order.lexicographicallyPrecedes($0.pattern.order)
        }
        list.insert(route, at: place ?? list.endIndex)
        routes[route.pattern.count] = list
    }

    /// A route answered on a worker thread, where it may block.
    public mutating func onWorker(
        _ method: Method, _ pattern: String, shared: Bool = false, bodyLimit: Int? = nil,
        _ respond: @escaping @Sendable (Request) -> Response
    ) {
        onLoop(method, pattern, shared: shared, bodyLimit: bodyLimit) { _ in .work(respond) }
    }

    /// A route answered on a thread that is kept for what may wait long for others.
    public mutating func onChangeWorker(
        _ method: Method, _ pattern: String, shared: Bool = false, bodyLimit: Int? = nil,
        _ respond: @escaping @Sendable (Request) -> Response
    ) {
        onLoop(method, pattern, shared: shared, bodyLimit: bodyLimit) { _ in .change(respond) }
    }

    /// A route decided on a thread that is kept for what must wait behind nothing else; what
    /// takes longer it passes on as `work` or `change`.
    public mutating func onUrgentWorker(
        _ method: Method, _ pattern: String, shared: Bool = false, bodyLimit: Int? = nil,
        _ decide: @escaping @Sendable (Request) -> Answer
    ) {
        onLoop(method, pattern, shared: shared, bodyLimit: bodyLimit) { _ in .urgent(decide) }
    }

    public func answer(_ request: inout Request) -> Answer {
        let wanted = request.method == .head ? Method.get : request.method
        var matching: [Route] = []
        for route in routes[request.segments.count] ?? [] {
            guard let parameters = route.pattern.match(request.segments) else { continue }
            guard route.method == wanted else {
                matching.append(route)
                continue
            }
            request.parameters = parameters
            let answer = route.answer(request)
            return route.isShared ? answer.mapping(Router.share) : answer
        }
        let allowed = Router.allowed(matching)
        if request.method == .options, !matching.isEmpty || request.segments.isEmpty {
            return .now(Router.options(allowed, isShared: matching.contains { $0.isShared }))
        }
        if matching.isEmpty {
            return .now(problem(.notFound, "no such path", request))
        }
        var response = problem(.methodNotAllowed, "method not allowed here", request)
        response.headers["Allow"] = allowed
        return .now(response)
    }

    public func refusal(_ status: Status, reason: String, request: Request?) -> Response {
        problem(status, reason, request)
    }

    public func bodyLimit(_ request: Request) -> Int? {
        (routes[request.segments.count] ?? []).first {
            $0.method == request.method && $0.pattern.match(request.segments) != nil
        }?.bodyLimit
    }

    @Sendable private static func share(_ response: Response) -> Response {
        var response = response
        if case .prepared = response.body { return response }
        response.allowsAnyOrigin = true
        return response
    }

    private static func allowed(_ routes: [Route]) -> String {
        var methods: Set<Method> = [.options]
        for route in routes {
            methods.insert(route.method)
            if route.method == .get { methods.insert(.head) }
        }
        return Method.allCases.filter(methods.contains).map(\.rawValue).joined(separator: ", ")
    }

    private static func options(_ allowed: String, isShared: Bool) -> Response {
        var response = Response(.noContent, ["Allow": allowed])
        if isShared {
            response.allowsAnyOrigin = true
            response.headers["Access-Control-Allow-Methods"] = allowed
            response.headers["Access-Control-Allow-Headers"] = "Range, If-None-Match"
            response.headers["Access-Control-Max-Age"] = "86400"
        }
        return response
    }
}
