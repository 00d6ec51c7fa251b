import CFFmpeg

extension UnsafeMutablePointer<AVFormatContext> {
    /// The streams that are not discarded, with their numbers.
    var usedStreams: [(index: Int, stream: UnsafeMutablePointer<AVStream>)] {
        (0..<Int(pointee.nb_streams)).compactMap { index in
            guard let stream = pointee.streams[index],
                stream.pointee.discard.rawValue < AVDISCARD_ALL.rawValue
            else { return nil }
            return (index, stream)
        }
    }
}
