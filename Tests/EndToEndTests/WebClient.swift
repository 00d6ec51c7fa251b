import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Fetches pages, playlists and media as any client does.
enum WebClient {
    static func get(_ url: URL) async throws -> (status: Int, body: Data) {
        var request = URLRequest(url: url)
        request.cachePolicy = .reloadIgnoringLocalCacheData
        let (body, response) = try await URLSession.shared.data(for: request)
        guard let response = response as? HTTPURLResponse else {
            throw EndToEndError("\(url) gave no HTTP")
        }
        return (response.statusCode, body)
    }

    static func text(_ url: URL) async throws -> String {
        let (status, body) = try await get(url)
        guard status == 200 else { throw EndToEndError("\(url): \(status)") }
        return String(decoding: body, as: UTF8.self)
    }

    /// Asks for a live playlist until it names this many parts or segments.
    static func playlist(_ url: URL, with count: Int) async throws -> String {
        let deadline = ContinuousClock.now + .seconds(300)
        while ContinuousClock.now < deadline {
            let (status, body) = try await get(url)
            let text = String(decoding: body, as: UTF8.self)
            if status == 200, uris(in: text).count >= count { return text }
            // Nothing announces that the first part is there: ask again.
            try await Task.sleep(for: .milliseconds(100))
        }
        throw EndToEndError("\(url) never named \(count) parts")
    }

    /// Whether parts stand behind a playlist's last whole segment.
    static func hasOpenSegment(_ playlist: String) -> Bool {
        playlist.split(separator: "\n").reversed().prefix { $0.hasPrefix("#") }
            .contains { $0.hasPrefix("#EXT-X-PART:") }
    }

    /// The parts and segments that a playlist names.
    static func uris(in playlist: String) -> [String] {
        playlist.split(separator: "\n").compactMap { line in
            if line.hasPrefix("#EXT-X-PART:"), let from = line.range(of: "URI=\"")?.upperBound {
                return String(line[from...].prefix { $0 != "\"" })
            }
            return line.hasPrefix("#") ? nil : String(line)
        }
    }
}
