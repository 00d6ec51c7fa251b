import Foundation

/// What the command line asks for.
struct Options {
    static let usage = """
        hls-check [--loads N] [--no-media] URL|FILE

        Checks a multivariant or media playlist, all playlists that it names, and their init
        sections, segments and parts, against RFC 8216bis. One that is live is loaded again, three
        times in all or as often as is said, with delta updates that have to make up the whole.
        Ends with 1 where something is wrong.

        """

    var url: URL
    var loads = 3
    var looksAtMedia = true

    /// Nil where they cannot be understood.
    init?(_ words: [String]) {
        var place: String?
        var rest = words[...]
        while let word = rest.popFirst() {
            switch word {
            case "--loads":
                guard let count = rest.popFirst().flatMap({ Int($0) }), count > 0 else {
                    return nil
                }
                loads = count
            case "--no-media": looksAtMedia = false
            default:
                guard place == nil, !word.hasPrefix("-") else { return nil }
                place = word
            }
        }
        guard let place else { return nil }
        let isURL = place.firstMatch(of: /^[a-z]+:\/\//) != nil
        guard let url = isURL ? URL(string: place) : URL(filePath: place) else { return nil }
        self.url = url
    }
}
