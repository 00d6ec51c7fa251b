/// The samples of a segment or a part (RFC 8216bis §3.1.2).
struct SegmentMedia {
    struct Run {
        /// Of the first sample, in the track's timescale.
        let start: Int
        var samples: [Sample]

        var duration: Int { samples.reduce(0) { $0 + $1.duration } }
        var end: Int { start + duration }
    }

    /// By track.
    private(set) var runs: [Int: Run] = [:]
    private(set) var findings: [Finding] = []
    private let bytes: [UInt8]

    init(_ bytes: [UInt8], in initSection: InitSection) throws(MalformedMedia) {
        self.bytes = bytes
        let boxes = try Box.all(in: bytes[...])
        let fragments = boxes.filter { $0.type == "moof" }
        guard !fragments.isEmpty, boxes.contains(where: { $0.type == "mdat" }) else {
            throw MalformedMedia("It is \(boxes.map(\.type).joined(separator: ", ")).")
        }
        for fragment in fragments {
            for track in try fragment.boxes("traf") {
                try read(track, at: fragment.start, initSection)
            }
        }
    }

    private mutating func read(
        _ box: Box, at start: Int, _ initSection: InitSection
    ) throws(MalformedMedia) {
        var reader = ByteReader(try box.box("tfhd").payload)
        let flags = try reader.version().flags
        let id = try reader.integer(4)
        guard let track = initSection.tracks.first(where: { $0.id == id }) else {
            findings.append(Finding(.unknownTrack, "Track \(id) is not."))
            return
        }
        if flags & 1 != 0 || flags & 0x2_0000 == 0 {
            findings.append(Finding(.segmentAddressing, "tfhd has the flags \(flags)."))
        }
        _ = try reader.take((flags & 1 != 0 ? 8 : 0) + (flags & 2 != 0 ? 4 : 0))
        var defaults = track.defaults
        if flags & 8 != 0 { defaults.duration = try reader.integer(4) }
        if flags & 0x10 != 0 { defaults.size = try reader.integer(4) }
        if flags & 0x20 != 0 { defaults.flags = try reader.integer(4) }
        var samples: [Sample] = []
        for run in try box.boxes("trun") {
            samples += try read(run: run, at: start, defaults)
        }
        guard let time = try box.boxes("tfdt").first else {
            findings.append(Finding(.missingDecodeTime, "One has none."))
            return
        }
        var decode = ByteReader(time.payload)
        let isLong = try decode.version().version == 1
        append(samples, at: try decode.integer(isLong ? 8 : 4), to: id)
    }

    private mutating func append(_ samples: [Sample], at start: Int, to id: Int) {
        guard var run = runs[id] else {
            runs[id] = Run(start: start, samples: samples)
            return
        }
        if run.end != start {
            findings.append(
                Finding(.timelineBreak, "A fragment at \(start) follows one to \(run.end)."))
        }
        run.samples += samples
        runs[id] = run
    }

    private func read(
        run: Box, at start: Int, _ defaults: SampleDefaults
    ) throws(MalformedMedia) -> [Sample] {
        var reader = ByteReader(run.payload)
        let flags = try reader.version().flags
        let count = try reader.integer(4)
        var position = start
        if flags & 1 != 0 { position += try reader.signed32() }
        let first = flags & 4 != 0 ? try reader.integer(4) : nil
        var samples: [Sample] = []
        for index in 0..<count {
            let duration = flags & 0x100 != 0 ? try reader.integer(4) : defaults.duration
            let size = flags & 0x200 != 0 ? try reader.integer(4) : defaults.size
            let own = flags & 0x400 != 0 ? try reader.integer(4) : defaults.flags
            if flags & 0x800 != 0 { _ = try reader.take(4) }
            guard position >= 0, position + size <= bytes.count else {
                throw MalformedMedia("Sample \(index) lies outside.")
            }
            samples.append(
                Sample(
                    duration: duration, flags: index == 0 ? first ?? own : own,
                    bytes: bytes[position..<position + size]))
            position += size
        }
        return samples
    }
}
