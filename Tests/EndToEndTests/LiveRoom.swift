import Foundation
import Testing

/// A session that is live in an installation's room, and what is asked of it and seen.
struct LiveRoom: Sendable {
    let house: Installation
    let base: URL
    let id: String
    let token: String
    private(set) var server: Program
    private(set) var encoder: Program

    /// Starts all of it and waits for the first parts. `starter` is a program that starts the
    /// server.
    init(
        in house: Installation, agenda: String? = nil, through starter: [String] = []
    ) async throws {
        self.house = house
        (server, base) = try await house.start(through: starter)
        id = try await house.startSession(agenda: agenda)
        token = try await house.ratskanal("token", "create", "--name", "t", "--right", "tag")
        encoder = try await house.encoder()
        _ = try await WebClient.playlist(
            base.appending(path: "sessions/\(id)/video/session.m3u8"), with: 3)
    }

    /// Ends encoder and server.
    func end() async {
        await encoder.stop()
        #expect(await server.stop() == 0)
    }

    /// Kills the server and starts it again at the same address, after `meanwhile`.
    mutating func restart(meanwhile: () async throws -> Void = {}) async throws {
        await server.kill()
        await encoder.stop()
        try await meanwhile()
        server = try await house.start(at: "127.0.0.1:\(base.port ?? 0)").0
        try await connectEncoder()
    }

    func stopEncoder() async throws {
        await encoder.stop()
        _ = try await room { $0.input == "lost" }
    }

    mutating func connectEncoder() async throws {
        encoder = try await house.encoder()
        _ = try await room { $0.input == "connected" }
    }

    // MARK: What is seen

    struct State: Decodable {
        var state: String
        var gate: String
        var input: String
    }

    /// What the room does, as soon as it is as wanted.
    @discardableResult
    func room(until isWanted: (State) -> Bool = { _ in true }) async throws -> State {
        let answer = try await Exchange.of("/api/v1/rooms/saal", at: base, within: 60) {
            isWanted(try JSONDecoder().decode(State.self, from: $0.body))
        }
        return try JSONDecoder().decode(State.self, from: answer.body)
    }

    func timeline(until isWanted: (TimelineView) -> Bool = { _ in true }) async throws
        -> TimelineView
    {
        try TimelineView(
            try await Exchange.of("/api/v1/sessions/\(id)/timeline", at: base, within: 60) {
                isWanted(try TimelineView($0))
            })
    }

    /// The whole session's playlist, but for what it says of items and speeches.
    func media(_ path: String = "video/session.m3u8") async throws -> [Substring] {
        Self.media(in: try await Exchange.of("/sessions/\(id)/\(path)", at: base).text)
    }

    /// The same once the segments under way have ended with their announced parts, as they do where
    /// a gate is closed or a break begins. The picture's playlist tells how far the sound is, too.
    func mediaAtRest() async throws -> [Substring] {
        for track in ["audio", "video"] {
            _ = try await Exchange.of("/sessions/\(id)/\(track)/session.m3u8", at: base) {
                !WebClient.hasOpenSegment($0.text)
            }
        }
        return try await media()
    }

    /// What comes of asking for the first part behind a playlist; it is waited for.
    func nextPart(after media: [Substring]) async throws -> Exchange {
        let count = media.count { $0.hasPrefix("#EXTINF") }
        return try await Exchange.of(
            "/sessions/\(id)/video/session.m3u8?_HLS_msn=\(count)&_HLS_part=0", at: base)
    }

    private static func media(in playlist: String) -> [Substring] {
        playlist.split(separator: "\n").filter { !$0.hasPrefix("#EXT-X-DATERANGE") }
    }

    /// Waits until the picture has gone on for as many parts more.
    func goesOn(by count: Int = 3, after media: [Substring]) async throws {
        let known = Set(WebClient.uris(in: media.joined(separator: "\n")))
        _ = try await Exchange.of("/sessions/\(id)/video/session.m3u8", at: base, within: 120) {
            WebClient.uris(in: $0.text).count { !known.contains($0) } >= count
        }
    }

