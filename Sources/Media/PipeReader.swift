import CFFmpeg
import Glibc

/// What libavformat reads a connection of ours through.
final class PipeReader {
    /// Valid as long as this object lives.
    let context: UnsafeMutablePointer<AVIOContext>
    private let bytes: Bytes

    /// Bytes of the largest datagram that encoders send, which is seven packets of MPEG-TS or
    /// what fits into one of Ethernet's.
    static let messageSize: Int32 = 1472

    /// What C calls back.
    private final class Bytes {
        let read: (UnsafeMutableRawBufferPointer) -> Int32

        init(_ read: @escaping (UnsafeMutableRawBufferPointer) -> Int32) { self.read = read }
    }

    /// `read` waits for bytes and gives at most as many as fit; below zero it is an error of
    /// FFmpeg's.
    init(
        object: String, _ read: @escaping (UnsafeMutableRawBufferPointer) -> Int32
    ) throws(MediaError) {
        let bytes = Bytes(read)
        let buffer = av_malloc(Int(Self.messageSize))
        let created = avio_alloc_context(
            buffer?.assumingMemoryBound(to: UInt8.self), Self.messageSize, 0,
            Unmanaged.passUnretained(bytes).toOpaque(),
            { opaque, buffer, size in
                guard let opaque, let buffer else { return cffmpeg_error_io }
                let bytes = Unmanaged<Bytes>.fromOpaque(opaque).takeUnretainedValue()
                return bytes.read(
                    UnsafeMutableRawBufferPointer(start: buffer, count: Int(size)))
            }, nil, nil)
        guard buffer != nil, let created else {
            av_free(buffer)
            throw MediaError(.library, while: "opening", object: object, cause: "no memory")
        }
        self.bytes = bytes
        context = created
        // Else it waits until the buffer is full.
        context.pointee.max_packet_size = Self.messageSize
    }

    deinit {
        wipe()
        // libavformat may have put another one in its place.
        av_freep(&context.pointee.buffer)
        var freed: UnsafeMutablePointer<AVIOContext>? = context
        avio_context_free(&freed)
    }

    /// Puts a buffer that holds no more than what is not yet parsed in place of the one that was
    /// needed to learn what comes.
    ///
    /// That one is as large as the probing may be long, and filled to its end before it is used
    /// again: what a closed gate drops would stay in it for minutes.
    func forgetProbing(object: String) throws(MediaError) {
        let rest = context.pointee.buf_end - context.pointee.buf_ptr
        let size = rest + Int(Self.messageSize)
        guard let buffer = av_malloc(size)?.assumingMemoryBound(to: UInt8.self) else {
            throw MediaError(.library, while: "opening", object: object, cause: "no memory")
        }
        memcpy(buffer, context.pointee.buf_ptr, rest)
        wipe()
        av_free(context.pointee.buffer)
        context.pointee.buffer = buffer
        context.pointee.buffer_size = Int32(size)
        context.pointee.buf_ptr = buffer
        context.pointee.buf_end = buffer + rest
    }

    private func wipe() {
        memset(
            context.pointee.buffer, 0, context.pointee.buf_end - context.pointee.buffer)
    }
}
