import CFFmpeg

/// A decoded picture, or some decoded sound.
final class RawFrame {
    let pointer: UnsafeMutablePointer<AVFrame>

    init(object: String) throws(MediaError) {
        guard let frame = av_frame_alloc() else {
            throw MediaError(.library, while: "converting", object: object, cause: "no memory")
        }
        pointer = frame
    }

    deinit {
        var pointer: UnsafeMutablePointer<AVFrame>? = pointer
        av_frame_free(&pointer)
    }
}
