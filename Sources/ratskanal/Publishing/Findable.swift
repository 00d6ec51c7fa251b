import Agenda
import Storage

/// Keeps the search index at what everybody may know.
enum Findable {
    /// How many sessions share a transaction: a live session's parts wait for each.
    private static let batch = 20

    /// Enters a session as the catalogue has it now; one that is not public is taken out.
    static func update(_ id: SessionID, in catalogue: Catalogue) throws {
        try update([id], in: catalogue)
    }

    /// Enters many sessions, as an import brings them.
    ///
    /// - Parameter persons: everybody the catalogue knows; nil is what it says now.
    static func update(
        _ ids: [SessionID], naming persons: [Person]? = nil, in catalogue: Catalogue
    ) throws {
        guard !ids.isEmpty else { return }
        let persons = try persons ?? catalogue.persons(on: nil)
        for start in stride(from: 0, to: ids.count, by: batch) {
            var texts: [SessionID: [IndexedText]] = [:]
            for id in ids[start..<min(start + batch, ids.count)] {
                texts[id] = try Self.texts(of: id, persons: persons, in: catalogue)
            }
            try catalogue.reindex(texts)
        }
    }

    private static func texts(
        of id: SessionID, persons: [Person], in catalogue: Catalogue
    ) throws -> [IndexedText] {
        guard let session = try catalogue.session(id), session.visibility == .public,
            session.state != .cancelled
        else { return [] }
        let contents = try catalogue.contents(of: id)
        return IndexedText.all(
            of: contents.session, agenda: contents.agenda, timeline: contents.timeline,
            persons: persons, isPublic: contents.publicity.isPublic)
    }
}
