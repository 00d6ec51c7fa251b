import Foundation

/// The demo's own folder beside the recordings.
struct DemoFolder: Sendable {
    /// What a later start needs to go on.
    struct State: Codable, Sendable {
        var session: String
        var token: String
        /// The next line of the script.
        var step: Int = 0
        /// Items whose result is known by now, by printed number.
        var results: Set<String> = []
    }

    let url: URL
    private var stateFile: URL { url.appending(path: "state.json") }

    init(_ url: URL) throws {
        self.url = url
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// The state of an earlier start; nil where there is none that can be read.
    func state() -> State? {
        guard let data = FileManager.default.contents(atPath: stateFile.path) else { return nil }
        // An unreadable state is no state: the demo then begins a session of its own.
        return try? JSONDecoder().decode(State.self, from: data)
    }

    func save(_ state: State) throws {
        try write(JSONEncoder().encode(state), to: "state.json")
    }

    /// Writes a file whole or not at all, readable by its owner alone.
    @discardableResult
    func write(_ data: Data, to name: String) throws -> URL {
        let file = url.appending(path: name)
        try data.write(to: file, options: .atomic)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: file.path)
        return file
    }

    /// What the picture shows of the open item. Never empty: ffmpeg refuses an empty text file.
    func show(title: String) throws {
        try write(Data((title.isEmpty ? " " : title).utf8), to: "title.txt")
    }
}
