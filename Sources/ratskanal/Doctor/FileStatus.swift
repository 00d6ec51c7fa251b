import Glibc

/// What the file system says of a path.
struct FileStatus: Hashable, Sendable {
    var isFolder: Bool
    var isRegular: Bool
    /// The permission bits.
    var mode: UInt32
    var owner: UInt32

    /// Nil where it is not there or cannot be reached.
    init?(following path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        isFolder = status.st_mode & S_IFMT == S_IFDIR
        isRegular = status.st_mode & S_IFMT == S_IFREG
        mode = status.st_mode & 0o7777
        owner = status.st_uid
    }

    /// Why this user may not use a path, as an `errno`; 0 where they may. Tries nothing out.
    static func refusal(_ path: String, _ access: Int32) -> Int32 {
        faccessat(AT_FDCWD, path, access, AT_EACCESS) == 0 ? 0 : errno
    }
}
