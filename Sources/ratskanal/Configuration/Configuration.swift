import Agenda
import Foundation

/// What the operator has decided; what is not said has a default.
///
/// A flag beats the file, the file beats the default.
struct Configuration: Sendable {
    /// The city's name in the pages' heads.
    var city = ""
    /// Of ids, days and pages.
    var timeZone = TimeZone(identifier: "Europe/Berlin") ?? .gmt
    var listen = ListenAddress(host: "127.0.0.1", port: 8080)
    /// The data directory, an absolute path.
    var data: String
    var rooms: [RoomConfiguration] = []
    var bodies: [Body] = []
    /// Bodies whose breaks are recorded and shown; those of all others are dark.
    var openBreaks: Set<String> = []
    /// Whether OParl servers in private networks may be asked: a city's own, as a rule.
    var asksPrivateAddresses = false

    /// - Parameters:
    ///   - file: nil for the defaults alone.
    ///   - data: the data directory that the command line names.
    ///   - listen: the address that the command line names.
    init(
        file: String?, data: String? = nil, listen: ListenAddress? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ConfigurationError) {
        self.data = Self.defaultData(environment)
        if let file { try read(try ConfigurationFile.text(of: file), file: file) }
        if let data { self.data = Self.absolute(data, from: nil) }
        if let listen { self.listen = listen }
    }

    /// The body whose sessions a room records where nothing else is said.
    func body(of room: RoomConfiguration) -> Body {
        bodies.first { $0.id == room.body } ?? Body(id: room.body, name: Self.name(for: room.body))
    }

    /// What is called by its id alone: "ratssaal" is "Ratssaal".
    static func name(for id: String) -> String {
        id.prefix(1).uppercased() + id.dropFirst()
    }

    /// XDG Base Directory Specification: `$XDG_DATA_HOME`, by default `~/.local/share`.
    private static func defaultData(_ environment: [String: String]) -> String {
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
            return absolute("ratskanal", from: data)
        }
        let home = environment["HOME"] ?? NSHomeDirectory()
        return absolute(".local/share/ratskanal", from: home)
    }

    /// A path as seen from a directory, by default the current one.
    static func absolute(_ path: String, from directory: String?) -> String {
        let base = URL(
            fileURLWithPath: directory ?? FileManager.default.currentDirectoryPath,
            isDirectory: true)
        return URL(fileURLWithPath: path, relativeTo: base).standardizedFileURL.path
    }
}
