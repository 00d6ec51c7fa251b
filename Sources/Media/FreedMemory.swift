import CFFmpeg
import Glibc

/// What libraries have given back, which nobody may see.
enum FreedMemory {
    /// Forgets what this thread has freed; what malloc overwrites by itself, as it shall do in the
    /// whole process (M_PERTURB), is forgotten already.
    static func forget() {
        // It overwrites none of those that it keeps for the thread that has freed them: seven of
        // each size up to 1,032 bytes.
        for size in stride(from: 24, through: 1_032, by: 16) {
            let pieces = (0..<8).map { _ in malloc(size) }
            for piece in pieces {
                if let piece { memset(piece, 0, size) }
                free(piece)
            }
        }
        // What was decoded is whole pages, which the kernel takes back.
        malloc_trim(0)
    }
}
