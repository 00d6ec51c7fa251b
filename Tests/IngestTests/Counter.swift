import Synchronization

/// Counts calls from any thread.
final class Counter: Sendable {
    private let value = Atomic(0)

    /// From 0.
    func next() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
}
