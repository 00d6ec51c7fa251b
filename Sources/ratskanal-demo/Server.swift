import Foundation
import FoundationNetworking

/// The server's API, as any system in the council chamber would use it.
struct Server: Sendable {
    struct Session: Decodable, Sendable {
        struct Item: Decodable, Sendable {
            var id: Int64
            var number: String
            /// Nil where the item is not public.
            var title: String?
        }

        var id: String
        var state: String
        var agenda: [Item]?
    }

    struct Person: Decodable, Sendable {
        var id: Int64
        var name: String
    }

    private struct Page: Decodable {
        var data: [Person]
        var next: String?
    }

    let base: URL

    /// Waits until the server answers.
    func untilReady() async throws {
        while true {
            do {
                _ = try await get("/api/v1/sessions")
                return
            } catch let error as URLError {
                guard error.code != .cancelled else { throw CancellationError() }
                try await Task.sleep(for: .milliseconds(300))
            }
        }
    }

    /// A session, or nil where there is none of that id.
    func session(_ id: String) async throws -> Session? {
        let (status, data) = try await get("/api/v1/sessions/\(id)")
        guard status != 404 else { return nil }
        return try decode(Session.self, from: data, status: status, of: "session \(id)")
    }

    func persons() async throws -> [Person] {
        var persons: [Person] = []
        var next: String? = "/api/v1/persons"
        while let path = next {
            let (status, data) = try await get(path)
            let page = try decode(Page.self, from: data, status: status, of: "persons")
            persons += page.data
            next = page.data.isEmpty ? nil : page.next
        }
        return persons
    }

    func mark(_ marker: MarkerRequest, session: String, token: String) async throws {
        var request = URLRequest(url: try url("/api/v1/sessions/\(session)/markers"))
        request.httpMethod = "POST"
        request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = try JSONEncoder().encode(marker)
        let (data, response) = try await URLSession.shared.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        guard (200..<300).contains(status) else {
            throw DemoError(
                code: .refused, action: "marking", object: marker.kind,
                cause: "\(status) \(String(decoding: data.prefix(400), as: UTF8.self))")
        }
    }

    private func url(_ path: String) throws -> URL {
        guard let url = URL(string: path, relativeTo: base) else {
            throw DemoError(code: .failed, action: "asking", object: path, cause: "no address")
        }
        return url
    }

    private func get(_ path: String) async throws -> (Int, Data) {
        let (data, response) = try await URLSession.shared.data(from: try url(path))
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, data)
    }

    private func decode<Value: Decodable>(
        _ type: Value.Type, from data: Data, status: Int, of object: String
    ) throws -> Value {
        guard status == 200 else {
            throw DemoError(code: .refused, action: "reading", object: object, cause: "\(status)")
        }
        return try JSONDecoder().decode(type, from: data)
    }
}
