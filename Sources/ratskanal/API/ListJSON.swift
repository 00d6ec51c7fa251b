import Agenda
import Foundation
import Pages
import Storage

/// One page of a list; `next` is the path of the page after it.
struct ListJSON<Element: Encodable>: Encodable {
    var data: [Element]
    var next: String?
}

/// A person as the API shows them.
struct PersonJSON: Encodable {
    var id: Int64
    var name: String
    var factions: [String]
    var role: String?
    var oparlId: String?

    init(_ person: Person, on day: String) {
        id = person.id
        name = person.name
        factions = person.factions(on: day)
        role = person.role
        oparlId = person.oparlID
    }
}

/// What the search found.
struct SearchJSON: Encodable {
    struct Hit: Encodable {
        var kind: String
        var session: String
        var item: Int64?
        var speech: Int64?
        /// Where to play from: 5 s before the moment.
        var mediaTime: MediaTime?
        var title: String
        /// Plain text; what matched stands between `⟦` and `⟧`.
        var snippet: String
    }

    var data: [Hit]
    var total: Int
    var isEstimate: Bool
    var suggestion: String?
    var next: String?

    init(_ result: SearchResult, next: String?) {
        data = result.hits.map { hit in
            Hit(
                kind: hit.kind.rawValue, session: hit.session.rawValue, item: hit.item,
                speech: hit.speech, mediaTime: hit.playFrom, title: hit.text,
                snippet: hit.snippet.map { $0.isMatch ? "⟦\($0.text)⟧" : $0.text }.joined())
        }
        total = result.total
        isEstimate = result.isEstimate
        suggestion = result.suggestion
        self.next = next
    }
}

/// What a room does.
struct RoomJSON: Encodable {
    struct Next: Encodable {
        var session: String
        var begin: APITime?
    }

    var room: String
    var session: String?
    /// `live`, `break` while a live session pauses, `planned` or `none`.
    var state: String
    var gate: String
    var input: String
    /// When it closed, paused or was lost.
    var since: APITime?
    var next: Next?
}
