import Foundation
import Media

/// The configuration as a file; what stands in it was understood, else there are no checks.
struct ConfigurationFacts: Hashable, Sendable {
    /// Nil where none was named.
    var file: String?
    /// The permission bits.
    var mode: UInt32 = 0
    var holdsSecret = false
    var rooms = 0

    var diagnosis: Diagnosis {
        guard let file else {
            return .ok(
                "configuration",
                "No file is named with --config: the defaults hold, without a room.")
        }
        let isOpen = mode & 0o004 != 0 && holdsSecret
        guard isOpen || mode & 0o002 != 0 else {
            return .ok(
                "configuration",
                "\(file) is understood: \(rooms == 0 ? "no room" : rooms.counted("room")).")
        }
        return .warning(
            "configuration",
            mode & 0o002 != 0
                ? "Everybody on this machine may change \(file)."
                : "\(file) holds a password or key, and everybody on this machine may read it.",
            advice: "Take that away: chmod o-rwx \(file)")
    }
}

extension ConfigurationFacts {
    init(_ configuration: Configuration, file: String?) {
        let path = file.map { Configuration.absolute($0, from: nil) }
        self.init(
            file: path, mode: path.flatMap(FileStatus.init(following:))?.mode ?? 0,
            holdsSecret: configuration.rooms.contains { Self.hasSecret($0.input) },
            rooms: configuration.rooms.count)
    }

    private static func hasSecret(_ input: Input) -> Bool {
        switch input {
        case .srtListener(_, _, let passphrase): passphrase != nil
        // Many servers take user and password in the stream id.
        case .srtCaller(_, _, let passphrase, let streamID): passphrase != nil || streamID != nil
        case .rtsp(let url), .hls(let url): url.hasSecret
        case .udp, .file: false
        }
    }
}
