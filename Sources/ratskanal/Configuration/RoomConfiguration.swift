import Foundation
import Media

/// A room with a camera.
struct RoomConfiguration: Sendable, Hashable {
    /// When a session begins.
    enum Start: String, Sendable, CaseIterable {
        /// By command.
        case manual
        /// At the planned time.
        case scheduled
        /// When the encoder connects.
        case connect
    }

    /// `[a-z0-9-]{1,40}`
    var id: String
    var name: String
    /// The body whose session is made where none is planned.
    var body: String
    var start: Start
    /// Seconds without an encoder after which a session ends by itself; nil is never.
    var endAfterLoss: TimeInterval?
    /// Seconds that opening the gate waits: an upper bound of how late the picture arrives.
    var gateDelay: TimeInterval
    /// Seconds by which the picture arrives late, as estimated.
    var encoderDelay: TimeInterval
    /// Whether the file says these two, or they are the defaults.
    var hasGateDelay: Bool
    var hasEncoderDelay: Bool
    /// How what cannot pass untouched is converted.
    var conversion: ConversionSettings
    var input: Input
}
