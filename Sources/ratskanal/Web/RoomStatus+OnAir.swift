import Foundation
import Link

extension RoomStatus {
    /// Since when all that the room shows is recorded: the start, or the gate's last opening.
    var onAirSince: Date? {
        recordedSince.map { max($0, gateSince ?? $0) }
    }
}
