import CFFmpeg

/// One thing that FFmpeg's libraries may be able to do.
public struct Capability: Hashable, Sendable, CustomStringConvertible {
    enum Kind: String, Sendable {
        case decoder, encoder, demuxer, muxer, filter
        case inputProtocol = "protocol"
    }

    var kind: Kind
    var name: String

    public static func decoder(_ name: String) -> Capability { .init(kind: .decoder, name: name) }
    public static func encoder(_ name: String) -> Capability { .init(kind: .encoder, name: name) }
    public static func demuxer(_ name: String) -> Capability { .init(kind: .demuxer, name: name) }
    public static func muxer(_ name: String) -> Capability { .init(kind: .muxer, name: name) }
    public static func filter(_ name: String) -> Capability { .init(kind: .filter, name: name) }
    public static func inputProtocol(_ name: String) -> Capability {
        .init(kind: .inputProtocol, name: name)
    }

    /// "encoder libx264"
    public var description: String { "\(kind.rawValue) \(name)" }

    /// Whether the libraries that run here can do it.
    public var isThere: Bool {
        switch kind {
        case .decoder: hasDecoder
        case .encoder: avcodec_find_encoder_by_name(name) != nil
        case .demuxer: av_find_input_format(name) != nil
        case .muxer: av_guess_format(name, nil, nil) != nil
        case .filter: avfilter_get_by_name(name) != nil
        case .inputProtocol: Self.inputProtocols.contains(name)
        }
    }

    /// By the codec's name, since its decoders have names of their own: AV1's is libdav1d.
    private var hasDecoder: Bool {
        guard let codec = avcodec_descriptor_get_by_name(name) else { return false }
        return avcodec_find_decoder(codec.pointee.id) != nil
    }

    private static let inputProtocols: Set<String> = {
        var names: Set<String> = []
        var state: UnsafeMutableRawPointer?
        while let name = avio_enum_protocols(&state, 0) { names.insert(String(cString: name)) }
        return names
    }()
}
