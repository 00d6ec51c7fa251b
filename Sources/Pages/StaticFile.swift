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
        // FNV-1a: it only has to differ between builds.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        version = String(hash, radix: 36)
    }

    /// All of them.
    public static let all: [StaticFile] = [
        StaticFile("style.css", "text/css; charset=utf-8", PackageResources.style_css),
        StaticFile("player.js", "text/javascript; charset=utf-8", PackageResources.player_js),
        StaticFile("console.js", "text/javascript; charset=utf-8", PackageResources.console_js),
        StaticFile("crest.svg", "image/svg+xml", PackageResources.crest_svg),
    ]

    /// The file of that name, or nil.
    public static func named(_ name: String) -> StaticFile? {
        all.first { $0.name == name }
    }

    /// Where a page finds it: "/static/style.css?v=…".
    public static func path(_ name: String) -> String {
        "/static/\(name)?v=\(named(name)?.version ?? "0")"
    }
}
