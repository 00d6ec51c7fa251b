import Glibc

/// The folder that holds everything a city has recorded, and who owns it at the moment.
///
/// The one that records or serves owns it until this value goes; the command line only opens it.
public final class DataDirectory: Sendable {
    public let path: String
    private let lock: Int32?

    /// Makes the folders that are missing, with mode 0700.
    ///
    /// Throws `inUseByAnotherProcess` where `owning` and somebody else owns it.
    public init(at path: String, owning: Bool = true) throws {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
        do {
            try Self.makeFolders(at: path)
            for name in ["run", "media", "exports", "backup"] {
                try Self.makeFolder(at: "\(path)/\(name)")
            }
            lock = owning ? try Self.takeLock(of: path) : nil
        } catch let error as StorageError {
            throw Self.naming(path, error)
        }
    }

    /// What is wrong with a folder on the way or in it is wrong with the one that was named.
    private static func naming(_ path: String, _ error: StorageError) -> StorageError {
        guard case .system(let number, _) = error.cause, number != ENOSPC, number != EDQUOT
        else { return error }
        return StorageError(
            .dataDirectory, while: error.action, object: path, cause: error.cause)
    }

    deinit {
        // The lock goes with its descriptor, even when the process is killed.
        if let lock { Glibc.close(lock) }
    }

    public var catalogue: String { Self.catalogue(in: path) }
    public var socket: String { Self.socket(in: path) }

    public static func catalogue(in path: String) -> String { "\(path)/catalogue.sqlite" }
    public static func socket(in path: String) -> String { "\(path)/run/ingest.sock" }

    /// The full path of a `Location`'s file.
    public func file(_ name: String) -> String { "\(path)/\(name)" }

    private static func takeLock(of path: String) throws -> Int32 {
        let name = "\(path)/run/lock"
        let descriptor = Glibc.open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StorageError.system(while: "locking the data directory", object: path)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let number = errno
            Glibc.close(descriptor)
            if number == EWOULDBLOCK {
                throw StorageError(
                    .inUseByAnotherProcess, while: "opening the data directory", object: path)
            }
            throw StorageError.system(
                number, while: "locking the data directory", object: path)
        }
        return descriptor
    }

    private static func makeFolders(at path: String) throws {
        var parent = ""
        for name in path.split(separator: "/") {
            parent += (parent.isEmpty && !path.hasPrefix("/") ? "" : "/") + name
            try makeFolder(at: parent)
        }
    }

    static func makeFolder(at path: String) throws {
        if mkdir(path, 0o700) == 0 { return }
        let number = errno
        var status = stat()
        // A parent may be there and refuse to be written (EROFS, EACCES): that is fine.
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw StorageError.system(
                number == EEXIST ? ENOTDIR : number, while: "making a folder", object: path)
        }
    }

    /// Makes the names in a folder as durable as the files.
    static func sync(folder path: String) throws {
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw StorageError.system(while: "syncing a folder", object: path)
        }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw StorageError.system(while: "syncing a folder", object: path)
        }
    }
}
