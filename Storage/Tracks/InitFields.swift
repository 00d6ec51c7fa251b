import Recording

/// What stands in an init section (ISO/IEC 14496-12 §8) that a track file's end is written by.
struct InitFields {
    let bytes: [UInt8]

    /// The id in the first `tkhd`; 1 where there is none.
    var trackID: UInt32 {
        guard let content = content(of: "tkhd") else { return 1 }
        let field = content + (bytes[content] == 1 ? 20 : 12)
        return UInt32(bytes[field..<field + 4].bigEndian)
    }

    /// Where the length of the whole movie stands in a `mvhd` of version 0, and in how many units
    /// a second it is written.
    var duration: (offset: Int, timescale: Int64)? {
        guard let content = content(of: "mvhd"), bytes[content] == 0 else { return nil }
        return (content + 16, Int64(bytes[content + 12..<content + 16].bigEndian))
    }

    /// Where the content of the first box of that name begins; it has 24 bytes at least.
    private func content(of name: String) -> Int? {
        let name = Array(name.utf8)
        guard bytes.count >= 28 else { return nil }
        return (0..<bytes.count - 27).first { bytes[$0..<$0 + 4].elementsEqual(name) }
            .map { $0 + 4 }
    }
}
