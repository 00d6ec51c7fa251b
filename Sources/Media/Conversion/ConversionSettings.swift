/// How what cannot pass untouched is converted.
public struct ConversionSettings: Hashable, Sendable {
    /// x264's presets, from the one that costs least to the one whose files are smallest.
    public enum Preset: String, CaseIterable, Sendable {
        case ultrafast, superfast, veryfast, faster, fast, medium, slow
    }

    /// What becomes of HEVC, which not every browser plays.
    public enum HEVC: String, CaseIterable, Sendable {
        /// It is kept, beside a rendition in H.264.
        case both
        /// H.264 alone.
        case transcode
    }

    public var preset: Preset
    public var hevc: HEVC

    public init(preset: Preset = .veryfast, hevc: HEVC = .both) {
        self.preset = preset
        self.hevc = hevc
    }
}
