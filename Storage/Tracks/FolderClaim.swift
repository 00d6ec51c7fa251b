import Glibc
import Synchronization

/// A folder below `media/` that is being filled by this process and belongs to no session yet.
///
/// A file in it says so, and is locked for as long as the process lives: what a crash leaves is
/// told from what is still being filled by the lock alone.
final class FolderClaim: Sendable {
    private static let marker = ".import"
    private static let prefix = ".import-"

    private let current: Mutex<String>
    private let descriptor: Int32

    /// Makes the folder and claims it.
    init(making path: String) throws {
        guard mkdir(path, 0o700) == 0 else {
            throw StorageError.system(while: "making a folder", object: path)
        }
        descriptor = Glibc.open(
            "\(path)/\(Self.marker)", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        current = Mutex(path)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw StorageError.system(while: "claiming a folder", object: path)
        }
    }

    deinit { close(descriptor) }

    var path: String { current.withLock { $0 } }

    /// A name that no session has and no other import.
    static func newName() -> String { prefix + String(UInt64.random(in: .min ... .max), radix: 16) }

    func syncFolder() throws { try DataDirectory.sync(folder: path) }

    /// Gives the folder its session's name, for good on the disk.
    func moveFolder(to target: String) throws {
        try current.withLock { path in
            guard rename(path, target) == 0 else {
                throw StorageError.system(while: "naming a recording's folder", object: target)
            }
            path = target
        }
        let parent = target.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        try DataDirectory.sync(folder: parent.joined(separator: "/"))
    }

    /// The folder belongs to a session from now on.
    func release() { unlink("\(path)/\(Self.marker)") }

    /// Takes the folder away with all that is in it.
    func removeFolder() { Self.remove(path) }

    /// Folders that a process left half-filled when it was killed, by their names. One whose
    /// session `isKnown` to the catalogue is whole, and is kept.
    static func removeLeftOvers(
        in media: String, isKnown: (String) throws -> Bool
    ) throws -> [String] {
        var removed: [String] = []
        for name in names(in: media) {
            let path = "\(media)/\(name)"
            let descriptor = Glibc.open("\(path)/\(marker)", O_RDWR | O_CLOEXEC)
            if descriptor < 0 {
                // Killed before it was claimed, or while it was taken away.
                if name.hasPrefix(prefix), isOld(path) {
                    remove(path)
                    removed.append(name)
                }
                continue
            }
            defer { close(descriptor) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
            if !name.hasPrefix(prefix), try isKnown(name) {
                unlink("\(path)/\(marker)")
            } else {
                remove(path)
                removed.append(name)
            }
        }
        return removed
    }

    /// Another process may be between making its folder and claiming it.
    private static func isOld(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && time(nil) - status.st_mtim.tv_sec > 60
    }

    private static func remove(_ path: String) {
        for name in names(in: path) { unlink("\(path)/\(name)") }
        rmdir(path)
    }

    private static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
