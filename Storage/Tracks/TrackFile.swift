import Glibc
import Recording

/// A track file and its descriptor, locked while somebody writes it.
///
/// It begins with its init section and a `free` box of 32 KB, where closing puts an index.
final class TrackFile {
    /// Bytes kept free for the index: 2,726 segments of at least 2 s are an hour and a half.
    static let indexRoom = 32_768

    let path: String
    private let descriptor: Int32

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Makes the file, or makes it anew where a crash left one that nobody knows of; synced.
    static func make(at path: String, initSection: [UInt8]) throws -> TrackFile {
        let file = try open(path, flags: O_RDWR | O_CREAT, while: "making a track file")
        guard let file else {
            throw StorageError(
                .inUseByAnotherProcess, while: "making a track file", object: path)
        }
        try file.truncate(to: 0)
        do {
            try file.write(beginning(initSection), at: 0)
            try file.sync()
        } catch {
            file.remove()
            throw error
        }
        return file
    }

    /// Nil where another process is writing it. Throws `notFound` where it is not there.
    static func open(at path: String) throws -> TrackFile? {
        try open(path, flags: O_RDWR, while: "opening a track file")
    }

    private static func open(
        _ path: String, flags: Int32, while action: String
    ) throws -> TrackFile? {
        let descriptor = Glibc.open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw StorageError.system(while: action, object: path)
        }
        let file = TrackFile(path: path, descriptor: descriptor)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            if errno == EWOULDBLOCK { return nil }
            throw StorageError.system(while: action, object: path)
        }
        return file
    }

    func write(_ bytes: [UInt8], at offset: Int64) throws {
        try bytes.withUnsafeBytes { try write($0, at: offset) }
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws {
        var done = 0
        while done < bytes.count {
            let count = pwrite(
                descriptor, bytes.baseAddress! + done, bytes.count - done,
                off_t(offset) + done)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw StorageError.system(
                    count == 0 ? ENOSPC : errno, while: "writing a track file", object: path)
            }
            done += count
        }
    }

    /// Fewer bytes than asked for where the file ends.
    func read(_ length: Int, at offset: Int64) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: length)
        var done = 0
        while done < length {
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(
                    descriptor, buffer.baseAddress! + done, length - done, off_t(offset) + done)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw StorageError.system(while: "reading a track file", object: path)
            }
            guard count > 0 else { return Array(bytes[..<done]) }
            done += count
        }
        return bytes
    }

    func sync() throws {
        guard fdatasync(descriptor) == 0 else {
            throw StorageError.system(while: "syncing a track file", object: path)
        }
    }

    func size() throws -> Int64 {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw StorageError.system(while: "measuring a track file", object: path)
        }
        return Int64(status.st_size)
    }

    func truncate(to size: Int64) throws {
        guard ftruncate(descriptor, off_t(size)) == 0 else {
            throw StorageError.system(while: "cutting a track file", object: path)
        }
    }

    /// Takes a file away that nothing knows of yet.
    func remove() {
        unlink(path)
    }

    /// What stands before the first fragment.
    static func beginning(_ initSection: [UInt8]) -> [UInt8] {
        initSection + freeBox(of: indexRoom)
    }

    /// ISO/IEC 14496-12 §8.1.2: bytes that a reader passes over.
    static func freeBox(of size: Int) -> [UInt8] {
        UInt32(size).bigEndianBytes + Array("free".utf8)
            + [UInt8](repeating: 0, count: size - 8)
    }
}
