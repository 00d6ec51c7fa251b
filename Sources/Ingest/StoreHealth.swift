/// What the log was told of the store: each trouble once, and its end.
struct StoreHealth {
    private enum Said: Equatable {
        case hangs
        case refuses(StoreTrouble)
    }

    private var said: Said?

    /// It has not answered for a while; nothing where a trouble is known already.
    mutating func hangs(_ action: String) -> String? {
        guard said == nil else { return nil }
        said = .hangs
        return "The store stands still: \(action) does not come to an end. The disk hangs, or "
            + "another program holds the catalogue's lock; the live stream goes on, and what is "
            + "missing is stored as soon as it can be."
    }

    mutating func refuses(
        _ trouble: StoreTrouble, _ action: String, _ error: any Error
    ) -> String? {
        guard said != .refuses(trouble) else { return nil }
        said = .refuses(trouble)
        if trouble == .isLocked {
            return "Another program holds the catalogue's lock (\(action): \(error)); the live "
                + "stream goes on, and what is missing is stored as soon as it lets go."
        }
        return "Nothing is being recorded: \(action) failed (\(error)). The live stream goes on "
            + "from memory; \(trouble.remedy), and recording resumes by itself."
    }

    /// What proves that recording works has worked.
    mutating func works(_ action: String) -> String? {
        guard case .refuses(let trouble) = said, trouble != .isLocked else { return nil }
        said = nil
        return "Recording goes on: \(action) works again."
    }

    /// All that was announced is stored, or is known to be lost.
    mutating func hasCaughtUp() -> String? {
        guard said == .hangs || said == .refuses(.isLocked) else { return nil }
        said = nil
        return "Recording goes on: what was missing is stored."
    }
}
