public import Agenda
public import Foundation

extension RoomIngest {
    public var status: Status {
        lock.withLock {
            let isStored = lastPress.map { book.has($0.generation) } ?? book.isStored
            return Status(
                session: session, isConnected: isConnected, isGateClosed: gate.isClosed,
                opensAt: opensAt.map { Date(timeIntervalSinceNow: max(0, $0 - Monotonic.now)) },
                isBreak: gate.isBreak, isGateStored: isStored, gateSince: gateSince,
                recordedSince: recordedSince, trouble: trouble)
        }
    }

    /// A room at a moment.
    public struct Status: Sendable, Hashable {
        public var session: SessionID?
        public var isConnected: Bool
        /// Also while it waits to open.
        public var isGateClosed: Bool
        /// When it opens by itself; nil where it does not wait for that.
        public var opensAt: Date?
        /// Whether a break hides the picture.
        public var isBreak: Bool
        /// Whether record and block have the gate's state: only then does it outlive a crash.
        public var isGateStored: Bool
        public var gateSince: Date?
        public var recordedSince: Date?
        public var trouble: String?
    }
}
