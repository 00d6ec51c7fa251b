public import Agenda
public import Recording

/// Remembers elsewhere which numbers name something while the catalogue cannot be had, so that
/// after a kill none of them names other bytes.
public protocol NumberKeeper: Sendable {
    /// Called before anything is announced from memory by a number that the catalogue may not
    /// have, with all that was named since the process began; none of it is ever lower than
    /// before. What is announced waits for it, so it never waits for the store.
    func keep(_ numbers: NamedNumbers, of session: SessionID)
}
