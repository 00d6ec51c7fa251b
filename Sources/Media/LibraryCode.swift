import CFFmpeg

/// What a function of FFmpeg's libraries returned.
struct LibraryCode {
    var value: Int32

    var isEnd: Bool { value == cffmpeg_error_eof }
    var isExit: Bool { value == cffmpeg_error_exit }

    var text: String {
        var buffer = [CChar](repeating: 0, count: 128)
        guard av_strerror(value, &buffer, buffer.count) == 0 else { return "error \(value)" }
        return String(
            decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
