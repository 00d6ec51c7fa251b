import Synchronization

/// A call that is made before it is known whom it goes to.
final class Callback<Value: Sendable>: Sendable {
    private let target = Mutex<(@Sendable (Value) -> Void)?>(nil)

    func set(_ body: @escaping @Sendable (Value) -> Void) {
        target.withLock { $0 = body }
    }

    func call(_ value: Value) {
        target.withLock { $0 }?(value)
    }
}
