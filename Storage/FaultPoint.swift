import Glibc
import Synchronization

/// Places where a test lets the process be killed, to see what the next start makes of it.
///
/// `RATSKANAL_FAULT=part-written:20` kills it when it comes there for the twentieth time;
/// `gate-recorded:1:FILE` counts from the moment on at which that file is there. Only debug builds
/// know them.
enum FaultPoint: String, CaseIterable {
    /// A part's bytes are in the file, its row is not committed.
    case partWritten = "part-written"
    /// Its row is committed, it is not announced.
    case partCommitted = "part-committed"
    /// A file's index is written, its rows are not packed.
    case fileIndexed = "file-indexed"
    /// The gate's state is in the record, not in the block.
    case gateRecorded = "gate-recorded"
    /// It is written to the block, not synced.
    case gateBlockWritten = "gate-block-written"
    /// It is in the block, and nobody has been told.
    case gateBlocked = "gate-blocked"
    /// A mark of the gate is written to the catalogue, not committed.
    case gateWritten = "gate-written"
    /// It is committed there, and nobody has been told.
    case gateCommitted = "gate-committed"
    /// A segment of a recording that is being imported is in its file.
    case importSegment = "import-segment"
    /// An import's folder has its session's name, the session is not committed.
    case importMoved = "import-moved"
    /// The session is committed, the import has not given up its claim.
    case importCommitted = "import-committed"
    /// A migration has run and is not committed.
    case migrationRun = "migration-run"

    /// Called where the place is.
    @inline(__always)
    static func reach(_ point: FaultPoint) {
        #if DEBUG
            count(point)
        #endif
    }

    #if DEBUG
        private static let reached = Atomic(0)
        private static let wanted: (point: String, count: Int, file: String?)? = {
            guard let text = getenv("RATSKANAL_FAULT").map({ String(cString: $0) }) else {
                return nil
            }
            let parts = text.split(separator: ":", maxSplits: 2).map(String.init)
            return (
                parts[0], parts.count > 1 ? Int(parts[1]) ?? 1 : 1,
                parts.count > 2 ? parts[2] : nil
            )
        }()

        private static func count(_ point: FaultPoint) {
            guard let wanted, wanted.point == point.rawValue,
                wanted.file.map({ access($0, F_OK) == 0 }) ?? true,
                reached.add(1, ordering: .relaxed).newValue == wanted.count
            else { return }
            kill(getpid(), SIGKILL)
        }
    #endif
}
