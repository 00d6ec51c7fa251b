/// What a playlist says of one segment or part, against its samples.
enum MediumCheck {
    /// A duration may be off by a tick and by what was rounded away.
    static func duration(
        _ run: SegmentMedia.Run, _ track: InitSection.Track, _ written: WrittenSeconds?,
        _ rule: Rule, _ name: String
    ) -> [Finding] {
        let seconds = Seconds(run.duration) / Seconds(track.timescale)
        guard let written,
            abs(seconds - written.value) > 1 / Seconds(track.timescale) + written.rounding
        else { return [] }
        return [Finding(rule, "\(name) is said to last \(written.value) s, and lasts \(seconds).")]
    }

    /// Samples that are said to be key frames are such.
    static func keyFrames(
        _ run: SegmentMedia.Run, _ track: InitSection.Track, _ name: String
    ) -> [Finding] {
        guard track.handler == "vide" else { return [] }
        do {
            for sample in run.samples where sample.isSync {
                if try !track.entry.isKeyFrame(sample.bytes) {
                    return [Finding(.keyFrameWithoutIDR, "\(name) has one that is not.")]
                }
            }
        } catch {
            return [Finding(.segmentBoxes, "\(name): \(error)")]
        }
        return []
    }

    static func bitrate(of count: Int, _ segment: MediaDocument.Segment) -> [Finding] {
        guard let said = segment.bitrate, segment.byteRange == nil, segment.seconds > 0 else {
            return []
        }
        let rate = Double(count) * 8 / segment.seconds / 1000
        return (0.9 * rate...1.1 * rate).contains(Double(said))
            ? []
            : [
                Finding(
                    .wrongBitrate, line: segment.line, "It is \(said), the segment's \(rate).")
            ]
    }
}
