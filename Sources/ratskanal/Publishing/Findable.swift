import Agenda
import Storage

/// Keeps the search index at what everybody may know.
enum Findable {
    /// Enters a session as the catalogue has it now; one that is not public is taken out.
    static func update(_ id: SessionID, in catalogue: Catalogue) throws {
        guard let session = try catalogue.session(id), session.visibility == .public,
            session.state != .cancelled
        else { return try catalogue.removeFromSearch(id) }
        let contents = try catalogue.contents(of: id)
        let persons = try catalogue.persons(on: nil)
        try catalogue.reindex(
            id,
            as: IndexedText.all(
                of: contents.session, agenda: contents.agenda, timeline: contents.timeline,
                persons: persons, isPublic: contents.publicity.isPublic))
    }
}
