import Foundation
import Glibc

/// Blocking work on a thread of its own, whose children hear signals: threads of the cooperative
/// pool block all of them, and what they start would inherit that.
enum OwnThread {
    static func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                var none = sigset_t()
                sigemptyset(&none)
                pthread_sigmask(SIG_SETMASK, &none, nil)
                continuation.resume(with: Result { try work() })
            }
        }
    }
}
