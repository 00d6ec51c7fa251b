public import Agenda
public import Foundation

extension RoomIngest {
    public var status: Status {
        lock.withLock {
            Status(
                session: session, isConnected: isConnected, isGateClosed: gate.isClosed,
                opensAt: opensAt.map { Date(timeIntervalSinceNow: max(0, $0 - Monotonic.now)) },
                isBreak: gate.isBreak,
                isGateStored: lastPress.map { book.hasStored($0.generation) } ?? true,
                gateSince: gateSince, recordedSince: recordedSince,
                lateness: isConnected ? lateness : 0, trouble: trouble)
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
        /// Seconds by which what the encoder sends comes later than the room's delays say.
        public var lateness: TimeInterval
        public var trouble: String?
    }
}
