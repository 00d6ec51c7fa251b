import CLinux
import Glibc

/// Keeps what is in memory there: frames of a closed gate pass through it.
enum Secrecy {
    /// No core file is written from now on, other programs of this user cannot read the memory, and
    /// what is given back is overwritten at once: libraries free frames without wiping them.
    static func begin() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        // Lowering a limit of one's own and giving up being read are never refused.
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        _ = forbid_dumps()
        mallopt(M_PERTURB, freed)
    }

    /// The byte that freed memory is full of.
    private static let freed: Int32 = 0xdb
}
