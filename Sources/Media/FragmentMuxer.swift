import CFFmpeg
public import Recording

/// Writes one CMAF track: fragments of one `moof` and `mdat` each, behind its init section.
///
/// The fragments' `tfdt` is the session's media time in the track's timescale. Belongs to one
/// thread.
public final class FragmentMuxer {
    /// With its init section, `ftyp` and `moov`.
    public let track: Track
    private let number: UInt32
    private let object: String
    private var samples: [FragmentSample] = []
    /// Where the first of them stands.
    private var start: Int64 = 0
    private var fragments: UInt32 = 0

    /// `number` is the track_ID, another for each track of a session, so that fragments of
    /// several can stand behind one init section.
    public init(
        _ parameters: CodecParameters, track id: TrackID, number: Int32, object: String
    ) throws(MediaError) {
        self.object = object
        self.number = UInt32(number)
        let initial = try InitSection.bytes(of: parameters, number: number, object: object)
        track = Track(
            id: id, format: parameters.format,
            codec: parameters.isHEVC ? HEVCCodec.text(ofInit: initial) : parameters.codec,
            timescale: parameters.timescale, initSection: initial)
    }

    /// Adds a frame to the fragment under way. All times are in the track's timescale, on the
    /// session's timeline; `decoding` is where the frame before ended, but for a fragment's first.
    public func write(_ packet: Packet, presentation: Int64, decoding: Int64, duration: Int64) {
        if samples.isEmpty { start = decoding }
        samples.append(
            FragmentSample(
                packet: packet, duration: UInt32(clamping: duration),
                compositionOffset: Int32(clamping: max(0, presentation - decoding))))
    }

    /// Ends the fragment under way.
    public func flush() throws(MediaError) -> Fragment {
        defer { samples.removeAll(keepingCapacity: true) }
        fragments += 1
        let size = samples.reduce(8) { $0 + $1.packet.size }
        guard let size = UInt32(exactly: size) else {
            throw MediaError(
                .library, while: "cutting a part of", object: object,
                cause: "its frames have \(size) bytes")
        }
        let moof = MovieFragmentBox(
            sequence: fragments, track: number, start: start, samples: samples)
        return Fragment(
            head: moof.bytes + size.bigEndianBytes + Array("mdat".utf8),
            packets: samples.map(\.packet))
    }
}
