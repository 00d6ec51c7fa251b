/// A file that pages refer to, served under `/static/NAME?v=VERSION` and cached for ever.
public struct StaticFile: Sendable {
    /// "style.css"
    public var name: String
    public var contentType: String
    public var bytes: [UInt8]
    /// Another one whenever the bytes are others.
    public var version: String

    init(_ name: String, _ contentType: String, _ bytes: [UInt8]) {
        self.name = name
        self.contentType = contentType
        self.bytes = bytes
        version = Self.version(of: [bytes])
    }

    /// FNV-1a: it only has to differ between builds.
    private static func version(of files: [[UInt8]]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for bytes in files {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        return String(hash, radix: 36)
    }

    /// All of them.
    public static let all: [StaticFile] =
        [
            StaticFile("style.css", "text/css; charset=utf-8", style),
            StaticFile("crest.svg", "image/svg+xml", PackageResources.crest_svg),
        ] + scripts

    /// One file for the browser, as each one costs it a question before it paints.
    private static let style =
        PackageResources.tokens_css + PackageResources.pages_css + PackageResources.console_css

    /// The scripts' modules, as they lie in `Static`.
    private static let modules: [(name: String, bytes: [UInt8])] = [
        ("agenda.js", PackageResources.agenda_js),
        ("blocks.js", PackageResources.blocks_js),
        ("buffer.js", PackageResources.buffer_js),
        ("closing.js", PackageResources.closing_js),
        ("combobox.js", PackageResources.combobox_js),
        ("confirmation.js", PackageResources.confirmation_js),
        ("console.js", PackageResources.console_js),
        ("controls.js", PackageResources.controls_js),
        ("engine.js", PackageResources.engine_js),
        ("gatebanner.js", PackageResources.gatebanner_js),
        ("keys.js", PackageResources.keys_js),
        ("native.js", PackageResources.native_js),
        ("notice.js", PackageResources.notice_js),
        ("page.js", PackageResources.page_js),
        ("player.js", PackageResources.player_js),
        ("playlist.js", PackageResources.playlist_js),
        ("presskey.js", PackageResources.presskey_js),
        ("regions.js", PackageResources.regions_js),
        ("reload.js", PackageResources.reload_js),
        ("requests.js", PackageResources.requests_js),
        ("segments.js", PackageResources.segments_js),
        ("sending.js", PackageResources.sending_js),
        ("serverclock.js", PackageResources.serverclock_js),
        ("situation.js", PackageResources.situation_js),
        ("strip.js", PackageResources.strip_js),
        ("timeline.js", PackageResources.timeline_js),
        ("track.js", PackageResources.track_js),
        ("watchdog.js", PackageResources.watchdog_js),
        ("words.js", PackageResources.words_js),
    ]

    /// A script imports its siblings by a name alone, and browsers keep them for ever: so each
    /// import gets the version too, one for all of them.
    private static let scripts: [StaticFile] = {
        let version = Self.version(of: modules.map(\.bytes))
        return modules.map { module in
            var file = StaticFile(
                module.name, "text/javascript; charset=utf-8",
                versioned(module.bytes, by: version))
            file.version = version
            return file
        }
    }()

    /// `from "./words.js"` becomes `from "./words.js?v=VERSION"`.
    private static func versioned(_ script: [UInt8], by version: String) -> [UInt8] {
        var text = String(decoding: script, as: UTF8.self)
        for module in modules {
            text = text.replacing(
                "from \"./\(module.name)\"", with: "from \"./\(module.name)?v=\(version)\"")
        }
        return Array(text.utf8)
    }

    /// The file of that name, or nil.
    public static func named(_ name: String) -> StaticFile? {
        all.first { $0.name == name }
    }

    /// Where a page finds it: "/static/style.css?v=…".
    public static func path(_ name: String) -> String {
        "/static/\(name)?v=\(named(name)?.version ?? "0")"
    }
}
