import Media

extension Configuration {
    /// The keys that an input of each type has beside `type`.
    private static let keys = [
        "srt": ["listen", "passphrase"],
        "srt-caller": ["address", "passphrase", "streamId"],
        "udp": ["listen"],
        "rtsp": ["url"],
        "hls": ["url"],
        "file": ["path", "realtime"],
    ]

    private static let everywhere = ListenAddress(host: "0.0.0.0", port: 9710)

    /// Where a room's media come from; paths are seen from the configuration's directory.
    static func input(
        in room: ConfigurationGroup, room id: String, directory: String
    ) throws(ConfigurationError) -> Input {
        let all = Set(keys.values.joined()).sorted()
        guard let group = try room.group("input", keys: ["type"] + all) else {
            throw ConfigurationError(
                .missingKey, file: room.file, line: room.line,
                reason: "the room \(id) has no input; add "
                    + "input = { type = \"srt\"; listen = \"0.0.0.0:9710\"; };")
        }
        let type = try group.requiredText("type", "srt")
        guard type != "rtmp" else {
            throw group.error(
                .comesLater, "type",
                "input type \"rtmp\" comes later; let the encoder send by \"srt\" until then")
        }
        guard let own = keys[type] else {
            throw group.unknownWord(type, for: "type", known: keys.keys.sorted())
        }
        for key in all where !own.contains(key) && group.has(key) {
            throw group.error(
                .unknownKey, key, "an input of type \"\(type)\" has no \(key); remove that line")
        }
        return try input(of: type, in: group, directory: directory)
    }

    private static func input(
        of type: String, in group: ConfigurationGroup, directory: String
    ) throws(ConfigurationError) -> Input {
        switch type {
        case "srt":
            let listen = try address("listen", in: group, or: Self.everywhere)
            return .srtListener(
                host: listen.host, port: listen.port, passphrase: try passphrase(in: group))
        case "srt-caller":
            _ = try group.requiredText("address", "encoder.example.org:9710")
            let address = try address("address", in: group, or: Self.everywhere)
            return .srtCaller(
                host: address.host, port: address.port, passphrase: try passphrase(in: group),
                streamID: try group.text("streamId"))
        case "udp":
            let listen = try address("listen", in: group, or: Self.everywhere)
            return .udp(host: listen.host, port: listen.port)
        case "rtsp":
            return .rtsp(
                try url(in: group, schemes: ["rtsp"], example: "rtsp://user:secret@camera/stream"))
        case "hls":
            return .hls(
                try url(
                    in: group, schemes: ["http", "https"],
                    example: "https://example.org/live/index.m3u8"))
        default:
            let path = try group.requiredText("path", "/srv/sitzung.mp4")
            return .file(
                path: absolute(path, from: directory),
                atRealTime: try group.truth("realtime") ?? true)
        }
    }

    private static func address(
        _ key: String, in group: ConfigurationGroup, or usual: ListenAddress
    ) throws(ConfigurationError) -> ListenAddress {
        let address = try group.address(key) ?? usual
        guard address.port > 0 else {
            throw group.error(.wrongValue, key, "\(key) = \"\(address)\" needs a port")
        }
        return address
    }

    private static func passphrase(
        in group: ConfigurationGroup
    ) throws(ConfigurationError) -> String? {
        let passphrase = try group.text("passphrase")
        // SRT takes 10 to 79 bytes (draft-sharabayko-srt §6.1.4, libsrt's SRTO_PASSPHRASE).
        if let passphrase, !(10...79).contains(passphrase.utf8.count) {
            throw group.error(
                .wrongValue, "passphrase", "passphrase must have 10 to 79 characters")
        }
        return passphrase
    }

    private static func url(
        in group: ConfigurationGroup, schemes: Set<String>, example: String
    ) throws(ConfigurationError) -> StreamURL {
        let text = try group.requiredText("url", example)
        guard let url = StreamURL(text, schemes: schemes) else {
            // It is not shown, as there may be a password in it.
            let hint =
                text.contains("@")
                ? "; in user and password write # as %23, / as %2F, @ as %40, ? as %3F, : as %3A "
                    + "and % as %25" : ""
            throw group.error(.wrongValue, "url", "url must be like \"\(example)\"\(hint)")
        }
        return url
    }
}
