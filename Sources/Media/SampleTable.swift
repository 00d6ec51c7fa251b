import CFFmpeg
import Recording

/// The frames of an MP4 by its own tables, which say all that cutting asks for: their bytes stay
/// where they are until they are copied to where they go, past libavformat.
struct SampleTable {
    private struct Stream {
        let pointer: UnsafeMutablePointer<AVStream>
        let isVideo: Bool
        let count: Int32
        var offsets: CompositionOffsets
        /// What libavformat adds to the offsets, in the stream's time base.
        let shift: Int64
        var next: Int32 = 0

        var entry: AVIndexEntry? {
            next < count ? avformat_index_get_entry(pointer, next)?.pointee : nil
        }
    }

    private let file: StoredFrames
    private var streams: [Stream] = []

    /// Nil where the tables and libavformat do not agree on each of the `first` packets that it
    /// has read of every stream that is not discarded, in order.
    init?(
        of path: String, _ context: UnsafeMutablePointer<AVFormatContext>,
        agreeingWith first: [ReadFrame]
    ) {
        guard let format = context.pointee.iformat,
            String(cString: format.pointee.name).contains("mp4"),
            let file = StoredFrames(at: path), EditLists.onlyBegin(in: file),
            // What comes in fragments is in no table.
            StoredBox(all: file).child("moov", "mvex") == nil
        else { return nil }
        self.file = file
        for (index, stream) in context.usedStreams {
            let read = first.filter { $0.stream == index }
            guard let found = Self.stream(stream, in: file, agreeingWith: read) else { return nil }
            streams.append(found)
        }
        guard streams.contains(where: \.isVideo) else { return nil }
    }

    private static func stream(
        _ pointer: UnsafeMutablePointer<AVStream>, in file: StoredFrames,
        agreeingWith first: [ReadFrame]
    ) -> Stream? {
        let count = avformat_index_get_entries_count(pointer)
        guard let track = UInt32(exactly: pointer.pointee.id), let frame = first.first,
            let offsets = CompositionOffsets(ofTrack: track, in: file),
            offsets.sampleCount == count
        else { return nil }
        var expected = offsets
        let shift =
            frame.pointer.pointee.pts &- frame.pointer.pointee.dts &- expected.next()
        expected = offsets
        for (index, frame) in first.enumerated() {
            let packet = frame.pointer.pointee
            guard let entry = avformat_index_get_entry(pointer, Int32(index))?.pointee,
                entry.pos == packet.pos, Int(entry.size) == frame.size,
                (entry.flags & AVINDEX_KEYFRAME != 0) == frame.isKey,
                entry.timestamp == packet.dts,
                packet.pts == packet.dts &+ shift &+ expected.next()
            else { return nil }
        }
        return Stream(
            pointer: pointer,
            isVideo: pointer.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_VIDEO,
            count: count, offsets: offsets, shift: shift)
    }

    /// Whether the file ends before a frame that is asked for.
    private(set) var isCutOff = false

    /// The frame that is decoded next of all streams; nil at the end.
    mutating func next() -> Packet? {
        var best: (index: Int, entry: AVIndexEntry, decoding: Int64)?
        for (index, stream) in streams.enumerated() {
            guard let entry = stream.entry else { continue }
            let decoding = ticks(entry.timestamp, stream)
            if decoding < best?.decoding ?? .max { best = (index, entry, decoding) }
        }
        guard let (index, entry, decoding) = best else { return nil }
        guard entry.pos >= 0, entry.pos <= file.size - Int64(entry.size) else {
            isCutOff = true
            return nil
        }
        streams[index].next += 1
        let offset = streams[index].offsets.next()
        let stream = streams[index]
        return Packet(
            StoredFrame(
                file: file, offset: entry.pos, size: Int(entry.size),
                isKey: entry.flags & AVINDEX_KEYFRAME != 0),
            track: stream.isVideo ? .video : .audio,
            presentation: ticks(entry.timestamp &+ stream.shift &+ offset, stream),
            decoding: decoding)
    }

    private func ticks(_ value: Int64, _ stream: Stream) -> Int64 {
        Packet.ticks(of: value, in: stream.pointer)
    }
}
