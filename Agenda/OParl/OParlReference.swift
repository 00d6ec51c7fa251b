/// How objects are called by others: by their id, or by an address that resembles it.
struct OParlReference: Hashable, Sendable {
    /// The id without what differs from one answer of a server to the next.
    let key: String

    init(_ id: String) {
        var key = id
        for scheme in ["https://", "http://"] where key.lowercased().hasPrefix(scheme) {
            key = String(key.dropFirst(scheme.count))
            break
        }
        while key.hasSuffix("/") { key.removeLast() }
        self.key = key
    }

    /// What an address ends with: the whole id in some systems.
    var lastWord: OParlReference? {
        key.split { $0 == "/" || $0 == "=" || $0 == ":" }.last.map { OParlReference(String($0)) }
            .flatMap { $0 == self ? nil : $0 }
    }
}
