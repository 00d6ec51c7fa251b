import Foundation
import Synchronization

/// Whether the operator or systemd wants long work to end: it then leaves nothing half-made.
enum Interruption {
    private static let flag = Atomic(false)

    /// From now on SIGINT and SIGTERM do no more than being remembered.
    static func watch() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { _ in Interruption.flag.store(true, ordering: .relaxed) }
        }
    }

    static var hasCome: Bool { flag.load(ordering: .relaxed) }
}
