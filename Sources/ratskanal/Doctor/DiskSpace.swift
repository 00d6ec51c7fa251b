import CLinux
import Glibc

/// The disk below the data directory, and how long it lasts.
struct DiskSpace: Hashable, Sendable {
    /// What a room is recorded with.
    struct Rate: Hashable, Sendable {
        var room: String
        /// Bits a second of its newest recording; nil where it has none.
        var measured: Double?

        /// 4 Mbit/s of picture and 128 kbit/s of sound.
        static let usual = 4_128_000.0
        var value: Double { measured ?? Self.usual }
    }

    /// The kernel's number of the file system (statfs(2)).
    var kind: UInt
    /// What this user may still write, in bytes.
    var free: UInt64
    /// Files that can still be made; nil where the file system has no limit.
    var files: UInt64?
    var rates: [Rate] = []

    var diagnoses: [Diagnosis] { [disk, space] + [inodes].compactMap { $0 } }

    private var disk: Diagnosis {
        switch UInt32(truncatingIfNeeded: kind) {
        case 0x0102_1994, 0x8584_58f6:
            .warning(
                "disk", "The data lie in memory (tmpfs) and are gone after a restart.",
                advice: "Name a directory on a disk with --data.")
        case 0x794c_7630:
            .warning(
                "disk", "The data lie in a container's own layer (overlay) and go with it.",
                advice: "Mount a volume there.")
        case 0x6969, 0xff53_4d42, 0xfe53_4d42, 0x517b, 0x6573_5546, 0x0102_1997, 0x00c3_6400:
            .warning(
                "disk",
                "The data lie on a network's or a program's file system, which may say that they "
                    + "are stored before they are.",
                advice: "Record to a disk of this machine and copy from there.")
        default: .ok("disk", "The data lie on a disk of this machine.")
        }
    }

    /// All rooms at once.
    private var hours: Double? {
        let bits = rates.reduce(0) { $0 + $1.value }
        return bits > 0 ? Double(free) * 8 / bits / 3600 : nil
    }

    private var space: Diagnosis {
        let check = "disk space"
        guard let hours else {
            let found = "\(Self.size(free)) are free; no room records."
            return free < 1_000_000_000
                ? .warning(check, found, advice: "Free some space.") : .ok(check, found)
        }
        let bits = rates.reduce(0) { $0 + $1.value }
        let source =
            rates.contains { $0.measured == nil } ? "the usual" : "its newest recordings'"
        let found =
            "\(Self.size(free)) are free: \(Self.duration(hours)) of "
            + "\(rates.count.counted("room")) at \(Self.decimal(bits / 1_000_000)) Mbit/s"
            + " (\(source) rate)."
        let advice = "Free space or add a disk before the next session."
        switch hours {
        case ..<2: return .problem(check, found, advice: advice)
        case ..<24: return .warning(check, found, advice: advice)
        default: return .ok(check, found)
        }
    }

    private var inodes: Diagnosis? {
        guard let files else { return nil }
        let found = "\(files) more files fit."
        let advice = "Delete small files there, or make the file system anew with more inodes."
        switch files {
        case ..<1_000: return .problem("inodes", found, advice: advice)
        case ..<20_000: return .warning("inodes", found, advice: advice)
        default: return .ok("inodes", found)
        }
    }

    private static func size(_ bytes: UInt64) -> String {
        bytes < 1_000_000_000
            ? "\(bytes / 1_000_000) MB" : "\(decimal(Double(bytes) / 1_000_000_000)) GB"
    }

    private static func duration(_ hours: Double) -> String {
        hours >= 72 ? "\(Int(hours / 24)) days" : "\(decimal(hours)) hours"
    }

    private static func decimal(_ number: Double) -> String {
        let tenths = (number * 10).rounded(.down)
        return number >= 100 || tenths.truncatingRemainder(dividingBy: 10) == 0
            ? "\(Int(number))" : "\(tenths / 10)"
    }
}

extension DiskSpace {
    /// Of the disk that a path lies on; nil where the kernel does not say.
    init?(at path: String, rates: [Rate]) {
        var status = statfs()
        guard statfs(path, &status) == 0 else { return nil }
        self.init(
            kind: UInt(bitPattern: Int(status.f_type)),
            free: UInt64(status.f_bavail) * UInt64(status.f_bsize),
            files: status.f_files == 0 ? nil : UInt64(status.f_ffree), rates: rates)
    }
}
