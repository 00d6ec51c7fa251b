/// Why a room did not do what it was told.
public struct IngestError: Error, Sendable, CustomStringConvertible {
    public enum Code: Sendable, Hashable {
        case alreadyRecording
        case notRecording
        /// The state of the gate could not be stored.
        case gateNotStored
    }

    public var code: Code
    public var room: String
    public var cause: String?

    public init(_ code: Code, room: String, cause: String? = nil) {
        self.code = code
        self.room = room
        self.cause = cause
    }

    public var description: String {
        switch code {
        case .alreadyRecording:
            "Room \(room) is recording \(cause ?? "another session"): stop that one first."
        case .notRecording: "Room \(room) is recording nothing."
        case .gateNotStored:
            "Room \(room): nothing goes out, but the closed gate could not be stored "
                + "(\(cause ?? "unknown")): do not restart before the disk works again."
        }
    }
}
