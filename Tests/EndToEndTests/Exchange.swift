import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A request and what came back.
struct Exchange: Sendable {
    let status: Int
    /// Names in lower case.
    let headers: [String: String]
    let body: Data
    /// Where redirects led.
    let url: URL?

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as a JSON object; empty where it is none.
    var json: [String: Any] {
        get throws {
            try JSONSerialization.jsonObject(with: body) as? [String: Any] ?? [:]
        }
    }

    /// Whether this is an error in the shape of RFC 9457 that says this status.
    var isProblem: Bool {
        get throws {
            let json = try json
            return headers["content-type"] == "application/problem+json"
                && json["status"] as? Int == status && json["title"] is String
                && !(json["detail"] as? String ?? "").isEmpty
        }
    }

    /// One that keeps no cookie: tests say themselves who asks.
    private static let session = {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        return URLSession(configuration: configuration)
    }()

    /// Sends a request to a path below `base`; the path may bear a query.
    static func of(
        _ method: String, _ path: String, at base: URL, token: String? = nil,
        headers: [String: String] = [:], body: String? = nil
    ) async throws -> Exchange {
        guard let url = URL(string: path, relativeTo: base) else {
            throw EndToEndError("\(path) is no path")
        }
        var request = URLRequest(url: url)
        request.cachePolicy = .reloadIgnoringLocalCacheData
        request.httpMethod = method
        request.httpShouldHandleCookies = false
        // Else Foundation says that of this machine.
        request.setValue("", forHTTPHeaderField: "Accept-Language")
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        if let body {
            request.httpBody = Data(body.utf8)
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await session.data(for: request)
        guard let response = response as? HTTPURLResponse else {
            throw EndToEndError("\(url) gave no HTTP")
        }
        let fields = response.allHeaderFields.map { ("\($0.key)".lowercased(), "\($0.value)") }
        return Exchange(
            status: response.statusCode,
            headers: Dictionary(fields, uniquingKeysWith: { first, _ in first }), body: data,
            url: response.url)
    }

    /// Asks again until the answer is as wanted; throws what came last after `seconds`.
    static func of(
        _ path: String, at base: URL, within seconds: Double = 180,
        until isWanted: (Exchange) throws -> Bool
    ) async throws -> Exchange {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while true {
            let exchange = try await Exchange.of(path, at: base)
            if try isWanted(exchange) { return exchange }
            guard ContinuousClock.now < deadline else {
                throw EndToEndError("\(path) never was as wanted: \(exchange.text.prefix(2000))")
            }
            // Nothing announces this change to a client: it asks again, as pages do.
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}
