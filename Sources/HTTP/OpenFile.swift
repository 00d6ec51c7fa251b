import Glibc

/// A file open for reading, closed when the last answer that sends it is gone.
public final class OpenFile: Sendable {
    let descriptor: Int32

    /// Throws a `ServerError` when the file cannot be opened.
    public convenience init(_ path: String) throws(ServerError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ServerError(.file, action: "opening", object: path, cause: errno)
        }
        self.init(adopting: descriptor)
    }

    /// Takes over a descriptor and closes it at the end.
    public init(adopting descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Its present length in bytes; 0 where it cannot be told.
    public var length: Int64 {
        var information = stat()
        return fstat(descriptor, &information) == 0 ? Int64(information.st_size) : 0
    }

    /// Reads a range, fewer bytes where the file ends; throws where it cannot be read. Blocks.
    public func bytes(_ range: Range<Int64>) throws(ServerError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(
                    descriptor, $0.baseAddress.map { $0 + done }, $0.count - done,
                    off_t(range.lowerBound) + off_t(done))
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw ServerError(.file, action: "reading", object: "a file", cause: errno)
            }
            guard count > 0 else { return Array(bytes[..<done]) }
            done += count
        }
        return bytes
    }
}

/// A range of bytes of an open file. Where the file turns out shorter the connection is closed.
public struct FileRange: Sendable {
    public let file: OpenFile
    public let offset: Int64
    public let length: Int64

    public init(file: OpenFile, offset: Int64, length: Int64) {
        self.file = file
        self.offset = offset
        self.length = length
    }
}
