import Glibc

/// The file that frames lie in.
final class StoredFrames: Sendable {
    private let descriptor: Int32
    private let path: String
    /// Bytes that it had when it was opened.
    let size: Int64

    /// Nil where it cannot be opened, or is none.
    init?(at path: String) {
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { return nil }
        var status = stat()
        guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(opened)
            return nil
        }
        posix_fadvise(opened, 0, 0, POSIX_FADV_SEQUENTIAL)
        descriptor = opened
        self.path = path
        size = Int64(status.st_size)
    }

    deinit { close(descriptor) }

    /// Fills the buffer; throws `interrupted` where the file has become shorter.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(MediaError) {
        var done = 0
        while done < buffer.count {
            let count = pread(
                descriptor, buffer.baseAddress! + done, buffer.count - done,
                off_t(offset) + done)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw MediaError(
                    .interrupted, while: "reading", object: path,
                    cause: count == 0 ? nil : LibraryCode(value: -errno).text)
            }
            done += count
        }
    }

    /// The bytes of a range; nil where they are not all there or cannot be read: libavformat's
    /// own way to them says why.
    func bytes(_ count: Int, at offset: Int64) -> [UInt8]? {
        guard offset >= 0, count >= 0, offset <= size - Int64(count) else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        do {
            try bytes.withUnsafeMutableBytes { try read(into: $0, at: offset) }
        } catch {
            return nil
        }
        return bytes
    }
}
