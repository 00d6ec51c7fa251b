/// Where a page is, whatever its language.
public struct PageAddress: Sendable, Hashable {
    /// "https://rat.example"; nil where nobody said.
    public var origin: String?
    /// "/sessions/x?t=3s", without a language.
    public var path: String

    /// - Parameters:
    ///   - path: as asked for, still encoded; one that would lead to another host is `/`.
    ///   - query: as asked for, without `?`.
    public init(path: String, query: String? = nil, origin: String? = nil) {
        self.origin = origin
        let isOurs = path.hasPrefix("/") && !path.hasPrefix("//") && !path.hasPrefix("/\\")
        let others = (query ?? "").split(separator: "&").filter {
            $0 != "lang" && !$0.hasPrefix("lang=")
        }
        self.path =
            (isOurs ? path : "/") + (others.isEmpty ? "" : "?" + others.joined(separator: "&"))
    }

    /// A path of ours that says its language.
    static func adding(_ language: Language, to path: String) -> String {
        path + (path.contains("?") ? "&" : "?") + "lang=\(language.rawValue)"
    }

    /// The page in a language, as a path.
    func path(in language: Language) -> String {
        Self.adding(language, to: path)
    }

    /// The page's whole address, as other sites need it; in no language it is for readers of all.
    func whole(in language: Language?) -> String {
        (origin ?? "") + (language.map(path(in:)) ?? path)
    }
}
