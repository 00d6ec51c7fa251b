import CFFmpeg

/// What libavformat reads a connection by SRT through.
final class SRTReader {
    let connection: SRTConnection
    /// Valid as long as this object lives.
    let context: UnsafeMutablePointer<AVIOContext>

    /// Bytes of one message, which encoders send as seven packets of MPEG-TS.
    private static let messageSize: Int32 = 1316

    init(_ connection: SRTConnection, object: String) throws(MediaError) {
        let buffer = av_malloc(Int(Self.messageSize))
        let created = avio_alloc_context(
            buffer?.assumingMemoryBound(to: UInt8.self), Self.messageSize, 0,
            Unmanaged.passUnretained(connection).toOpaque(),
            { opaque, buffer, size in
                guard let opaque, let buffer else { return cffmpeg_error_io }
                let connection = Unmanaged<SRTConnection>.fromOpaque(opaque).takeUnretainedValue()
                return connection.read(
                    into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(size)))
            }, nil, nil)
        guard buffer != nil, let created else {
            av_free(buffer)
            throw MediaError(.library, while: "opening", object: object, cause: "no memory")
        }
        self.connection = connection
        context = created
        // Else it waits until the buffer is full.
        context.pointee.max_packet_size = Self.messageSize
    }

    deinit {
        // libavformat may have put another one in its place.
        av_freep(&context.pointee.buffer)
        var freed: UnsafeMutablePointer<AVIOContext>? = context
        avio_context_free(&freed)
    }
}
