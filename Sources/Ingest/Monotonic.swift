/// Seconds of a clock that nobody sets: the wall clock is corrected while sessions are live.
enum Monotonic {
    private static let origin = ContinuousClock.now

    static var now: Double { origin.duration(to: .now) / .seconds(1) }
}
