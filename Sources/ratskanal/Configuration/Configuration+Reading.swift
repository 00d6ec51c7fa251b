import Agenda
import Foundation
import Media

extension Configuration {
    /// Takes over what a file's text says; paths in it are seen from its directory.
    mutating func read(_ text: String, file: String) throws(ConfigurationError) {
        let directory = URL(fileURLWithPath: file).deletingLastPathComponent().path
        let root = try ConfigurationGroup(
            try ConfigurationFile.settings(of: text, file: file), name: "", line: 1, file: file,
            keys: ["city", "timeZone", "listen", "data", "rooms", "bodies"])
        if let name = try root.text("city") { city = name }
        if let name = try root.text("timeZone") {
            guard let zone = TimeZone(identifier: name) else {
                throw root.unknownWord(
                    name, for: "timeZone", known: TimeZone.knownTimeZoneIdentifiers)
            }
            timeZone = zone
        }
        if let address = try root.address("listen") { listen = address }
        if let path = try root.text("data") { data = Self.absolute(path, from: directory) }
        bodies = try Self.bodies(in: root)
        rooms = try Self.rooms(in: root, bodies: bodies, directory: directory)
    }

    private static func bodies(
        in root: ConfigurationGroup
    ) throws(ConfigurationError) -> [Body] {
        var bodies: [Body] = []
        let groups = try root.groups("bodies", keys: ["id", "name", "visibility", "archive"])
        for group in groups {
            let id = try id(in: group, among: bodies.map(\.id))
            bodies.append(
                Body(
                    id: id, name: try group.text("name") ?? name(for: id),
                    visibility: try group.choice("visibility", of: Visibility.self) ?? .public,
                    archive: try group.choice("archive", of: ArchivePolicy.self) ?? .atOnce))
        }
        return bodies
    }

    private static func rooms(
        in root: ConfigurationGroup, bodies: [Body], directory: String
    ) throws(ConfigurationError) -> [RoomConfiguration] {
        var rooms: [RoomConfiguration] = []
        let groups = try root.groups(
            "rooms",
            keys: [
                "id", "name", "body", "start", "endAfterLoss", "gateDelay", "encoderDelay", "input",
            ])
        for group in groups {
            let id = try id(in: group, among: rooms.map(\.id))
            let room = RoomConfiguration(
                id: id, name: try group.text("name") ?? name(for: id),
                body: try body(in: group, among: bodies) ?? bodies.first?.id ?? "gemeinderat",
                start: try group.choice("start", of: RoomConfiguration.Start.self) ?? .manual,
                endAfterLoss: try group.seconds("endAfterLoss", in: 0...86_400).flatMap {
                    $0 > 0 ? $0 : nil
                },
                gateDelay: try group.seconds("gateDelay", in: 0...600) ?? 5,
                encoderDelay: try group.seconds("encoderDelay", in: 0...60) ?? 0,
                input: try input(in: group, room: id, directory: directory))
            try check(room, group, among: rooms)
            rooms.append(room)
        }
        return rooms
    }

    private static func id(
        in group: ConfigurationGroup, among others: [String]
    ) throws(ConfigurationError) -> String {
        let id = try group.requiredText("id", "ratssaal")
        guard Slug.isValid(id) else {
            let hint = Slug.make(from: id).map { "; \"\($0)\" would do" } ?? ""
            throw group.error(
                .wrongValue, "id",
                "id = \"\(id)\" must be 1 to 40 of a-z, 0-9 and -\(hint)")
        }
        guard !others.contains(id) else {
            throw group.error(
                .doubled, "id", "\"\(id)\" is there twice in \(group.name); rename one")
        }
        return id
    }

    private static func body(
        in group: ConfigurationGroup, among bodies: [Body]
    ) throws(ConfigurationError) -> String? {
        guard let id = try group.text("body") else { return nil }
        guard Slug.isValid(id), bodies.isEmpty || bodies.contains(where: { $0.id == id }) else {
            throw group.unknownWord(id, for: "body", known: bodies.map(\.id))
        }
        return id
    }

    private static func check(
        _ room: RoomConfiguration, _ group: ConfigurationGroup, among others: [RoomConfiguration]
    ) throws(ConfigurationError) {
        guard case .srtListener(_, let port, _) = room.input else { return }
        for other in others {
            if case .srtListener(_, port, _) = other.input {
                throw group.error(
                    .doubled, "input",
                    "the rooms \(other.id) and \(room.id) both listen on port \(port); "
                        + "give one another port")
            }
        }
    }

    private static let inputsToCome = ["rtmp", "rtsp", "udp", "hls", "srt-caller"]

    private static func input(
        in room: ConfigurationGroup, room id: String, directory: String
    ) throws(ConfigurationError) -> Input {
        let keys = ["type", "listen", "passphrase", "path", "realtime"]
        guard let group = try room.group("input", keys: keys) else {
            throw ConfigurationError(
                .missingKey, file: room.file, line: room.line,
                reason: "the room \(id) has no input; add "
                    + "input = { type = \"srt\"; listen = \"0.0.0.0:9710\"; };")
        }
        let type = try group.requiredText("type", "srt")
        switch type {
        case "srt":
            try group.refuse(["path", "realtime"], with: type)
            return try srt(in: group)
        case "file":
            try group.refuse(["listen", "passphrase"], with: type)
            let path = try group.requiredText("path", "/srv/sitzung.mp4")
            return .file(
                path: absolute(path, from: directory),
                atRealTime: try group.truth("realtime") ?? true)
        case let type where inputsToCome.contains(type):
            throw group.error(
                .comesLater, "type",
                "input type \"\(type)\" comes later; use \"srt\" or \"file\" until then")
        default:
            throw group.unknownWord(type, for: "type", known: ["srt", "file"])
        }
    }

    private static func srt(
        in group: ConfigurationGroup
    ) throws(ConfigurationError) -> Input {
        let address = try group.address("listen") ?? ListenAddress(host: "0.0.0.0", port: 9710)
        guard address.port > 0 else {
            throw group.error(.wrongValue, "listen", "listen = \"\(address)\" needs a port")
        }
        let passphrase = try group.text("passphrase")
        // SRT takes 10 to 79 bytes (draft-sharabayko-srt §6.1.4, libsrt's SRTO_PASSPHRASE).
        if let passphrase, !(10...79).contains(passphrase.utf8.count) {
            throw group.error(
                .wrongValue, "passphrase", "passphrase must have 10 to 79 characters")
        }
        return .srtListener(host: address.host, port: address.port, passphrase: passphrase)
    }
}

extension ConfigurationGroup {
    /// Refuses settings that have no meaning beside an input's type.
    fileprivate func refuse(
        _ keys: [String], with type: String
    ) throws(ConfigurationError) {
        for key in keys where has(key) {
            throw error(
                .unknownKey, key, "an input of type \"\(type)\" has no \(key); remove that line")
        }
    }
}
