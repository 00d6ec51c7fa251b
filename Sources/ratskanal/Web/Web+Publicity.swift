import Agenda
import HTTP
import Link
import Recording
import Storage

/// What the office says of an item's publicity.
extension Web {
    /// From the console's form: the item under the name of what is said of it.
    ///
    /// Where what is open now would not be public the gate is closed before anything is stored;
    /// nothing said here opens it.
    func decidePublicity(
        _ form: FormFields?, of session: SessionID, by who: String
    ) async throws {
        let wishes: [(name: String, decision: PublicityDecision?)] = [
            ("public", .public), ("nonPublic", .nonPublic), ("undecided", nil),
        ]
        guard let wish = wishes.first(where: { form?[$0.name] != nil }),
            let item = form?[wish.name].flatMap(Int64.init)
        else { throw OfficeRefusal(.outdatedPage) }
        let contents = try catalogue.contents(of: session)
        if contents.session.state == .live,
            contents.deciding(wish.decision, onItem: item).openNonPublicItem != nil,
            case .refused(let status, let reason) =
                await commands.receive(.closeGate(session, by: who))
        {
            throw Problem(status, reason)
        }
        try catalogue.decide(wish.decision, onItem: item, of: session, by: who)
        // It may have been opened meanwhile.
        try await guardGate(of: contents.session, by: who)
        shelf.receive(.changed(session))
    }
}
