import Glibc

/// A user of this machine.
struct SystemUser: Hashable, Sendable, CustomStringConvertible {
    var id: UInt32
    /// Nil where the machine does not know the number.
    var name: String?

    var isRoot: Bool { id == 0 }
    /// As `sudo -u` and `chown` take it.
    var description: String { name ?? "\(id)" }
}

extension SystemUser {
    init(id: UInt32) {
        self.id = id
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        _ = getpwuid_r(id, &entry, &buffer, buffer.count, &found)
        name = found.flatMap { String(validatingCString: $0.pointee.pw_name) }
    }

    /// Who runs this.
    static var current: SystemUser { SystemUser(id: geteuid()) }
}
