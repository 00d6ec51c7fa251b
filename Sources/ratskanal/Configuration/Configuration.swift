import Agenda
import Foundation

/// What the operator decides; a flag beats the file, the file beats the default.
struct Configuration: Sendable {
    /// The city's name in the pages' heads.
    var city = ""
    var timeZone: TimeZone
    var listen: ListenAddress
    /// The data directory.
    var data: String
    var rooms: [RoomConfiguration] = []
    var bodies: [Body] = []

    /// Reads a file, or takes the defaults where there is none.
    init(file path: String?, data: String? = nil) throws(ConfigurationError) {
        guard let zone = TimeZone(identifier: "Europe/Berlin") ?? TimeZone(identifier: "UTC"),
            let listen = ListenAddress("127.0.0.1:8080")
        else { preconditionFailure("defaults") }
        timeZone = zone
        self.listen = listen
        self.data = data ?? Self.defaultData
        guard let path else { return }
        let root = try ConfigurationFile(path).root
        try root.allow(["city", "timeZone", "listen", "data", "rooms", "bodies"])
        city = try root.text("city") ?? ""
        if let name = try root.text("timeZone") {
            guard let zone = TimeZone(identifier: name) else {
                throw root.error(at: "timeZone", "there is no time zone \"\(name)\"")
            }
            timeZone = zone
        }
        if let text = try root.text("listen") {
            guard let address = ListenAddress(text) else {
                throw root.error(at: "listen", "listen must be an address like \"127.0.0.1:8080\"")
            }
            self.listen = address
        }
        if data == nil, let configured = try root.text("data") { self.data = configured }
        for group in try root.groups("bodies") { bodies.append(try Body(group)) }
        for group in try root.groups("rooms") {
            let room = try RoomConfiguration(group)
            guard !rooms.contains(where: { $0.id == room.id }) else {
                throw group.error(at: "id", "there are two rooms \"\(room.id)\"")
            }
            rooms.append(room)
        }
    }

    private static var defaultData: String {
        let environment = ProcessInfo.processInfo.environment
        let base =
            environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? (environment["HOME"] ?? "/root") + "/.local/share"
        return base + "/ratskanal"
    }
}

extension Body {
    init(_ group: ConfigurationFile.Group) throws(ConfigurationError) {
        try group.allow(["id", "name", "visibility", "archive"])
        guard let id = try group.text("id"), Slug.isValid(id) else {
            throw group.error(at: "id", "a body's id is 1 to 40 of a-z, 0-9 and -")
        }
        self.init(
            id: id, name: try group.text("name") ?? id,
            visibility: try group.word("visibility", as: Visibility.self) ?? .public,
            archive: try group.word("archive", as: ArchivePolicy.self) ?? .atOnce)
    }
}
