public import Recording

/// The playlist that a player opens first: which tracks there are.
public struct MultivariantPlaylist: Sendable {
    /// A track with its media playlist's address.
    public struct Rendition: Sendable {
        public var track: Track
        /// All codecs that its segments have, in order of appearance.
        public var codecs: [String]
        public var uri: String
        public var rate: BitRate

        public init(track: Track, codecs: [String] = [], uri: String, rate: BitRate) {
            self.track = track
            self.codecs = codecs.isEmpty ? [track.codec] : codecs
            self.uri = uri
            self.rate = rate
        }

        /// What to announce before anything is measured, in bits a second.
        ///
        /// Encoders declare no rate over SRT; a tenth of a bit for each pixel is what council
        /// chambers are sent with, and half as much again is room.
        var declared: Int {
            switch track.format {
            case .video(let width, let height, let frameRate):
                Int(Double(width * height) * frameRate * 0.15)
            case .audio(_, let channels): 96_000 * max(1, channels)
            }
        }
    }

    /// Of the same picture, each a variant; the one that every player knows stands first.
    public var videos: [Rendition]
    public var audio: [Rendition]
    /// While live the rate is never lowered: it starts with what is declared.
    public var isLive: Bool
    public var key: String?

    /// - Parameter renditions: Of all tracks; each with a picture is a variant.
    public init(_ renditions: [Rendition], isLive: Bool, key: String? = nil) {
        videos = renditions.filter { if case .video = $0.track.format { true } else { false } }
        audio = renditions.filter { if case .audio = $0.track.format { true } else { false } }
        self.isLive = isLive
        self.key = key
    }

    public var bytes: [UInt8] {
        var text = PlaylistText()
        text.line("#EXTM3U")
        text.line("#EXT-X-VERSION:8")
        guard !videos.isEmpty else {
            if let only = audio.first { writeVariant(only, sound: nil, into: &text) }
            return text.bytes
        }
        for (index, rendition) in audio.enumerated() {
            text.line(mediaLine(rendition, isDefault: index == 0))
        }
        for video in videos {
            writeVariant(video, sound: audio.isEmpty ? nil : audio, into: &text)
        }
        return text.bytes
    }

    private func mediaLine(_ rendition: Rendition, isDefault: Bool) -> String {
        var line = "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\""
        line += ",NAME=\"\(DateRange.quotable(isDefault ? "Saal" : rendition.track.id.rawValue))\""
        line += isDefault ? ",DEFAULT=YES" : ",DEFAULT=NO"
        line += ",AUTOSELECT=YES"
        if case .audio(_, let channels) = rendition.track.format {
            line += ",CHANNELS=\"\(channels)\""
        }
        return line + ",URI=\"\(MediaAddress.adding(key, to: rendition.uri))\""
    }

    private func writeVariant(
        _ rendition: Rendition, sound: [Rendition]?, into text: inout PlaylistText
    ) {
        let loudest = sound?.map { peak($0) }.max() ?? 0
        let average = rendition.rate.average + (sound?.map(\.rate.average).max() ?? 0)
        var codecs = rendition.codecs
        for codec in sound?.flatMap(\.codecs) ?? [] where !codecs.contains(codec) {
            codecs.append(codec)
        }
        var line = "#EXT-X-STREAM-INF:BANDWIDTH=\(peak(rendition) + loudest)"
        if average > 0 { line += ",AVERAGE-BANDWIDTH=\(average)" }
        line += ",CODECS=\"\(codecs.joined(separator: ","))\""
        if case .video(let width, let height, let frameRate) = rendition.track.format {
            line += ",RESOLUTION=\(width)x\(height)"
            line += ",FRAME-RATE=\(Decimal.thousandths(Int64((frameRate * 1000).rounded())))"
        }
        if sound != nil { line += ",AUDIO=\"audio\"" }
        text.line(line)
        text.line(MediaAddress.adding(key, to: rendition.uri))
    }

    private func peak(_ rendition: Rendition) -> Int {
        let isMeasured = rendition.rate.peak > 0
        if isLive { return max(rendition.declared, rendition.rate.peak) }
        return isMeasured ? rendition.rate.peak : rendition.declared
    }
}
