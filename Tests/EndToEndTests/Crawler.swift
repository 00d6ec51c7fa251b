import Foundation

/// Follows every link, script and playlist from where it begins, as a search engine would.
struct Crawler {
    let base: URL
    /// What each path gave, media left out.
    private(set) var found: [String: Exchange] = [:]

    init(base: URL) {
        self.base = base
    }

    mutating func crawl(from paths: [String]) async throws {
        var waiting = paths
        while let path = waiting.popLast() {
            guard found[path] == nil, found.count < 600 else { continue }
            let exchange = try await Exchange.of(path, at: base)
            found[path] = exchange
            let isPlaylist = path.contains(".m3u8")
            guard isPlaylist || exchange.headers["content-type"]?.contains("html") == true else {
                continue
            }
            for link in isPlaylist ? uris(exchange.text) : links(exchange.text) {
                guard let url = URL(string: link, relativeTo: URL(string: path, relativeTo: base)),
                    url.absoluteURL.host() == base.host(), url.absoluteURL.port == base.port
                else { continue }
                let absolute = url.absoluteURL
                guard !absolute.path().hasSuffix(".m4s"), !absolute.path().hasSuffix(".mp4") else {
                    continue
                }
                let query = absolute.query().map { "?\($0)" } ?? ""
                waiting.append(absolute.path() + query)
            }
        }
    }

    private func links(_ text: String) -> [String] {
        text.matches(of: /(?:href|src|action|data-[a-z-]+)="(\/[^"#]*)/).map {
            String($0.output.1).replacing("&amp;", with: "&")
        }
    }

    private func uris(_ text: String) -> [String] {
        text.matches(of: /URI="([^"]*)"/).map { String($0.output.1) }
            + text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    }
}
