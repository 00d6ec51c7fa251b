extension TagSyntax {
    /// All tags of RFC 8216bis §4.4 by name.
    static let all: [String: TagSyntax] = basic.merging(media) { $1 }.merging(multivariant) { $1 }

    private static let yes = AttributeSyntax.Kind.words(["YES"])
    private static let yesOrNo = AttributeSyntax.Kind.words(["YES", "NO"])

    private static let basic: [String: TagSyntax] = [
        "EXTM3U": TagSyntax(.any, once: true, .none),
        "EXT-X-VERSION": TagSyntax(.any, once: true, .integer(atLeast: 1)),
        "EXT-X-INDEPENDENT-SEGMENTS": TagSyntax(.any, once: true, .none),
        "EXT-X-START": TagSyntax(
            .any, once: true,
            .attributes([
                .required("TIME-OFFSET", .signedDecimal), .optional("PRECISE", yesOrNo),
            ])),
        "EXT-X-DEFINE": TagSyntax(
            .any,
            .attributes([
                .optional("NAME", .quoted), .optional("VALUE", .quotedOrEmpty),
                .optional("IMPORT", .quoted), .optional("QUERYPARAM", .quoted),
            ])),
    ]

    private static let media: [String: TagSyntax] = [
        "EXT-X-TARGETDURATION": TagSyntax(.header, once: true, .integer(atLeast: 1)),
        "EXT-X-MEDIA-SEQUENCE": TagSyntax(.header, once: true, .integer(atLeast: 0)),
        "EXT-X-DISCONTINUITY-SEQUENCE": TagSyntax(.header, once: true, .integer(atLeast: 0)),
        "EXT-X-ENDLIST": TagSyntax(.header, once: true, .none),
        "EXT-X-PLAYLIST-TYPE": TagSyntax(.header, once: true, .words(["EVENT", "VOD"])),
        "EXT-X-I-FRAMES-ONLY": TagSyntax(.header, once: true, .none),
        "EXT-X-PART-INF": TagSyntax(
            .header, once: true, .attributes([.required("PART-TARGET", .decimal)])),
        "EXT-X-SERVER-CONTROL": TagSyntax(
            .header, once: true,
            .attributes([
                .optional("CAN-SKIP-UNTIL", .decimal), .optional("CAN-SKIP-DATERANGES", yes),
                .optional("HOLD-BACK", .decimal), .optional("PART-HOLD-BACK", .decimal),
                .optional("CAN-BLOCK-RELOAD", yes),
            ])),
        "EXTINF": TagSyntax(.segment, .extinf),
        "EXT-X-BYTERANGE": TagSyntax(.segment, .byteRange),
        "EXT-X-DISCONTINUITY": TagSyntax(.segment, .none),
        "EXT-X-KEY": TagSyntax(.segment, .attributes(key)),
        "EXT-X-MAP": TagSyntax(
            .segment,
            .attributes([
                .required("URI", .quoted), .optional("BYTERANGE", .byteRange(needsOffset: true)),
            ])),
        "EXT-X-PROGRAM-DATE-TIME": TagSyntax(.segment, .date),
        "EXT-X-GAP": TagSyntax(.segment, .none),
        "EXT-X-BITRATE": TagSyntax(.segment, .integer(atLeast: 0)),
        "EXT-X-PART": TagSyntax(
            .segment,
            .attributes([
                .required("URI", .quoted), .required("DURATION", .decimal),
                .optional("INDEPENDENT", yes),
                .optional("BYTERANGE", .byteRange(needsOffset: false)), .optional("GAP", yes),
            ])),
        "EXT-X-DATERANGE": TagSyntax(
            .metadata,
            .attributes(
                [
                    .required("ID", .quoted), .optional("CLASS", .quoted),
                    .optional("START-DATE", .date), .optional("CUE", .quoted),
                    .optional("END-DATE", .date), .optional("DURATION", .decimal),
                    .optional("PLANNED-DURATION", .decimal),
                    .optional("SCTE35-CMD", .hexadecimal), .optional("SCTE35-OUT", .hexadecimal),
                    .optional("SCTE35-IN", .hexadecimal), .optional("END-ON-NEXT", yes),
                ], allowsExtensions: true)),
        "EXT-X-SKIP": TagSyntax(
            .metadata, once: true,
            .attributes([
                .required("SKIPPED-SEGMENTS", .integer),
                .optional("RECENTLY-REMOVED-DATERANGES", .quotedOrEmpty),
            ])),
        "EXT-X-PRELOAD-HINT": TagSyntax(
            .metadata,
            .attributes([
                .required("TYPE", .words(["PART", "MAP"])), .required("URI", .quoted),
                .optional("BYTERANGE-START", .integer), .optional("BYTERANGE-LENGTH", .integer),
            ])),
        "EXT-X-RENDITION-REPORT": TagSyntax(
            .metadata,
            .attributes([
                .required("URI", .quoted), .optional("LAST-MSN", .integer),
                .optional("LAST-PART", .integer),
            ])),
    ]

    private static let key: [AttributeSyntax] = [
        .required(
            "METHOD",
            .words(["NONE", "AES-128", "AES-256-GCM", "SAMPLE-AES", "SAMPLE-AES-CTR"])),
        .optional("URI", .quoted), .optional("IV", .hexadecimal),
        .optional("KEYFORMAT", .quoted), .optional("KEYFORMATVERSIONS", .quoted),
    ]

    private static let anyVariant: [AttributeSyntax] = [
        .required("BANDWIDTH", .integer), .optional("AVERAGE-BANDWIDTH", .integer),
        .optional("SCORE", .decimal), .optional("CODECS", .quoted),
        .optional("SUPPLEMENTAL-CODECS", .quoted), .optional("RESOLUTION", .resolution),
        .optional("HDCP-LEVEL", .words(["TYPE-0", "TYPE-1", "NONE"])),
        .optional("ALLOWED-CPC", .quoted), .optional("VIDEO-RANGE", .words(["SDR", "HLG", "PQ"])),
        .optional("REQ-VIDEO-LAYOUT", .quoted), .optional("STABLE-VARIANT-ID", .quoted),
        .optional("VIDEO", .quoted), .optional("PATHWAY-ID", .quoted),
    ]

    private static let multivariant: [String: TagSyntax] = [
        "EXT-X-MEDIA": TagSyntax(
            .multivariant,
            .attributes([
                .required("TYPE", .words(["AUDIO", "VIDEO", "SUBTITLES", "CLOSED-CAPTIONS"])),
                .required("GROUP-ID", .quoted), .required("NAME", .quoted),
                .optional("URI", .quoted), .optional("LANGUAGE", .quoted),
                .optional("ASSOC-LANGUAGE", .quoted), .optional("STABLE-RENDITION-ID", .quoted),
                .optional("DEFAULT", yesOrNo), .optional("AUTOSELECT", yesOrNo),
                .optional("FORCED", yesOrNo), .optional("INSTREAM-ID", .quoted),
                .optional("BIT-DEPTH", .integer), .optional("SAMPLE-RATE", .integer),
                .optional("CHARACTERISTICS", .quoted), .optional("CHANNELS", .quoted),
            ])),
        "EXT-X-STREAM-INF": TagSyntax(
            .multivariant,
            .attributes(
                anyVariant + [
                    .optional("FRAME-RATE", .decimal), .optional("AUDIO", .quoted),
                    .optional("SUBTITLES", .quoted),
                    .optional("CLOSED-CAPTIONS", .quotedOrWord("NONE")),
                ])),
        "EXT-X-I-FRAME-STREAM-INF": TagSyntax(
            .multivariant, .attributes(anyVariant + [.required("URI", .quoted)])),
        "EXT-X-SESSION-DATA": TagSyntax(
            .multivariant,
            .attributes([
                .required("DATA-ID", .quoted), .optional("VALUE", .quoted),
                .optional("URI", .quoted), .optional("FORMAT", .words(["JSON", "RAW"])),
                .optional("LANGUAGE", .quoted),
            ])),
        "EXT-X-SESSION-KEY": TagSyntax(.multivariant, .attributes(key)),
        "EXT-X-CONTENT-STEERING": TagSyntax(
            .multivariant, once: true,
            .attributes([.required("SERVER-URI", .quoted), .optional("PATHWAY-ID", .quoted)])),
    ]
}
