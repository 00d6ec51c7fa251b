import Foundation

/// Runs what may block where no other test waits for it.
enum OwnThread {
    private struct Box<Value>: @unchecked Sendable {
        // Handed from one thread to the other, and used by neither after that.
        let value: Value
    }

    static func run<Value>(_ body: @escaping @Sendable () -> Value) async -> Value {
        let box = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: Box(value: body())) }
        }
        return box.value
    }
}
