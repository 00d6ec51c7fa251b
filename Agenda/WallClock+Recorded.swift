extension WallClock {
    /// This clock, which reaches beyond what is recorded for marks of frames that are on their way,
    /// without those where none are: while the gate is closed and while a break is dark.
    func cut(to recordedEnd: MediaTime, by markers: [Marker]) -> WallClock {
        func last(of kinds: Set<MarkerKind>) -> Marker? {
            markers.filter { $0.stamp != nil && kinds.contains($0.kind) }
                .max { ($0.stamp?.counter ?? 0) < ($1.stamp?.counter ?? 0) }
        }
        let gate = last(of: [.gateClose, .gateOpen])
        let pause = last(of: [.breakStart, .breakEnd])
        var isDark = gate?.kind == .gateClose
        if pause?.kind == .breakStart, case .media(let start) = pause?.at {
            isDark = isDark || recordedEnd - start < Timeline.Break.tolerance
        }
        guard isDark, let index = stretches.indices.last else { return self }
        var clock = self
        let end = max(recordedEnd, stretches[index].mediaStart)
        clock.stretches[index].mediaEnd = min(stretches[index].mediaEnd, end)
        return clock
    }
}
