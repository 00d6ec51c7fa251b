public import Agenda

/// Why a command was not carried out: a fact, worded at the door that needs words.
public enum CommandRefusal: Error, Sendable, Codable, Hashable {
    case noSuchSession(SessionID)
    case noSuchMarker
    case notLive(SessionID)
    /// No session is live in the room, or in any.
    case nothingLive(room: String?)
    case severalLive([SessionID])
    /// The session needs a room, and these are configured.
    case noRoom(SessionID, known: [String])
    case roomIsBusy(String, with: SessionID)
    /// The printed number of what is open and not public.
    case openItemIsNotPublic(number: String)
    /// The gate opens by persons alone.
    case notByDevices
    case noBreak
    /// Marks of the gate and of breaks in the dark are set now, and never changed or deleted.
    case fixedMark
    /// The gate is shut and opened now, at no other time.
    case onlyNow
    /// A mark of a live session lies more than ten seconds ahead.
    case inTheFuture
    case store(StoreFact, sentence: String)
    /// What came is no command.
    case malformed(String)
    /// Ingest does not answer.
    case unreachable(String)
    /// A fault of ours.
    case failed(String)

    /// What the store said, as far as a door can act on it.
    public enum StoreFact: String, Sendable, Codable, Hashable {
        case busy, diskFull, notFound, invalid, conflict, other
    }
}

extension CommandRefusal: CustomStringConvertible {
    /// A sentence for the command line and for machines.
    public var description: String {
        switch self {
        case .noSuchSession(let id): "There is no session \(id)."
        case .noSuchMarker: "There is no such marker."
        case .notLive(let id): "\(id) is not live: start it first."
        case .nothingLive(nil): "No session is live. Start one with `ratskanal session start ID`."
        case .nothingLive(let room?): "No session is live in room \(room)."
        case .severalLive(let ids):
            "Several sessions are live (\(ids.map(\.rawValue).joined(separator: ", "))): name one "
                + "with --session ID."
        case .noRoom(let id, let known):
            "\(id) needs a room that is configured here (\(known.joined(separator: ", ")))."
        case .roomIsBusy(let room, let other):
            "\(other) is live in room \(room): stop it first."
        case .openItemIsNotPublic(let number):
            "Item \(number) is not public: open one that is public first."
        case .notByDevices:
            "The gate is opened by a person, at the office's console or with `ratskanal tag open`."
        case .noBreak: "There is no break that could end."
        case .fixedMark: "Marks of the gate and of breaks are never changed or deleted."
        case .onlyNow: "The gate is closed and opened at \"now\" alone, and so is a break."
        case .inTheFuture: "A mark of a live session cannot lie in the future: send \"now\"."
        case .store(_, let sentence): sentence
        case .malformed(let reason): "This is no command: \(reason)."
        case .unreachable(let reason): reason
        case .failed(let reason): reason
        }
    }
}
