import Agenda
import Foundation
import Recording

/// The storing thread: it alone waits for the store.
extension RecordingWriter {
    func storeAll() {
        while let entry = take() {
            switch entry.work {
            case .call(let body): body(store)
            case .epoch(let epoch):
                stored = StoredMedia(unstoredEpoch: epoch)
                beginEpoch(for: entry)
                let isStored = stored.unstoredEpoch == nil
                condition.withLock { entry.isStored = isStored }
            case .part(let track, let epoch, let sequence, let part):
                store(part, of: track, epoch: epoch, sequence: sequence, from: entry)
            case .segmentEnd(let track, _, _):
                guard let open = stored.open.removeValue(forKey: track) else { break }
                let segment = Segment(
                    of: track, epoch: open.epoch, sequence: open.sequence, joining: open.parts)
                if let segment { close(segment, for: entry) }
            case .gap(let segment): close(segment, for: entry)
            case .withdraw(let track, let epoch, let sequence, let part, let isNumberFree):
                withdraw(
                    part, of: track, epoch: epoch, sequence: sequence,
                    isNumberFree: isNumberFree, for: entry)
            }
            finish(entry)
        }
    }

    /// The next one, when its turn has come; nil when nothing comes any more.
    private func take() -> WriterEntry? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let entry = unstored.first, mayTake(entry) {
                unstored.removeFirst()
                inHand = (entry, .now, "")
                if entry.isPart, let sequence = entry.sequence {
                    begun = max(begun ?? sequence, sequence)
                }
                if case .epoch = entry.work { begun = nil }
                return entry
            }
            if unstored.isEmpty, isStopping {
                hasStored = true
                condition.broadcast()
                return nil
            }
            condition.wait()
        }
    }

    private func mayTake(_ entry: WriterEntry) -> Bool {
        // What is stored is announced before the next is: only one part may have to be taken
        // back.
        if unannounced.first?.isDone ?? false { return false }
        guard case .call = entry.work else { return true }
        return !isAnnouncing && late.isEmpty && unannounced.allSatisfy { $0.number > entry.number }
    }

    private func finish(_ entry: WriterEntry) {
        var line: String?
        condition.lock()
        inHand = nil
        entry.isDone = true
        if !entry.isLost { queuedBytes -= entry.bytes.count }
        if entry.isAnnounced { entry.bytes = [] }
        if entry.pending != nil, let segment = entry.segment, let session = entry.session {
            entry.pending = nil
            late.append(.segment(session, segment))
        }
        if !unstored.contains(where: \.isAnnounced) {
            isBehind = false
            if !hasGivenUp { line = health.hasCaughtUp() }
        }
        condition.broadcast()
        condition.unlock()
        if let line { log(line) }
    }

    // MARK: What is stored

    private func beginEpoch(for entry: WriterEntry) {
        guard let epoch = stored.unstoredEpoch, let session = entry.session else { return }
        attempt("preparing the recording of \(session)", for: entry) {
            try store.begin(epoch, of: session)
            stored.unstoredEpoch = nil
        }
    }

    private func store(
        _ part: Part, of track: TrackID, epoch: Int, sequence: Int, from entry: WriterEntry
    ) {
        guard let session = entry.session else { return }
        var part = part
        var open = stored.open[track] ?? StoredMedia.Open(epoch: epoch, sequence: sequence)
        if open.parts.isEmpty { beginEpoch(for: entry) }
        let (bytes, isLost) = condition.withLock { (entry.bytes, entry.isLost) }
        if open.isStored, !isLost, stored.unstoredEpoch == nil {
            attempt("storing a part of \(session)", for: entry, isProof: true) {
                try reserve(sequence, epoch: epoch, for: entry, of: session)
                guard isWanted(entry) else { return }
                part.location = try store.append(
                    bytes, as: part, sequence: sequence, epoch: epoch, track: track, of: session,
                    isWanted: { isWanted(entry) })
            }
        }
        open.isStored = part.location != nil
        open.parts.append(part)
        stored.open[track] = open
        condition.withLock { entry.location = part.location }
    }

    private func isWanted(_ entry: WriterEntry) -> Bool { condition.withLock { !entry.isDropped } }

    private func reserve(
        _ sequence: Int, epoch: Int, for entry: WriterEntry, of session: SessionID
    ) throws {
        guard stored.reserved.map({ sequence > $0 }) ?? true else { return }
        try store.reserve(sequence: sequence, epoch: epoch, of: session)
        stored.reserved = sequence
        // One that is taken back at once is none.
        condition.withLock { if !entry.isDropped { reserved = (session, sequence) } }
    }

    private func close(_ segment: Segment, for entry: WriterEntry) {
        guard let session = entry.session else { return }
        var isStored = false
        if stored.unstoredEpoch == nil {
            attempt("storing a segment of \(session)", for: entry) {
                try reserve(
                    segment.sequence, epoch: segment.epoch, for: entry, of: session)
                try store.end(segment, of: session)
                isStored = true
            }
        }
        condition.withLock {
            entry.segment = segment
            entry.isStored = isStored
        }
    }

    /// Takes a part back that was dropped while it was in the store's hands.
    private func withdraw(
        _ part: Int, of track: TrackID, epoch: Int, sequence: Int, isNumberFree: Bool,
        for entry: WriterEntry
    ) {
        guard let session = entry.session else { return }
        var open = stored.open.removeValue(forKey: track)
        open?.parts.removeAll { $0.index == part }
        if let open, !open.parts.isEmpty { stored.open[track] = open }
        // Nothing was given to the store where the epoch has not begun.
        guard stored.unstoredEpoch == nil else { return }
        attempt("taking back a part of \(session)", for: entry, insists: true) {
            try store.withdraw(
                part: part, sequence: sequence, epoch: epoch, track: track, of: session,
                isNumberFree: isNumberFree)
        }
    }

    // MARK: How a store is asked

    /// Runs a call to the store. One that is locked is asked again until it lets go.
    ///
    /// - Parameters:
    ///   - isProof: Where it works, recording does; a full disk may still take a short row.
    ///   - insists: Whether it is asked again whatever it says.
    private func attempt(
        _ action: String, for entry: WriterEntry, isProof: Bool = false, insists: Bool = false,
        _ body: () throws -> Void
    ) {
        let isOver = condition.withLock {
            inHand?.action = action
            return hasGivenUp
        }
        if isOver { return }
        while true {
            do {
                try body()
                guard isProof, let line = condition.withLock({ health.works(action) }) else {
                    return
                }
                return log(line)
            } catch {
                let trouble = (error as? any StoreFailure)?.trouble ?? .other
                let line = condition.withLock { health.refuses(trouble, action, error) }
                if let line { log(line) }
                guard trouble == .isLocked || insists, mayAskAgain(for: entry) else { return }
            }
        }
    }

    /// Waits a moment; false where it is no use any more.
    private func mayAskAgain(for entry: WriterEntry) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        let due = ContinuousClock.now + .seconds(Self.pause)
        while .now < due {
            if entry.isDropped { return false }
            if let givesUp, givesUp < .now {
                hasGivenUp = true
                return false
            }
            // Woken by what comes, whatever the wall clock does.
            condition.wait(seconds: Self.pause)
        }
        return true
    }
}
