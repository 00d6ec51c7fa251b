/// Why the office's wish was not carried out, where its own page or the recorder refused.
struct OfficeRefusal: Error, Hashable {
    enum Code: Hashable, Sendable {
        /// A form that this version of the page does not send.
        case outdatedPage
        case noSuchMarker
        case noName
        case noText
        /// The session is not live.
        case notLive
        /// No room is configured for it here, or another session is live there.
        case noRoom
        /// What is open, by its printed number, keeps the gate closed.
        case openItemIsNonPublic(String)
        /// The gate is closed, and the disk did not take it.
        case closedButNotStored
        /// Anything else; an HTTP status.
        case other(Int)
    }

    /// What the office wanted, as far as it decides what a refusal means.
    enum Wish: Hashable, Sendable {
        case start, openGate, other
    }

    var code: Code

    init(_ code: Code) { self.code = code }

    /// What the recorder's refusal means: it comes with a status and an English sentence alone.
    ///
    /// - Parameters:
    ///   - isLive: whether a room has the session.
    ///   - isGateUnstored: whether the gate is closed and the disk has it otherwise.
    ///   - openNonPublic: the printed number of the item without the public that is open.
    init(status: Int, wish: Wish, isLive: Bool, isGateUnstored: Bool, openNonPublic: String?) {
        code =
            switch (status, wish) {
            case (409, .start): .noRoom
            case (409, _) where !isLive: .notLive
            case (409, .openGate):
                openNonPublic.map { .openItemIsNonPublic($0) } ?? .other(409)
            case (500, .other) where isGateUnstored: .closedButNotStored
            default: .other(status)
            }
    }
}
