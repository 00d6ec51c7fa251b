import Foundation

/// Starts other programs one after another.
///
/// Foundation hands a child every descriptor that another thread makes between its look at what is
/// open and the child's start: the pipes and the sockets of the child beside it, by whose ends the
/// end of that one is known. Whoever waits for one then waits for both.
public enum Spawning {
    private static let turn = NSLock()

    /// Prepares a process with its pipes and starts it, while nobody else does.
    public static func inTurn<Value>(_ start: () throws -> Value) rethrows -> Value {
        try turn.withLock(start)
    }
}
