import Glibc
import Recording

/// Appends a lot to a track file past the page cache: the blocks go to the disk as they are, which
/// costs half the time and leaves the cache to those who watch.
///
/// Where the file system does not offer that (tmpfs), it writes as everybody does. Belongs to one
/// thread.
final class BulkWriter: ByteTarget {
    /// A multiple of every block size.
    private static let capacity = 1 << 20

    /// `O_DIRECT` of open(2), which Glibc shows to C alone.
    #if arch(arm64)
        private static let direct: Int32 = 0o200000
    #else
        private static let direct: Int32 = 0o40000
    #endif

    private let file: TrackFile
    private let direct: Int32
    private let buffer: UnsafeMutableRawPointer
    private var count = 0
    /// Where the buffer stands in the file: a multiple of its capacity.
    private var offset: Int64 = 0

    /// Takes over a file that was just made and holds `beginning`.
    init(_ file: TrackFile, beginning: [UInt8]) throws {
        self.file = file
        direct = open(file.path, O_WRONLY | Self.direct | O_CLOEXEC)
        guard let memory = aligned_alloc(4096, Self.capacity) else {
            throw StorageError.system(ENOMEM, while: "writing a track file", object: file.path)
        }
        buffer = memory
        try beginning.write(to: self)
    }

    deinit {
        free(buffer)
        if direct >= 0 { close(direct) }
    }

    /// Where the next byte goes.
    var end: Int64 { offset + Int64(count) }

    func append(
        _ count: Int, filledBy fill: (UnsafeMutableRawBufferPointer) throws -> Void
    ) throws {
        var rest = count
        while rest > 0 {
            let piece = min(rest, Self.capacity - self.count)
            try fill(UnsafeMutableRawBufferPointer(start: buffer + self.count, count: piece))
            self.count += piece
            rest -= piece
            if self.count == Self.capacity { try writeBuffer() }
        }
    }

    /// Writes what is left; nothing can be appended behind it.
    func finish() throws {
        if count > 0 { try write(UnsafeRawBufferPointer(start: buffer, count: count)) }
    }

    private func writeBuffer() throws {
        let whole = UnsafeRawBufferPointer(start: buffer, count: count)
        let done = direct >= 0 ? pwrite(direct, whole.baseAddress, count, off_t(offset)) : 0
        if done != count { try write(whole) }
        offset += Int64(count)
        count = 0
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws {
        try file.write(bytes, at: offset)
    }
}
