/// How the clocks of encoders are judged.
public enum EncoderClock {
    /// A step of the timestamps beyond this, in 1/90000 s, is no jitter and no reordering.
    public static let jump: Int64 = 90_000
}
