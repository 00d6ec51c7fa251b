import Foundation

/// Bytes that wait on the disk instead of in memory: a file without a name, gone with its owner.
///
/// What is little never gets there. It belongs to one thread at a time.
final class OParlSpool {
    /// Where some bytes were put.
    struct Place {
        fileprivate var offset: Int
        fileprivate var count: Int32
    }

    private let folder: String
    private var file: FileHandle?
    /// How much is in the file; `tail` comes after it.
    private var written = 0
    private var tail: [UInt8] = []
    /// Blocks of the file that were read last, by their number's remainder.
    private var blocks: [(number: Int, bytes: [UInt8])] = []

    private static let longestTail = 1 << 20
    private static let block = 1 << 14
    private static let keptBlocks = 64

    init(in folder: String) {
        self.folder = folder
    }

    deinit {
        // Only read and written here: what closing says changes nothing.
        try? file?.close()
    }

    func append(_ bytes: [UInt8]) throws(AgendaError) -> Place {
        if tail.count + bytes.count > Self.longestTail { try flush() }
        let place = Place(offset: written + tail.count, count: Int32(clamping: bytes.count))
        tail += bytes
        return place
    }

    func bytes(at place: Place) throws(AgendaError) -> [UInt8] {
        let end = place.offset + Int(place.count)
        guard place.offset < written else {
            return Array(tail[place.offset - written..<end - written])
        }
        // What was appended at once lies wholly on one side.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(place.count))
        var offset = place.offset
        while offset < end {
            let number = offset / Self.block
            let block = try block(number)
            let start = offset - number * Self.block
            let stop = min(block.count, end - number * Self.block)
            guard start < stop else { throw error("it is shorter than what was put into it") }
            bytes += block[start..<stop]
            offset += stop - start
        }
        return bytes
    }

    private func block(_ number: Int) throws(AgendaError) -> [UInt8] {
        let slot = number % Self.keptBlocks
        if blocks.indices.contains(slot), blocks[slot].number == number {
            return blocks[slot].bytes
        }
        let bytes: [UInt8]
        do {
            try file?.seek(toOffset: UInt64(number * Self.block))
            bytes = [UInt8](try file?.read(upToCount: Self.block) ?? Data())
        } catch _ {
            throw error("it cannot be read; check the disk")
        }
        if blocks.isEmpty { blocks = Array(repeating: (-1, []), count: Self.keptBlocks) }
        blocks[slot] = (number, bytes)
        return bytes
    }

    private func flush() throws(AgendaError) {
        do {
            let file = try file ?? open()
            self.file = file
            try file.seek(toOffset: UInt64(written))
            try file.write(contentsOf: Data(tail))
        } catch _ {
            throw error("it cannot be written; make room there, and see that this user may write")
        }
        // The last block has become longer.
        if !blocks.isEmpty { blocks[(written / Self.block) % Self.keptBlocks] = (-1, []) }
        written += tail.count
        tail.removeAll(keepingCapacity: true)
    }

    private func open() throws -> FileHandle {
        let url = URL(filePath: folder).appending(path: ".oparl-\(UUID().uuidString)")
        let files = FileManager.default
        guard
            files.createFile(
                atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteNoPermission) }
        let file = try FileHandle(forUpdating: url)
        try files.removeItem(at: url)
        return file
    }

    private func error(_ reason: String) -> AgendaError {
        AgendaError(
            .spool, file: folder, line: 0,
            reason: "the import keeps what it has read in a file here, and \(reason)")
    }
}
