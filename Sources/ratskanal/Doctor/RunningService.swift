import Foundation
import Link

/// Whether the service runs on this data directory.
enum RunningService: Hashable, Sendable {
    case absent
    /// Its process; 0 where the kernel does not say.
    case process(Int32)
    /// There is its socket, and this user may not ask.
    case unknown

    var diagnosis: Diagnosis {
        switch self {
        case .absent: .ok("service", "Ratskanal does not run on these data.")
        case .process(0): .ok("service", "Ratskanal runs on these data.")
        case .process(let id): .ok("service", "Ratskanal runs on these data, as process \(id).")
        case .unknown:
            .warning(
                "service", "Whether Ratskanal runs on these data cannot be seen.",
                advice: "Check as the service's user, with sudo -u.")
        }
    }

    /// Whether it runs for certain.
    var isSeen: Bool {
        if case .process = self { true } else { false }
    }

    var process: Int32? {
        if case .process(let id) = self, id > 0 { id } else { nil }
    }
}

extension RunningService {
    /// What a service that runs says of its rooms; nothing where it cannot be asked.
    func rooms(socket path: String) -> [RoomStatus] {
        guard isSeen, case .status(let rooms) = CommandClient(path: path).answer(.status) else {
            return []
        }
        return rooms
    }

    /// Asks nothing of it.
    init(socket path: String) {
        do {
            self = .process(try CommandClient(path: path).process())
        } catch let error as LinkError where error.code == .notRunning {
            self = .absent
        } catch {
            self = .unknown
        }
    }
}
