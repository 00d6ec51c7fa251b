import Agenda
import Foundation
import Media

/// A room as configured.
struct RoomConfiguration: Sendable {
    /// When a session begins to be recorded.
    enum Start: String, Sendable, CaseIterable {
        /// By the office's command.
        case manual
        /// At its planned time.
        case scheduled
        /// When the encoder connects.
        case connect
    }

    var id: String
    var name: String
    /// The body whose session is made where none is planned.
    var body: String
    var start: Start
    /// Seconds after the encoder's loss at which the session ends by itself; nil for never.
    var endAfterLoss: TimeInterval?
    var gateDelay: TimeInterval
    var encoderDelay: TimeInterval
    var input: Input
}

extension RoomConfiguration {
    init(_ group: ConfigurationFile.Group) throws(ConfigurationError) {
        try group.allow([
            "id", "name", "body", "start", "endAfterLoss", "gateDelay", "encoderDelay", "input",
        ])
        guard let id = try group.text("id") else { throw group.error(at: "id", "a room needs an id") }
        guard Slug.isValid(id) else {
            throw group.error(at: "id", "a room's id is 1 to 40 of a-z, 0-9 and -")
        }
        guard let input = try group.group("input") else {
            throw group.error(at: "input", "room \(id) needs an input = { type = \"srt\"; … }")
        }
        self.id = id
        name = try group.text("name") ?? id.prefix(1).uppercased() + id.dropFirst()
        body = try group.text("body") ?? "gemeinderat"
        guard Slug.isValid(body) else {
            throw group.error(at: "body", "a body's id is 1 to 40 of a-z, 0-9 and -")
        }
        start = try group.word("start", as: Start.self) ?? .manual
        let loss = try group.number("endAfterLoss", in: 0...86_400) ?? 0
        endAfterLoss = loss > 0 ? loss : nil
        gateDelay = try group.number("gateDelay", in: 0...120) ?? 5
        encoderDelay = try group.number("encoderDelay", in: 0...120) ?? 0
        self.input = try Input(input)
    }
}

extension Input {
    /// What types there will be, so that one that is not there yet is not called a mistake.
    private static let later = ["rtmp", "rtsp", "udp", "hls", "srt-caller"]

    init(_ group: ConfigurationFile.Group) throws(ConfigurationError) {
        try group.allow(["type", "listen", "passphrase", "path", "realtime"])
        guard let type = try group.text("type") else {
            throw group.error(at: "type", "an input needs a type, \"srt\" or \"file\"")
        }
        switch type {
        case "srt":
            let text = try group.text("listen") ?? "0.0.0.0:9710"
            guard let address = ListenAddress(text) else {
                throw group.error(at: "listen", "listen must be an address like \"0.0.0.0:9710\"")
            }
            let passphrase = try group.text("passphrase")
            if let passphrase, !(10...79).contains(passphrase.utf8.count) {
                throw group.error(at: "passphrase", "an SRT passphrase has 10 to 79 characters")
            }
            self = .srtListener(host: address.host, port: address.port, passphrase: passphrase)
        case "file":
            guard let path = try group.text("path") else {
                throw group.error(at: "path", "an input of type \"file\" needs a path")
            }
            self = .file(path: path, atRealTime: try group.flag("realtime") ?? true)
        case _ where Self.later.contains(type):
            throw group.error(
                at: "type", "an input of type \"\(type)\" cannot be taken yet; use \"srt\"")
        default:
            let hint = Spelling.nearest(to: type, in: ["srt", "file"] + Self.later)
            throw group.error(
                at: "type",
                "there is no input of type \"\(type)\"" + (hint.map { "; did you mean \"\($0)\"?" } ?? ""))
        }
    }
}
