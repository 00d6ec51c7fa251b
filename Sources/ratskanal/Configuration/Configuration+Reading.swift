import Agenda
import Foundation
import Media

extension Configuration {
    /// Takes over what a file's text says; paths in it are seen from its directory.
    mutating func read(_ text: String, file: String) throws(ConfigurationError) {
        let directory = URL(fileURLWithPath: file).deletingLastPathComponent().path
        let root = try ConfigurationGroup(
            try ConfigurationFile.settings(of: text, file: file), name: "", line: 1, file: file,
            keys: ["city", "timeZone", "listen", "data", "rooms", "bodies", "oparl"])
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
        (bodies, openBreaks) = try Self.bodies(in: root)
        if let oparl = try root.group("oparl", keys: ["privateAddresses"]) {
            asksPrivateAddresses = try oparl.truth("privateAddresses") ?? false
        }
        rooms = try Self.rooms(in: root, bodies: bodies, directory: directory)
    }

    /// What becomes of the picture in a break.
    private enum Breaks: String, CaseIterable {
        /// Nothing is recorded or shown.
        case dark
        case open
    }

    private static func bodies(
        in root: ConfigurationGroup
    ) throws(ConfigurationError) -> ([Body], openBreaks: Set<String>) {
        var bodies: [Body] = []
        var openBreaks: Set<String> = []
        let groups = try root.groups(
            "bodies", keys: ["id", "name", "visibility", "archive", "breaks"])
        for group in groups {
            let id = try id(in: group, among: bodies.map(\.id))
            bodies.append(
                Body(
                    id: id, name: try group.text("name") ?? name(for: id),
                    visibility: try group.choice("visibility", of: Visibility.self) ?? .public,
                    archive: try group.choice("archive", of: ArchivePolicy.self) ?? .atOnce))
            if try group.choice("breaks", of: Breaks.self) == .open { openBreaks.insert(id) }
        }
        return (bodies, openBreaks)
    }

    private static func rooms(
        in root: ConfigurationGroup, bodies: [Body], directory: String
    ) throws(ConfigurationError) -> [RoomConfiguration] {
        var rooms: [RoomConfiguration] = []
        let groups = try root.groups(
            "rooms",
            keys: [
                "id", "name", "body", "start", "endAfterLoss", "gateDelay", "encoderDelay", "hevc",
                "preset", "input",
            ])
        for group in groups {
            let id = try id(in: group, among: rooms.map(\.id))
            let input = try input(in: group, room: id, directory: directory)
            let room = RoomConfiguration(
                id: id, name: try group.text("name") ?? name(for: id),
                body: try body(in: group, among: bodies) ?? bodies.first?.id ?? "gemeinderat",
                start: try group.choice("start", of: RoomConfiguration.Start.self) ?? .manual,
                endAfterLoss: try group.seconds("endAfterLoss", in: 0...86_400).flatMap {
                    $0 > 0 ? $0 : nil
                },
                gateDelay: try gateDelay(in: group, input),
                encoderDelay: try group.seconds("encoderDelay", in: 0...60) ?? 0,
                hasGateDelay: group.has("gateDelay"), hasEncoderDelay: group.has("encoderDelay"),
                conversion: try conversion(in: group),
                input: input)
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
        guard let address = room.input.listenAddress else { return }
        for other in others where other.input.listenAddress?.overlaps(address) == true {
            throw group.error(
                .doubled, "input",
                "the rooms \(other.id) and \(room.id) both listen on port \(address.port); "
                    + "give one another port")
        }
    }

    /// Seconds that HLS may come late: some segments, and what the publisher needs.
    private static let fetchedDelay = 60.0

    /// What comes in segments shows what was long ago: opening must wait until that is over.
    private static func gateDelay(
        in group: ConfigurationGroup, _ input: Input
    ) throws(ConfigurationError) -> Double {
        let given = try group.seconds("gateDelay", in: 0...600)
        guard input.isFetched else { return given ?? 5 }
        if let given, given < fetchedDelay {
            throw group.error(
                .wrongValue, "gateDelay",
                "gateDelay must be at least \(Int(fetchedDelay)) seconds for HLS, which comes late")
        }
        return given ?? fetchedDelay
    }

    private static func conversion(
        in group: ConfigurationGroup
    ) throws(ConfigurationError) -> ConversionSettings {
        var settings = ConversionSettings()
        if let hevc = try group.choice("hevc", of: ConversionSettings.HEVC.self) {
            settings.hevc = hevc
        }
        if let preset = try group.choice("preset", of: ConversionSettings.Preset.self) {
            settings.preset = preset
        }
        return settings
    }
}
