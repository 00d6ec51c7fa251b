/// Keeps sound with its timestamps by whole frames, as a coded frame cannot be cut.
///
/// A clock that runs a little fast or slow shows in the mean of many frames; single timestamps
/// are rounded. All in samples.
struct SoundDrift {
    enum Correction: Equatable {
        case none
        /// The frame comes once more: the sound is behind by one.
        case repeatFrame
        /// The sound is before its time by one.
        case leaveOut
        /// So many frames were lost.
        case fill(Int)
    }

    private let frameSize: Int64
    /// How far the sound is behind its timestamps, as a mean.
    private var mean = 0.0
    /// Frames that the mean is taken over, a second or so.
    private static let memory = 48.0
    /// Of a frame: half of one is corrected to the other half.
    private static let limit = 0.55

    init(frameSize: Int64) {
        self.frameSize = frameSize
    }

    /// What becomes of a frame whose timestamp is so much later than where it would stand;
    /// `isExact` where this one counts by itself, as silence stands before it.
    mutating func correction(of difference: Int64, isExact: Bool = false) -> Correction {
        // Beyond two frames it is no rounding: some were lost on the way, or come again.
        if difference > 2 * frameSize || isExact && 2 * difference > frameSize {
            let count = (2 * difference + frameSize) / (2 * frameSize)
            mean = Double(difference - count * frameSize)
            return .fill(Int(count))
        }
        if difference < -2 * frameSize || isExact && -2 * difference > frameSize {
            return .leaveOut
        }
        if isExact { mean = Double(difference) }
        mean += (Double(difference) - mean) / Self.memory
        let step = Double(frameSize)
        if mean > Self.limit * step {
            mean -= step
            return .repeatFrame
        }
        if mean < -Self.limit * step {
            mean += step
            return .leaveOut
        }
        return .none
    }
}
