import CFFmpeg

/// Which of an input's pictures and sounds are recorded.
///
/// Of a live input that brings several pictures, as HLS has them for several bandwidths, the
/// largest is taken, of equally large ones that with the highest bandwidth, whatever their order.
struct StreamChoice {
    let video: Int
    /// Nil where none comes, or none that libavformat knows anything of.
    let audio: Int?
    /// The highest BANDWIDTH in bit/s of what has this picture (RFC 8216 §4.3.4.2).
    let bandwidth: Int?
    /// What is taken and what is left, a sentence each; empty where there is no choice.
    let sentences: [String]

    /// Nil where there is no picture.
    init?(in context: UnsafeMutablePointer<AVFormatContext>, isLive: Bool) {
        let best = Int(av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0))
        let pictures = (0..<Int(context.pointee.nb_streams))
            .compactMap { Picture($0, in: context, isBest: $0 == best) }
        let taken = isLive ? pictures.max { $0.rank < $1.rank } : pictures.first { $0.isBest }
        guard let taken else { return nil }
        video = taken.index
        bandwidth = taken.bandwidth
        let related = av_find_best_stream(
            context, AVMEDIA_TYPE_AUDIO, -1, Int32(taken.index), nil, 0)
        audio =
            taken.program.flatMap { Self.sound(of: $0, in: context) }
            ?? (related >= 0 ? Int(related) : nil)
        guard pictures.count > 1 else {
            sentences = []
            return
        }
        sentences =
            ["The picture of \(taken.words) is taken."]
            + pictures.filter { $0.index != taken.index }
            .sorted { $1.rank < $0.rank }
            .map { "The picture of \($0.words) is left." }
    }

    /// One picture among several, and where it is offered for the highest bandwidth.
    private struct Picture {
        let index: Int
        let isBest: Bool
        private let width: Int
        private let height: Int
        let program: UnsafeMutablePointer<AVProgram>?
        let bandwidth: Int?

        init?(_ index: Int, in context: UnsafeMutablePointer<AVFormatContext>, isBest: Bool) {
            guard let stream = context.pointee.streams[index],
                let parameters = stream.pointee.codecpar,
                parameters.pointee.codec_type == AVMEDIA_TYPE_VIDEO,
                // The picture on the cover of a sound recording.
                stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC == 0
            else { return nil }
            self.index = index
            self.isBest = isBest
            width = Int(parameters.pointee.width)
            height = Int(parameters.pointee.height)
            let offers = (0..<Int(context.pointee.nb_programs))
                .compactMap { context.pointee.programs[$0] }
                .filter { StreamChoice.streams(of: $0).contains(index) }
                .map { ($0, StreamChoice.bandwidth(of: $0)) }
            let offer = offers.max { $0.1 ?? 0 < $1.1 ?? 0 }
            bandwidth = offer?.1
            program = bandwidth == nil ? nil : offer?.0
        }

        /// The order of size, bandwidth and what libavformat would take.
        var rank: (Int, Int, Int) { (width * height, bandwidth ?? 0, isBest ? 1 : 0) }

        /// "320x180 (900 kbit/s)"
        var words: String {
            "\(width)x\(height)" + (bandwidth.map { " (\($0 / 1000) kbit/s)" } ?? "")
        }
    }

    private static func streams(of program: UnsafeMutablePointer<AVProgram>) -> [Int] {
        (0..<Int(program.pointee.nb_stream_indexes))
            .compactMap { program.pointee.stream_index?[$0] }.map(Int.init)
    }

    /// What libavformat keeps of EXT-X-STREAM-INF.
    private static func bandwidth(of program: UnsafeMutablePointer<AVProgram>) -> Int? {
        av_dict_get(program.pointee.metadata, "variant_bitrate", nil, 0)
            .flatMap { Int(String(cString: $0.pointee.value)) }
    }

    /// The default one, else the first.
    private static func sound(
        of program: UnsafeMutablePointer<AVProgram>,
        in context: UnsafeMutablePointer<AVFormatContext>
    ) -> Int? {
        let sounds = streams(of: program).filter {
            context.pointee.streams[$0]?.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_AUDIO
        }
        let usual = sounds.first {
            let disposition = context.pointee.streams[$0]?.pointee.disposition ?? 0
            return disposition & AV_DISPOSITION_DEFAULT != 0
        }
        return usual ?? sounds.first
    }
}