    // MARK: What is asked

    var markers: String { "/api/v1/sessions/\(id)/markers" }

    /// Sets a mark; `fields` are its JSON's others.
    @discardableResult
    func mark(_ kind: String, at: String = #""now""#, _ fields: String = "") async throws
        -> Exchange
    {
        let more = fields.isEmpty ? "" : ", \(fields)"
        return try await Exchange.of(
            "POST", markers, at: base, token: token,
            body: #"{"kind": "\#(kind)", "at": \#(at)\#(more)}"#)
    }

    /// Sets one that must be taken.
    func set(
        _ kind: String, at: String = #""now""#, _ fields: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await mark(kind, at: at, fields)
        // A press is done before the catalogue has its mark.
        #expect(
            answer.status == 201 || answer.status == 202, "\(kind): \(answer.text)",
            sourceLocation: sourceLocation)
    }

    /// Opens an item by its place on the agenda, and waits until its first second is seen: a mark
    /// of now stands where frames are on their way.
    func open(_ place: Int) async throws {
        let answer = try await mark("item", #""items": [\#(try await items()[place - 1])]"#)
        #expect(answer.status == 201, "\(answer.text)")
        let at = try #require(try answer.json["at"] as? [String: Any])
        let ticks = try #require(at["mediaTime"] as? Int)
        let wanted = Double(ticks) / 90_000 + 1
        _ = try await Exchange.of("/sessions/\(id)/video/session.m3u8", at: base, within: 120) {
            Self.seconds(of: $0.text) >= wanted
        }
    }

    /// How long a playlist is, with the parts of the segment under way.
    static func seconds(of playlist: String) -> Double {
        var whole = 0.0
        var open = 0.0
        for line in playlist.split(separator: "\n") {
            if line.hasPrefix("#EXTINF:") {
                whole += Double(line.dropFirst(8).prefix { $0 != "," }) ?? 0
                open = 0
            } else if line.hasPrefix("#EXT-X-PART:"), let range = line.range(of: "DURATION=") {
                open += Double(line[range.upperBound...].prefix { $0 != "," }) ?? 0
            }
        }
        return whole + open
    }

    /// Begins a break, and waits until it is told; gives its mark's number.
    func pause(sourceLocation: SourceLocation = #_sourceLocation) async throws -> Int {
        try await set("breakStart", sourceLocation: sourceLocation)
        try await room { $0.state == "break" }
        return try await number(of: "breakStart")
    }

    /// The number of the last mark of a kind, as soon as the catalogue has it.
    func number(of kind: String) async throws -> Int {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            let found = try await house.catalogue(
                "SELECT max(id) FROM marker WHERE kind = '\(kind)' AND deleted = 0")
            if let number = Int(found) { return number }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw EndToEndError("The catalogue never had a \(kind).")
    }

    /// The ids of the agenda's items, in its order.
    func items() async throws -> [Int] {
        let json = try await Exchange.of("/api/v1/sessions/\(id)", at: base).json
        return (json["agenda"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? Int }
    }

    /// The console's page.
    func console(_ query: String = "") async throws -> Exchange {
        try await Exchange.of(
            "GET", "/staff/sessions/\(id)\(query)", at: base,
            headers: ["Cookie": "ratskanal-office=\(token)"])
    }

    /// What one of the console's forms sends.
    func press(_ path: String, _ fields: String = "") async throws -> Exchange {
        let page = try await console().text
        let csrf = try #require(page.firstMatch(of: /name="csrf" value="(\w+)"/)?.output.1)
        return try await Exchange.of(
            "POST", "/staff/sessions/\(id)/\(path)", at: base,
            headers: [
                "Cookie": "ratskanal-office=\(token)",
                "Content-Type": "application/x-www-form-urlencoded",
            ], body: "csrf=\(csrf)&\(fields)")
    }
}
