import Foundation
import Recording

/// When a recording of a flashing sample flashes and beeps, in seconds on the session's timeline.
struct Signals {
    let flashes: [Double]
    let beeps: [Double]

    init(picture: URL, sound: URL) async throws {
        flashes = try await Self.flashes(in: picture)
        beeps = try await Self.beeps(in: sound)
    }

    /// Of all segments, or of some.
    init(
        of entries: Ledger.Entries, picture: TrackID = .video, epoch: Int = 1,
        sequences: Set<Int>? = nil
    ) async throws {
        var entries = entries
        if let sequences { entries.parts.removeAll { !sequences.contains($0.sequence) } }
        try await self.init(
            picture: entries.file(of: picture, epoch: epoch),
            sound: entries.file(of: .audio, epoch: epoch))
    }

    /// Seconds that a flash and its beep are apart at most.
    var distance: Double {
        flashes.map { flash in beeps.map { abs($0 - flash) }.min() ?? .infinity }.max()
            ?? .infinity
    }

    private static func flashes(in file: URL) async throws -> [Double] {
        let key = "lavfi.signalstats.YAVG"
        let levels = try await Tool.levels(
            of: file, ["-vf", "signalstats,metadata=print:key=\(key):file=-"], key: key)
        return onsets(in: levels, above: 128)
    }

    /// From when to when it sounds at all, in seconds on the session's timeline.
    static func tones(in file: URL) async throws -> [ClosedRange<Double>] {
        var tones: [ClosedRange<Double>] = []
        for (time, level) in try await peaks(in: file) where level > -40 {
            if let last = tones.last, time - last.upperBound < 0.1 {
                tones[tones.count - 1] = last.lowerBound...time
            } else {
                tones.append(time...time)
            }
        }
        return tones
    }

    private static func beeps(in file: URL) async throws -> [Double] {
        onsets(in: try await peaks(in: file), above: -12)
    }

    /// Of each millisecond.
    private static func peaks(in file: URL) async throws -> [(time: Double, level: Double)] {
        let key = "lavfi.astats.Overall.Peak_level"
        let filter =
            "asetnsamples=n=48:p=0,astats=metadata=1:reset=1,ametadata=print:key=\(key):file=-"
        return try await Tool.levels(of: file, ["-af", filter], key: key)
    }

    /// Where a level rises that was low for at least a tenth of a second.
    private static func onsets(
        in levels: [(time: Double, level: Double)], above limit: Double
    ) -> [Double] {
        var found: [Double] = []
        var high = levels.first?.time ?? 0
        for (time, level) in levels where level > limit {
            if time - high > 0.1 { found.append(time) }
            high = time
        }
        return found
    }
}
