import Foundation
import Media

/// The configuration as a file; what stands in it was understood, else there are no checks.
struct ConfigurationFacts: Hashable, Sendable {
    /// Nil where none was named.
    var file: String?
    /// The permission bits.
    var mode: UInt32 = 0
    var holdsPassphrase = false
    var rooms = 0

    var diagnosis: Diagnosis {
        guard let file else {
            return .ok(
                "configuration",
                "No file is named with --config: the defaults hold, without a room.")
        }
        let isOpen = mode & 0o004 != 0 && holdsPassphrase
        guard isOpen || mode & 0o002 != 0 else {
            return .ok(
                "configuration",
                "\(file) is understood: \(rooms == 0 ? "no room" : rooms.counted("room")).")
        }
        return .warning(
            "configuration",
            mode & 0o002 != 0
                ? "Everybody on this machine may change \(file)."
                : "\(file) holds a passphrase, and everybody on this machine may read it.",
            advice: "Take that away: chmod o-rwx \(file)")
    }
}

extension ConfigurationFacts {
    init(_ configuration: Configuration, file: String?) {
        let path = file.map { Configuration.absolute($0, from: nil) }
        self.init(
            file: path, mode: path.flatMap(FileStatus.init(following:))?.mode ?? 0,
            holdsPassphrase: configuration.rooms.contains { room in
                if case .srtListener(_, _, .some) = room.input { true } else { false }
            }, rooms: configuration.rooms.count)
    }
}
