import Agenda
import HTTP
import Link
import Recording
import Storage

/// What the office says of an item's publicity.
extension Web {
    /// From the console's form: the item under the name of what is said of it.
    ///
    /// Of a live session ingest is asked, as it may close the gate; nothing said here opens it.
    func decidePublicity(_ form: FormFields?, of session: Session, by who: String) throws {
        let wishes: [(name: String, decision: PublicityDecision?)] = [
            ("public", .public), ("nonPublic", .nonPublic), ("undecided", nil),
        ]
        guard let wish = wishes.first(where: { form?[$0.name] != nil }),
            let item = form?[wish.name].flatMap(Int64.init)
        else { throw OfficeRefusal(.outdatedPage) }
        guard session.state == .live else {
            try catalogue.decide(wish.decision, onItem: item, of: session.id, by: who)
            return shelf.receive(.changed(session.id))
        }
        try command(.decide(session.id, item: item, wish.decision, by: who))
    }
}
