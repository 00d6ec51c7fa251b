import Foundation
import Glibc
public import Recording
import Synchronization

/// Where a room's gate is kept beside the catalogue: the record in memory of the machine, and a
/// block on the data disk that needs no space, as it is there already.
public final class GateFiles: Sendable {
    /// Bytes of either: real ones from the beginning, overwritten in place.
    private static let size = 8192
    private static let magic = "RATSKANAL-GATE 1"

    private struct Content: Codable {
        var catalogue: String
        var room: String
        var note: GateNote
    }

    private let room: String
    private let identity: String
    private let record: String
    private let block: String
    private let folderOfBlock: String
    /// Whether the block's own name is synced.
    private let isNamed = Atomic(false)
    /// What was there at the start.
    public let found: GateFindings

    /// Makes what is missing. `runtime`: a folder in memory of the machine, by default the
    /// service's or the user's own.
    public init(
        room: String, directory: DataDirectory, catalogue: Catalogue, runtime: String? = nil
    ) throws {
        self.room = room
        identity = try catalogue.identity()
        let (counter, isBlockExpected) = try catalogue.gate(ofRoom: room)
        let folder = try runtime ?? Self.runtimeFolder()
        record = "\(folder)/gate-\(identity)-\(room)"
        folderOfBlock = directory.file("run")
        block = "\(folderOfBlock)/gate-\(room)"
        var findings = GateFindings(
            record: Self.holding(at: record, of: room, in: identity),
            block: Self.holding(at: block, of: room, in: identity),
            isBlockExpected: isBlockExpected, counter: counter)
        do {
            // One that is gone is made by the first start, which is closed: until then each process
            // finds it gone.
            if findings.block == .absent, !isBlockExpected {
                let bytes = try Self.bytes(
                    of: GateNote(counter: counter), room: room, catalogue: identity)
                try Self.write(bytes, to: block, isSynced: true)
                try DataDirectory.sync(folder: folderOfBlock)
                isNamed.store(true, ordering: .relaxed)
            }
            if !isBlockExpected { try catalogue.noteBlock(ofRoom: room) }
        } catch {
            findings.trouble = "the block on the data disk cannot be made: \(error)"
        }
        found = findings
    }

    /// Replaces the record.
    public func writeRecord(_ note: GateNote) throws {
        let bytes = try Self.bytes(of: note, room: room, catalogue: identity)
        try Self.write(bytes, to: record, isSynced: false)
        FaultPoint.reach(.gateRecorded)
    }

    /// Replaces the block, synced.
    public func writeBlock(_ note: GateNote) throws {
        let bytes = try Self.bytes(of: note, room: room, catalogue: identity)
        try Self.write(bytes, to: block, isSynced: true)
        if !isNamed.load(ordering: .relaxed) {
            try DataDirectory.sync(folder: folderOfBlock)
            isNamed.store(true, ordering: .relaxed)
        }
        FaultPoint.reach(.gateBlocked)
    }

    // MARK: Places

    /// `$RUNTIME_DIRECTORY` of a service, else `$XDG_RUNTIME_DIR`, else a folder of this user's in
    /// `/dev/shm`.
    private static func runtimeFolder() throws -> String {
        func variable(_ name: String) -> String? {
            guard let text = getenv(name).map({ String(cString: $0) }) else { return nil }
            // systemd names several, with colons between.
            return text.split(separator: ":").first.map(String.init)
        }
        if let folder = variable("RUNTIME_DIRECTORY") { return try own(folder) }
        // One that is not there, or another user's, is left over from whoever called.
        if let folder = variable("XDG_RUNTIME_DIR"), isOwn(folder) {
            return try own("\(folder)/ratskanal")
        }
        return try own("/dev/shm/ratskanal-\(getuid())")
    }

    /// A folder that nobody else can write to, made where it is missing.
    private static func own(_ folder: String) throws -> String {
        try DataDirectory.makeFolder(at: folder)
        guard isOwn(folder) else {
            throw StorageError(
                .invalid(
                    "\(folder), where the gate's state is kept, belongs to another user, or others "
                        + "can write to it: take it away, or set XDG_RUNTIME_DIR to a folder that "
                        + "is this user's alone"),
                while: "opening the folder of the gate's record", object: folder)
        }
        return folder
    }

    private static func isOwn(_ folder: String) -> Bool {
        var status = stat()
        return lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
            && status.st_uid == getuid() && status.st_mode & 0o022 == 0
    }

    // MARK: Bytes

    private static func holding(
        at path: String, of room: String, in identity: String
    ) -> GateFindings.Holding {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            return errno == ENOENT
                ? .absent : .unclear("\(path) cannot be read (\(String(cString: strerror(errno))))")
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: size)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard count == size, let content = content(of: bytes) else {
            return .unclear("\(path) is not whole")
        }
        guard content.catalogue == identity, content.room == room else {
            return .unclear("\(path) is another catalogue's")
        }
        return .note(content.note)
    }

    private static func content(of bytes: [UInt8]) -> Content? {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let head = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
        guard head.count == 4, head[..<2].joined(separator: " ") == magic,
            let length = Int(head[2]), length > 0, end + 1 + length <= bytes.count,
            let checksum = Int64(head[3])
        else { return nil }
        let json = Array(bytes[(end + 1)..<(end + 1 + length)])
        guard PartChecksum.of(json) == checksum else { return nil }
        // What is not whole is said by the caller.
        return try? JSONDecoder().decode(Content.self, from: Data(json))
    }

    private static func bytes(
        of note: GateNote, room: String, catalogue: String
    ) throws -> [UInt8] {
        var note = note
        while true {
            let content = Content(catalogue: catalogue, room: room, note: note)
            let json = [UInt8](try JSONEncoder().encode(content))
            let head = "\(magic) \(json.count) \(PartChecksum.of(json))\n"
            let bytes = Array(head.utf8) + json
            if bytes.count <= size {
                return bytes + [UInt8](repeating: 0x20, count: size - bytes.count)
            }
            guard !note.pending.isEmpty else {
                throw StorageError(
                    .invalid("it is too long"), while: "keeping the gate", object: room)
            }
            // The state counts more than the mark that tells of it.
            note.pending.removeFirst()
        }
    }

    private static func write(_ bytes: [UInt8], to path: String, isSynced: Bool) throws {
        let action = isSynced ? "keeping the gate on the disk" : "keeping the gate in memory"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw StorageError.system(while: action, object: path) }
        defer { close(descriptor) }
        let count = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        guard count == bytes.count else {
            throw StorageError.system(count < 0 ? errno : ENOSPC, while: action, object: path)
        }
        guard isSynced else { return }
        FaultPoint.reach(.gateBlockWritten)
        guard fdatasync(descriptor) == 0 else {
            throw StorageError.system(while: action, object: path)
        }
    }
}
