public import Agenda

/// Which numbers of a session name something, as far as the catalogue may not know it yet.
public struct NamedNumbers: Hashable, Sendable, Codable {
    /// The highest sequence number that was announced, −1 for none.
    public var sequence: Int
    /// Where the segment of that number begins.
    public var start: MediaTime
    /// The highest epoch that was announced.
    public var epoch: Int
    /// The highest number of a segment that was announced as complete before all of it was
    /// stored, −1 for none: what the catalogue has of it are other bytes.
    public var ended: Int

    public init(
        sequence: Int = -1, start: MediaTime = .zero, epoch: Int = 0, ended: Int = -1
    ) {
        self.sequence = sequence
        self.start = start
        self.epoch = epoch
        self.ended = ended
    }

    /// All that either names.
    public func joined(with other: NamedNumbers) -> NamedNumbers {
        let highest = other.sequence > sequence ? other : self
        return NamedNumbers(
            sequence: highest.sequence, start: highest.start, epoch: max(epoch, other.epoch),
            ended: max(ended, other.ended))
    }
}
