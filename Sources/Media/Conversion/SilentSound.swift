import CFFmpeg
import Recording

/// A frame of silence in AAC-LC, which fills where no sound comes.
public final class SilentSound {
    /// What it is coded with.
    let parameters: CodecParameters
    private let frame: ReadFrame

    /// Like `sound`; of 48 kHz in stereo where there is none.
    init(like sound: CodecParameters?, object: String) throws(MediaError) {
        let values = sound?.pointer.pointee
        let encoder = try AudioConversion.encoder(
            sampleRate: values?.sample_rate ?? 48_000, channels: values?.ch_layout.nb_channels ?? 2,
            object: object)
        parameters = encoder.parameters
        let input = try RawFrame(object: object)
        var coded: ReadFrame?
        // The first frames are those of an encoder that begins.
        for index in 0..<8 where coded == nil || index < 4 {
            try Self.fill(input, like: parameters, index)
            try encoder.send(input)
            while let next = try encoder.receive() { coded = next }
        }
        guard let coded else {
            throw MediaError(.library, while: "encoding", object: object, cause: "no silence")
        }
        frame = coded
    }

    /// Samples a frame.
    public var frameSize: Int64 { 1_024 }

    /// One frame of it.
    public func packet(at presentation: Int64) -> Packet {
        Packet(frame, track: .audio, presentation: presentation, decoding: presentation)
    }

    private static func fill(
        _ frame: RawFrame, like parameters: CodecParameters, _ index: Int
    ) throws(MediaError) {
        av_frame_unref(frame.pointer)
        frame.pointer.pointee.nb_samples = 1_024
        frame.pointer.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
        frame.pointer.pointee.sample_rate = parameters.pointer.pointee.sample_rate
        frame.pointer.pointee.pts = Int64(index) * 1_024
        av_channel_layout_copy(
            &frame.pointer.pointee.ch_layout, &parameters.pointer.pointee.ch_layout)
        let code = LibraryCode(value: av_frame_get_buffer(frame.pointer, 0))
        guard code.value >= 0 else {
            throw MediaError(
                .library, while: "encoding", object: "silence", cause: code.text)
        }
        for channel in 0..<Int(parameters.pointer.pointee.ch_layout.nb_channels) {
            guard let samples = frame.pointer.pointee.extended_data?[channel] else { continue }
            samples.initialize(repeating: 0, count: 4 * 1_024)
        }
    }
}
