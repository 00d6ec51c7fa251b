import CLinux
import Glibc

/// Keeps what is in memory there: frames of a closed gate pass through it.
enum Secrecy {
    /// No core file is written from now on, and other programs of this user cannot read the memory.
    static func begin() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        // Lowering a limit of one's own and giving up being read are never refused.
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        _ = forbid_dumps()
    }
}
