/// Why bytes are no ISO media.
struct MalformedMedia: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Reads big-endian numbers one after another.
struct ByteReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    mutating func take(_ count: Int) throws(MalformedMedia) -> ArraySlice<UInt8> {
        guard count >= 0, count <= rest.count else {
            throw MalformedMedia("\(count) bytes are wanted where \(rest.count) are.")
        }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// Of up to eight bytes.
    mutating func number(_ count: Int) throws(MalformedMedia) -> UInt64 {
        try take(count).reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func integer(_ count: Int) throws(MalformedMedia) -> Int {
        Int(truncatingIfNeeded: try number(count))
    }

    mutating func signed32() throws(MalformedMedia) -> Int {
        Int(Int32(truncatingIfNeeded: try number(4)))
    }

    mutating func name() throws(MalformedMedia) -> String {
        String(decoding: try take(4), as: UTF8.self)
    }

    /// A full box's version and flags.
    mutating func version() throws(MalformedMedia) -> (version: Int, flags: Int) {
        (try integer(1), try integer(3))
    }
}
