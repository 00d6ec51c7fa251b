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
