import CFFmpeg

/// A text that libavformat has fetched.
struct FetchedText {
    let text: String
    /// Where it was found in the end.
    let address: String

    private static let longest = 1 << 20

    /// Nil where it does not come, or is longer than a playlist ever is.
    init?(at url: String, _ options: [String: String], _ interruption: Interruption) {
        var values: OpaquePointer?
        for (key, value) in options { av_dict_set(&values, key, value, 0) }
        defer { av_dict_free(&values) }
        var callback = interruption.callback
        var pipe: UnsafeMutablePointer<AVIOContext>?
        guard avio_open2(&pipe, url, AVIO_FLAG_READ, &callback, &values) >= 0 else { return nil }
        defer { avio_closep(&pipe) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while bytes.count <= Self.longest {
            let count = avio_read(pipe, &buffer, Int32(buffer.count))
            guard count > 0 else { break }
            bytes += buffer.prefix(Int(count))
        }
        guard pipe?.pointee.error ?? 0 >= 0, bytes.count <= Self.longest else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
        var location: UnsafeMutablePointer<UInt8>?
        av_opt_get(pipe, "location", AV_OPT_SEARCH_CHILDREN, &location)
        address = location.map { String(cString: $0) } ?? url
        av_free(location)
    }
}
