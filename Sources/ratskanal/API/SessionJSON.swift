import Agenda
import Foundation

/// A session as the API shows it; the agenda only where one session is asked for.
struct SessionJSON: Encodable {
    struct Item: Encodable {
        struct PaperJSON: Encodable {
            var reference: String
            var title: String
            var url: String?
        }

        var id: Int64
        var number: String
        /// Nil for an item that is not public, as are its papers and result.
        var title: String?
        var `public`: Bool
        var parent: Int64?
        var papers: [PaperJSON]
        var result: String?
        var withdrawn: Bool
        var oparlId: String?
    }

    var id: String
    var title: String
    var body: String
    var start: APITime?
    var state: String
    var visibility: String
    var oparlId: String?
    var agenda: [Item]?

    init(_ session: Session, agenda: PublicAgenda? = nil) {
        id = session.id.rawValue
        title = session.title
        body = session.body.id
        start = session.begin.map(APITime.init)
        state = session.state.rawValue
        visibility = session.visibility.rawValue
        oparlId = session.oparlID
        self.agenda = agenda?.items.map { item in
            Item(
                id: item.id, number: item.number, title: item.title, public: item.isPublic,
                parent: item.parent,
                papers: item.papers.map {
                    .init(reference: $0.reference, title: $0.title, url: $0.url)
                },
                result: item.result, withdrawn: item.isWithdrawn, oparlId: item.oparlID)
        }
    }
}
