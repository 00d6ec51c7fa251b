import Agenda
import Foundation
import Media
import Recording

/// Stores and announces what is cut, each on a thread of its own.
///
/// As long as the store keeps up, a part is announced when it is stored. Where it does not, parts
/// are announced from memory at once, and it follows; what it has not got yet is bounded. Where
/// it refuses for good, storing is tried again with the next segment.
final class RecordingWriter: @unchecked Sendable {
    // What is mutable is read and written under `condition`; what only the storing thread
    // touches stands in `stored`.

    /// Bytes that may wait for the store; beyond it the oldest segments become gaps in the
    /// archive.
    static let roomForStore = 256 << 20
    /// Bytes that an input that can wait may be ahead.
    private static let pace = 32 << 20
    /// How much longer anything waits to be announced.
    static let grace = Duration.milliseconds(300)
    /// After how long the log is told that a call to the store does not come to an end.
    static let hanging = Duration.seconds(3)
    /// Seconds after which a store that refuses because it is locked is asked again.
    static let pause = 0.25
    /// How long what is left is tried to be stored when the process ends.
    private static let goodbye = Duration.seconds(20)

    let store: any RecordingStore
    let keeper: (any NumberKeeper)?
    let announce: @Sendable (Announcement) -> Void
    let log: @Sendable (String) -> Void
    let room: Int
    let patience: Duration
    let condition = SteadyCondition()

    private var count = 0
    /// In order; what is in the store's hands stands in `inHand` alone.
    var unstored: [WriterEntry] = []
    var unannounced: [WriterEntry] = []
    var inHand: (entry: WriterEntry, since: ContinuousClock.Instant, action: String)?
    /// Segments announced from memory whose end is known by now.
    var late: [Announcement] = []
    /// Bytes that the store has not got.
    var queuedBytes = 0
    /// Segments that had no room, while parts of them may come.
    var lost: Set<Int> = []
    /// The highest number of which the store has been given anything.
    var begun: Int?
    /// Whether things are announced before they are stored.
    var isBehind = false
    var isAnnouncing = false
    var announced: AnnouncedMedia?
    /// The highest number that the store has reserved.
    var reserved: (session: SessionID, sequence: Int)?
    /// What the keeper has.
    var kept: (session: SessionID, numbers: NamedNumbers)?
    var health = StoreHealth()
    var givesUp: ContinuousClock.Instant?
    /// Whether a store that is locked is not waited for any more.
    var hasGivenUp = false
    var isStopping = false
    var hasStored = false
    var hasEnded = false

    /// The storing thread's own.
    var stored = StoredMedia()

    init(
        store: any RecordingStore, keeper: (any NumberKeeper)? = nil,
        announce: @escaping @Sendable (Announcement) -> Void,
        log: @escaping @Sendable (String) -> Void, room: Int = RecordingWriter.roomForStore,
        patience: Duration = .milliseconds(600)
    ) {
        self.store = store
        self.keeper = keeper
        self.announce = announce
        self.log = log
        self.room = room
        self.patience = patience
    }

    func start(named name: String) {
        let storing = Thread { self.storeAll() }
        storing.name = name
        storing.start()
        let announcing = Thread { self.announceAll() }
        announcing.name = "live \(name)"
        announcing.start()
    }

    // MARK: What is to be written

    /// Queues events of a session; never refuses any, and waits for nothing. False where a part's
    /// frames lay in a file that is there no more.
    @discardableResult func add(_ events: [CutEvent], of session: SessionID) -> Bool {
        var isComplete = true
        let entries = events.compactMap { event -> WriterEntry? in
            switch event {
            case .epoch(let epoch): return WriterEntry(.epoch(epoch), of: session)
            case .part(let track, let epoch, let sequence, let part, let fragment):
                do {
                    return WriterEntry(
                        .part(track, epoch: epoch, sequence: sequence, part), of: session,
                        bytes: try fragment.joined())
                } catch {
                    log("A part of \(session) is lost: \(error)")
                    isComplete = false
                    return nil
                }
            case .segmentEnd(let track, let epoch, let sequence):
                return WriterEntry(
                    .segmentEnd(track, epoch: epoch, sequence: sequence), of: session)
            case .gap(let segment): return WriterEntry(.gap(segment), of: session)
            }
        }
        let isFull = condition.withLock { append(entries) }
        if isFull {
            log(
                "The store is too far behind: the oldest segments of \(session) that it has not "
                    + "got become gaps in the archive. The live stream goes on.")
        }
        return isComplete
    }

    /// Under the lock; true where something had no room.
    @discardableResult func append(_ entries: [WriterEntry]) -> Bool {
        for entry in entries {
            count += 1
            entry.number = count
            if case .epoch = entry.work { lost = [] }
            if entry.isPart, let sequence = entry.sequence, lost.contains(sequence) {
                entry.isLost = true
            } else {
                queuedBytes += entry.bytes.count
            }
            unstored.append(entry)
            if entry.isMedia { unannounced.append(entry) }
        }
        var isFull = false
        while queuedBytes > room, loseOldest() { isFull = true }
        condition.broadcast()
        return isFull
    }

    /// Whether live keeps up well enough to begin anew.
    var hasRoom: Bool {
        condition.withLock { unannounced.reduce(0) { $0 + $1.bytes.count } <= Self.pace }
    }

    /// Waits until the store is not far behind; for inputs that can wait.
    func waitForRoom() {
        condition.lock()
        while queuedBytes > Self.pace { condition.wait() }
        condition.unlock()
    }

    /// Runs `body` on the storing thread after all that is queued is stored and announced, and
    /// waits for it.
    func sync<Value: Sendable>(
        _ body: @escaping @Sendable (any RecordingStore) throws -> Value
    ) throws -> Value {
        let outcome = Outcome<Value>()
        condition.lock()
        if isStopping {
            // The threads take nothing any more; what they still have comes first.
            while !hasEnded { condition.wait() }
            condition.unlock()
            return try body(store)
        }
        let call = WriterEntry(
            .call { store in outcome.fill(with: Result { try body(store) }) }, of: nil)
        append([call])
        condition.unlock()
        return try outcome.wait()
    }

    /// The process is about to end: what a locked store does not take within some seconds is
    /// given up.
    func hurry() {
        condition.withLock {
            givesUp = givesUp ?? .now + Self.goodbye
            condition.broadcast()
        }
    }

    /// Ends the threads and returns once all that is queued is done.
    func stop() {
        hurry()
        condition.lock()
        isStopping = true
        condition.broadcast()
        while !hasEnded { condition.wait() }
        condition.unlock()
    }

    // MARK: What has no room

    /// Takes the bytes of the oldest segment that the store has not begun from it; false where
    /// there is none.
    private func loseOldest() -> Bool {
        // Of others some is in the archive already, or will be.
        let oldest = unstored.first { entry in
            entry.isPart && !entry.isLost && entry.sequence ?? 0 > begun ?? -1
        }
        guard let sequence = oldest?.sequence else { return false }
        lost.insert(sequence)
        for entry in unstored where entry.sequence == sequence {
            if entry.isPart, !entry.isLost {
                entry.isLost = true
                queuedBytes -= entry.bytes.count
                if entry.isAnnounced { entry.bytes = [] }
            }
            // Who plays it knows at once, not only when the store has come so far.
            if var segment = entry.pending, let session = entry.session {
                segment.isPending = false
                entry.pending = nil
                late.append(.segment(session, segment))
            }
        }
        return true
    }
}
