import CFFmpeg

/// Turns AAC as MPEG-TS carries it (ADTS, a header in each frame) into AAC as MP4 does.
///
/// libavformat's muxer does it by itself, but not with CMAF.
final class AACPackaging {
    private let context: UnsafeMutablePointer<AVBSFContext>
    private let object: String
    /// The AudioSpecificConfig, once a frame has come.
    private(set) var parameters: [UInt8]?

    init(_ audio: CodecParameters, object: String) throws(MediaError) {
        self.object = object
        var created: UnsafeMutablePointer<AVBSFContext>?
        guard let filter = av_bsf_get_by_name("aac_adtstoasc"),
            av_bsf_alloc(filter, &created) >= 0, let created
        else {
            throw MediaError(.library, while: "unpacking the sound of", object: object)
        }
        context = created
        avcodec_parameters_copy(created.pointee.par_in, audio.pointer)
        let code = LibraryCode(value: av_bsf_init(created))
        guard code.value >= 0 else {
            throw MediaError(
                .library, while: "unpacking the sound of", object: object, cause: code.text)
        }
    }

    deinit {
        var context: UnsafeMutablePointer<AVBSFContext>? = context
        av_bsf_free(&context)
    }

    /// Whether a frame has as many bytes as its header says (ISO/IEC 13818-7, 6.2): the last one
    /// of an encoder that goes may be cut off, and players end with an error where it is played.
    private static func isWhole(_ frame: ReadFrame) -> Bool {
        let bytes = UnsafeBufferPointer(
            start: frame.pointer.pointee.data, count: Int(frame.pointer.pointee.size))
        // What bears no such header is the filter's to refuse.
        guard bytes.count >= 7, bytes[0] == 0xFF, bytes[1] & 0xF6 == 0xF0 else { return true }
        let length = Int(bytes[3] & 3) << 11 | Int(bytes[4]) << 3 | Int(bytes[5]) >> 5
        return length <= bytes.count
    }

    /// Unpacks in place; false where the frame is damaged and must be left out.
    func unpack(_ frame: ReadFrame) throws(MediaError) -> Bool {
        guard Self.isWhole(frame), av_bsf_send_packet(context, frame.pointer) >= 0 else {
            frame.wipe()
            av_packet_unref(frame.pointer)
            return false
        }
        guard av_bsf_receive_packet(context, frame.pointer) >= 0 else { return false }
        var size = 0
        let data = av_packet_get_side_data(frame.pointer, AV_PKT_DATA_NEW_EXTRADATA, &size)
        if let data, size > 0 {
            parameters = Array(UnsafeBufferPointer(start: data, count: size))
        }
        return true
    }
}
