import Glibc

/// Files of /proc, whose size is said to be 0.
enum KernelFile {
    /// All of it; nil where it may not be read.
    ///
    /// The kernel gives tables out a few lines at a time. Foundation takes the first piece that is
    /// not quite a page for the end.
    static func text(of path: String) -> String? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            guard count > 0 else { break }
            bytes += piece[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
