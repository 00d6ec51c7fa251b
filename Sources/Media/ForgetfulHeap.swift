import CFFmpeg
import Dispatch
import Glibc
import Synchronization

/// As long as one of these is there, what is freed is overwritten; what was freed meanwhile is
/// forgotten when it goes.
///
/// For what libraries read of a connection to learn what it brings, which nobody may see: malloc
/// keeps what was freed until it is used again, which may be never.
final class ForgetfulHeap: Sendable {
    private static let count = Mutex(0)

    init() {
        Self.count.withLock { count in
            count += 1
            if count == 1 { mallopt(M_PERTURB, 0xff) }
        }
    }

    deinit {
        Self.count.withLock { count in
            count -= 1
            if count == 0 { mallopt(M_PERTURB, 0) }
        }
        Self.overwriteSmallPieces()
        // What was decoded is whole pages, which the kernel takes back.
        malloc_trim(0)
    }

    /// Forgets also what another thread frees in as many seconds, as libsrt's does of connections
    /// that have ended.
    static func stay(seconds: Double) {
        let heap = ForgetfulHeap()
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds) {
            withExtendedLifetime(heap) {}
        }
    }

    /// malloc overwrites none of those that it keeps for the thread that has freed them: seven of
    /// each size up to 1,032 bytes.
    private static func overwriteSmallPieces() {
        for size in stride(from: 24, through: 1_032, by: 16) {
            let pieces = (0..<8).map { _ in malloc(size) }
            for piece in pieces {
                if let piece { memset(piece, 0, size) }
                free(piece)
            }
        }
    }
}
