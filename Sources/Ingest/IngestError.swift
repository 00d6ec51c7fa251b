/// Why a room did not do what it was told.
public struct IngestError: Error, Sendable, CustomStringConvertible {
    public enum Code: Sendable, Hashable {
        case alreadyRecording
        case notRecording
        /// What is open is not public.
        case openItemIsNotPublic
        /// There is none that could end.
        case noBreak
        /// The catalogue, or the disk, did not take in time that it opens.
        case notStored
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
        case .openItemIsNotPublic:
            "Room \(room): what is open is not public: open an item that is public first."
        case .noBreak: "Room \(room): there is no break."
        case .notStored:
            "Room \(room) stays shut: catalogue or disk did not take the opening in time. Try again."
        }
    }
}
