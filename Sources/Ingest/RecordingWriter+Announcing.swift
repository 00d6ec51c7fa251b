import Agenda
import Foundation
import Recording

/// The announcing thread: it waits for the store for a moment at most.
extension RecordingWriter {
    func announceAll() {
        condition.lock()
        while true {
            if !late.isEmpty {
                tell(late.removeFirst())
            } else if let entry = unannounced.first, entry.isDone || isBehind {
                announce(entry)
            } else if hasStored, unannounced.isEmpty {
                break
            } else {
                wait()
            }
        }
        hasEnded = true
        condition.broadcast()
        condition.unlock()
    }

    /// Waits until something happens or is due.
    private func wait() {
        let now = ContinuousClock.now
        var due: ContinuousClock.Instant?
        if let entry = unannounced.first {
            let latest = entry.added + patience + Self.grace
            due = inHand.map { min(latest, $0.since + patience) } ?? latest
        }
        if let reached = due, reached <= now {
            isBehind = true
            return
        }
        if let inHand, inHand.entry.isMedia {
            let end = inHand.since + Self.hanging
            if end > now {
                due = min(due ?? end, end)
            } else if let line = health.hangs(inHand.action) {
                condition.unlock()
                log(line)
                return condition.lock()
            }
        }
        if let due {
            let rest = now.duration(to: due) / Duration.seconds(1)
            condition.wait(seconds: rest)
        } else {
            condition.wait()
        }
    }

    private func announce(_ entry: WriterEntry) {
        guard let session = entry.session, hasKeptNumbers(of: entry, session) else { return }
        unannounced.removeFirst()
        entry.isAnnounced = true
        var media = announced ?? AnnouncedMedia(session)
        if media.session != session { media = AnnouncedMedia(session) }
        let announcement: Announcement?
        switch entry.work {
        case .epoch(let epoch):
            media.begin(epoch)
            announcement = .epoch(session, epoch)
        case .part(let track, let epoch, let sequence, var part):
            part.location = entry.location
            media.add(part, of: track, epoch: epoch, sequence: sequence)
            announcement = .part(
                session, track, epoch: epoch, sequence: sequence, part, bytes: entry.bytes)
            if entry.isDone || entry.isLost { entry.bytes = [] }
        case .segmentEnd(let track, _, _):
            announcement = segment(of: entry, media.end(track), in: track).map {
                .segment(session, $0)
            }
        case .gap(let segment):
            media.add(gap: segment)
            announcement = .segment(session, segment)
        case .withdraw, .call: announcement = nil
        }
        announced = media
        if let announcement { tell(announcement) }
        condition.broadcast()
    }

    /// What is said of a segment at its end: what the store made of it, or else what was
    /// announced of it, and that more is to be said.
    private func segment(
        of entry: WriterEntry, _ open: AnnouncedMedia.Open?, in track: TrackID
    ) -> Segment? {
        if entry.isDone { return entry.segment }
        guard let open else { return nil }
        var segment = Segment(
            of: track, epoch: open.epoch, sequence: open.sequence, joining: open.parts)
        guard segment?.location == nil, !lost.contains(open.sequence) else { return segment }
        segment?.isPending = true
        entry.pending = segment
        return segment
    }

    /// Has the numbers kept that are announced before the catalogue has them. Lets go of the lock
    /// meanwhile; false where the entry is not the next one any more.
    private func hasKeptNumbers(of entry: WriterEntry, _ session: SessionID) -> Bool {
        guard let keeper, let numbers = numbersToKeep(of: entry, session) else { return true }
        kept = (session, numbers)
        condition.unlock()
        keeper.keep(numbers, of: session)
        condition.lock()
        return unannounced.first === entry
    }

    /// Nil where the catalogue, or else the keeper, has them already.
    private func numbersToKeep(of entry: WriterEntry, _ session: SessionID) -> NamedNumbers? {
        let known = kept?.session == session ? kept?.numbers : nil
        var numbers = known ?? NamedNumbers()
        let reserved = reserved?.session == session ? reserved?.sequence ?? -1 : -1
        func name(_ sequence: Int, at start: MediaTime, epoch: Int) {
            guard sequence > max(reserved, numbers.sequence) else { return }
            numbers.sequence = sequence
            numbers.start = start
            numbers.epoch = max(numbers.epoch, epoch)
        }
        switch entry.work {
        case .epoch(let epoch):
            if !entry.isStored { numbers.epoch = max(numbers.epoch, epoch.number) }
        case .part(_, let epoch, let sequence, let part):
            name(sequence, at: part.start.mediaTime, epoch: epoch)
        case .gap(let segment):
            name(segment.sequence, at: segment.start.mediaTime, epoch: segment.epoch)
        case .segmentEnd(let track, let epoch, let sequence):
            // What the store has of it, a kill would make the whole of it.
            if !entry.isStored, let start = announced?.lacking(in: track) {
                name(sequence, at: start, epoch: epoch)
                numbers.ended = max(numbers.ended, sequence)
            }
        case .withdraw, .call: break
        }
        return numbers == known ?? NamedNumbers() ? nil : numbers
    }

    /// Under the lock, which it lets go of meanwhile.
    private func tell(_ announcement: Announcement) {
        isAnnouncing = true
        condition.unlock()
        announce(announcement)
        condition.lock()
        isAnnouncing = false
        condition.broadcast()
    }

    // MARK: What is never announced

    /// Drops what is cut and not announced, and completes the segments under way with what was:
    /// in the place of what the cutter has to say of its end. When this returns nothing of it is
    /// announced any more. Never waits for the store; not to be called from `announce`.
    func discardUnannounced(of session: SessionID) -> AnnouncedEnd {
        condition.lock()
        defer { condition.unlock() }
        while isAnnouncing { condition.wait() }
        var coming: WriterEntry?
        for entry in unannounced where entry.session == session {
            let isTaken = entry.isDone || entry === inHand?.entry
            if isTaken, !entry.isPart {
                coming = entry
                continue
            }
            entry.isDropped = true
            if isTaken, case .part(let track, let epoch, let sequence, let part) = entry.work {
                // Nobody has heard of a number that only this part bears.
                let highest = announced?.session == session ? announced?.highest : nil
                let isFree = sequence > highest ?? -1
                if isFree, let known = reserved {
                    reserved = (known.session, min(known.sequence, sequence - 1))
                }
                let withdrawal = WriterEntry.Work.withdraw(
                    track, epoch: epoch, sequence: sequence, part: part.index,
                    isNumberFree: isFree)
                unstored.insert(WriterEntry(withdrawal, of: session), at: 0)
            } else if !entry.isLost {
                queuedBytes -= entry.bytes.count
            }
        }
        unannounced.removeAll(where: \.isDropped)
        unstored.removeAll(where: \.isDropped)
        var end = AnnouncedEnd()
        if let announced, announced.session == session {
            end = announced.end
            append(
                announced.closings(after: coming?.work).map { WriterEntry($0, of: session) })
        }
        if case .epoch(let epoch) = coming?.work {
            end.epoch = epoch
            end.ends = [:]
        }
        condition.broadcast()
        return end
    }
}
