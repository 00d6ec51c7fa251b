import Media

/// How late a room's frames come, as far as anybody has said, and what is assumed where not.
struct RoomDelays: Hashable, Sendable {
    enum Source: Hashable, Sendable {
        /// By SRT each connection tells how long its sender holds frames.
        case srt
        /// By HLS the playlist tells it.
        case hls
        /// Nobody tells, and only whoever has configured the room can know.
        case untold
    }

    var room: String
    /// Its URL without what may be secret.
    var place: String
    var source: Source
    var encoderDelay: Double
    var gateDelay: Double
    /// Whether the configuration says it, or it is the default.
    var hasEncoderDelay: Bool
    var hasGateDelay: Bool
    /// Seconds by which the frames of the encoder that is connected come later than these say; nil
    /// where the service does not run, or nobody may ask it.
    var lateness: Double?

    var diagnoses: [Diagnosis] {
        let check = "room \(room)"
        let both = "encoderDelay (\(encoderDelay.plain) s) and gateDelay (\(gateDelay.plain) s)"
        if let lateness, lateness > 0, source != .untold {
            return [
                .ok(
                    check,
                    "Frames of the encoder that is connected come up to "
                        + "\(lateness.tenthsAbove) s later, which is added to \(both): the gate "
                        + "opens \((gateDelay + lateness).tenthsAbove) s after it is asked to.")
            ]
        }
        switch source {
        case .srt:
            return [
                .ok(
                    check,
                    "The sender's latency counts: what it has beyond 120 ms is added to \(both) "
                        + "while it is connected.")
            ]
        case .hls:
            return [
                .ok(
                    check,
                    "Its segments are assumed to be late by three target durations and a segment, "
                        + "as its playlist has them, which is added to \(both).")
            ]
        case .untold where hasEncoderDelay && hasGateDelay:
            return [
                .ok(
                    check,
                    "Frames of \(place) come \(encoderDelay.plain) s late as a rule and "
                        + "\(gateDelay.plain) s at most, as the configuration says.")
            ]
        case .untold:
            return [usual(check), longest(check)].compactMap { $0 }
        }
    }

    private func usual(_ check: String) -> Diagnosis? {
        guard !hasEncoderDelay else { return nil }
        return .warning(
            check,
            "encoderDelay is not set: frames of \(place) are assumed to come "
                + (encoderDelay == 0 ? "at once." : "\(encoderDelay.plain) s late."),
            advice: "Film a clock, and set it to the seconds that the picture is late as a rule.")
    }

    private func longest(_ check: String) -> Diagnosis? {
        guard !hasGateDelay else { return nil }
        return .warning(
            check,
            "gateDelay is not set: frames of \(place) are assumed to come at most "
                + "\(gateDelay.plain) s late.",
            advice: "Set it to the seconds that camera and network may hold a picture at most: "
                + "later ones of a closed passage would go out.")
    }
}

extension RoomDelays {
    /// Nil for a file, which is never late.
    init?(_ room: RoomConfiguration, lateness: Double? = nil) {
        let source: Source
        switch room.input {
        case .srtListener, .srtCaller: source = .srt
        case .hls: source = .hls
        case .rtsp, .udp: source = .untold
        case .file: return nil
        }
        self.init(
            room: room.id, place: room.input.description, source: source,
            encoderDelay: room.encoderDelay, gateDelay: room.gateDelay,
            hasEncoderDelay: room.hasEncoderDelay, hasGateDelay: room.hasGateDelay,
            lateness: lateness)
    }
}

extension Double {
    /// "5" or "1.5"
    fileprivate var plain: String {
        self == rounded() ? String(Int(self)) : String(self)
    }

    /// The same, up to the next tenth.
    fileprivate var tenthsAbove: String { ((self * 10 - 0.001).rounded(.up) / 10).plain }
}
