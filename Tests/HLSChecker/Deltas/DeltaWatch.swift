import Foundation

/// Asks for delta updates of one playlist again and again, and merges them as a client does.
struct DeltaWatch {
    private struct Client {
        var text: String
        var loaded: ContinuousClock.Instant
    }

    private var clients: [String: Client] = [:]

    /// Holds a delta update of each kind that is offered against the whole playlist.
    mutating func look(
        at document: MediaDocument, _ text: String, of url: URL,
        _ load: (URL) throws -> [UInt8]
    ) throws -> [Finding] {
        guard let control = document.serverControl, !document.hasEnd,
            let boundary = control.seconds("CAN-SKIP-UNTIL")
        else { return [] }
        var findings: [Finding] = []
        for directive in control["CAN-SKIP-DATERANGES"] == "YES" ? ["YES", "v2"] : ["YES"] {
            let asked = url.appending(queryItems: [
                URLQueryItem(name: "_HLS_skip", value: directive)
            ])
            let now = ContinuousClock.now
            var client = clients[directive] ?? Client(text: text, loaded: now)
            // What is older than half the boundary need not be all there (§6.3.7).
            if client.loaded + .seconds(boundary / 2) < now {
                client = Client(text: try Self.text(url, load), loaded: now)
            }
            findings += try findingsOf(&client, directive, asked, url, load)
                .map { $0.at("\(Watch.name(url))?_HLS_skip=\(directive)") }
            clients[directive] = client
        }
        return findings
    }

    private func findingsOf(
        _ client: inout Client, _ directive: String, _ asked: URL, _ url: URL,
        _ load: (URL) throws -> [UInt8]
    ) throws -> [Finding] {
        // Only between two loads of the same playlist is the update surely of that playlist.
        for _ in 0..<5 {
            let before = try Self.text(url, load)
            let now = ContinuousClock.now
            let bytes = try load(asked)
            let delta = String(decoding: bytes, as: UTF8.self)
            guard try Self.text(url, load) == before else { continue }
            let findings = DeltaCheck.findings(
                earlier: client.text, delta: delta, whole: before, directive: directive)
            var merging = MergingClient()
            if merging.take(client.text), merging.take(delta) {
                client = Client(text: merging.text, loaded: now)
            } else {
                client = Client(text: before, loaded: now)
            }
            return PlaylistCheck.findings(in: bytes) + findings
        }
        return []
    }

    private static func text(
        _ url: URL, _ load: (URL) throws -> [UInt8]
    ) throws -> String {
        String(decoding: try load(url), as: UTF8.self)
    }
}
