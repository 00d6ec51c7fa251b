public import Foundation
public import Media

/// What ingest must know of a room.
public struct RoomSettings: Sendable {
    public var id: String
    public var input: Input
    public var conversion: ConversionSettings
    /// Seconds that opening the gate waits: an upper bound of how late the picture arrives.
    public var gateDelay: TimeInterval
    /// Seconds by which the picture arrives late, as estimated; taken off its wall clock.
    public var encoderDelay: TimeInterval
    /// Seconds that one call to the store may take before parts are announced from memory.
    public var storePatience: TimeInterval
    /// Seconds without a frame after which a connected input counts as lost.
    public var stallLimit: TimeInterval

    public init(
        id: String, input: Input, conversion: ConversionSettings = ConversionSettings(),
        gateDelay: TimeInterval = 5, encoderDelay: TimeInterval = 0,
        storePatience: TimeInterval = 0.6, stallLimit: TimeInterval = 5
    ) {
        self.id = id
        self.input = input
        self.conversion = conversion
        self.gateDelay = gateDelay
        self.encoderDelay = encoderDelay
        self.storePatience = storePatience
        self.stallLimit = stallLimit
    }
}
