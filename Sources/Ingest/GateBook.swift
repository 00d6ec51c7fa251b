import Foundation
import Recording

/// Keeps a room's note in record and block, on a thread of its own where that may block.
///
/// What shuts goes to the record first and then to the block; what opens goes to the block first,
/// so that a kill between the two leaves it shut.
final class GateBook: @unchecked Sendable {
    // Everything mutable is read and written under `condition`.

    /// How far a change has come.
    enum Progress: Hashable {
        case stored
        /// A later change came before this one was stored.
        case overtaken
        /// It is tried again.
        case late
    }

    private let shelf: any GateShelf
    private let log: @Sendable (String) -> Void
    private let room: String
    private let condition = SteadyCondition()
    private var note: GateNote
    private var generation = 0
    private var stored = 0
    /// The record holds less than this generation: it is written behind the block.
    private var recordIsLater = false
    /// Why the record could not be written; then the thread tries it again with the block.
    private var recordTrouble: String?
    private var isTold = false
    private var isStopping = false
    private var hasEnded = true

    /// `note`: what is so already, and written with the first change.
    init(
        _ shelf: any GateShelf, note: GateNote, room: String,
        log: @escaping @Sendable (String) -> Void
    ) {
        self.shelf = shelf
        self.note = note
        self.room = room
        self.log = log
    }

    func start() {
        condition.withLock { hasEnded = false }
        let thread = Thread { self.work() }
        thread.name = "gate \(room)"
        thread.start()
    }

    func stop() {
        condition.lock()
        isStopping = true
        condition.broadcast()
        while !hasEnded, condition.wait(seconds: 1) {}
        condition.unlock()
    }

    var current: GateNote { condition.withLock { note } }

    /// Whether all is in record and block.
    var isStored: Bool { condition.withLock { stored == generation } }

    /// Whether a change is in record and block, whatever came after it.
    func has(_ generation: Int) -> Bool { condition.withLock { stored >= generation } }

    /// Changes the note: at once in the record, soon in the block. Never waits for the disk.
    @discardableResult
    func shut(_ change: (inout GateNote) -> Void) -> Int {
        condition.withLock {
            change(&note)
            recordIsLater = false
            writeRecord()
            return next()
        }
    }

    /// Changes the note: in the block first, and then in the record.
    func open(_ change: (inout GateNote) -> Void) -> Int {
        condition.withLock {
            change(&note)
            recordIsLater = true
            return next()
        }
    }

    /// Waits until a change is stored, for so many seconds at most.
    func wait(for generation: Int, atMost seconds: Double) -> Progress {
        let end = Monotonic.now + seconds
        return condition.withLock {
            while stored < generation {
                let rest = end - Monotonic.now
                guard rest > 0 else { return .late }
                condition.wait(seconds: rest)
            }
            return self.generation == generation ? .stored : .overtaken
        }
    }

    private func next() -> Int {
        generation += 1
        condition.broadcast()
        return generation
    }

    private func writeRecord() {
        do {
            try shelf.writeRecord(note)
            recordTrouble = nil
        } catch {
            recordTrouble = "\(error)"
        }
    }

    private func work() {
        condition.lock()
        while true {
            while stored == generation, !isStopping { condition.wait() }
            guard stored < generation else { break }
            let (wanted, aim) = (note, generation)
            condition.unlock()
            let trouble = write(wanted)
            condition.lock()
            if trouble == nil, aim == generation, recordIsLater || recordTrouble != nil {
                recordIsLater = false
                writeRecord()
            }
            if let trouble = trouble ?? recordTrouble {
                tell(trouble)
                guard !isStopping else { break }
                // Tried again each second, or at once with the next change.
                condition.wait(seconds: 1)
            } else {
                stored = max(stored, aim)
                if isTold { log("Room \(room): the gate's state is stored now.") }
                isTold = false
                condition.broadcast()
            }
        }
        hasEnded = true
        condition.broadcast()
        condition.unlock()
    }

    /// Why it failed, or nil.
    private func write(_ note: GateNote) -> String? {
        do {
            try shelf.writeBlock(note)
            return nil
        } catch {
            return "\(error)"
        }
    }

    private func tell(_ trouble: String) {
        guard !isTold else { return }
        isTold = true
        log(
            "Room \(room): what the gate shall be could not be stored (\(trouble)). A gate that "
                + "was closed stays closed here; it is tried again each second. Do not restart "
                + "before it is stored.")
    }
}
