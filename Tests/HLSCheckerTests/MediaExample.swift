import Foundation
import HLSChecker

/// Picture and sound of twelve seconds in three segments, the picture's last one in parts.
struct MediaExample {
    struct Missing: Error {}

    var multivariant = """
        #EXTM3U
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Saal",DEFAULT=YES,URI="audio/a.m3u8"
        #EXT-X-STREAM-INF:BANDWIDTH=2000,AVERAGE-BANDWIDTH=1900,CODECS="avc1.64001f,mp4a.40.2",\
        AUDIO="audio"
        video/v.m3u8

        """
    var video =
        playlist
        .replacing(
            "#EXTINF:4.00,\n2.",
            with: """
                #EXT-X-PART:DURATION=2.00,URI="2.0.m4s",INDEPENDENT=YES
                #EXT-X-PART:DURATION=2.00,URI="2.1.m4s"
                #EXTINF:4.00,
                2.
                """)
    var audio = playlist
    var initSection = ISOInit()
    /// Two of each segment.
    var pictures = (0..<6).map { ISOFragment(time: $0 * 200, isSync: $0 % 2 == 0) }
    var sounds = (0..<6).map { ISOFragment(time: $0 * 200) }
    /// Resources that are other than they should be; nil for those that are missing.
    var replaced: [String: [UInt8]?] = [:]

    private static let playlist = """
        #EXTM3U
        #EXT-X-VERSION:6
        #EXT-X-PLAYLIST-TYPE:VOD
        #EXT-X-TARGETDURATION:4
        #EXT-X-SERVER-CONTROL:PART-HOLD-BACK=4.0
        #EXT-X-PART-INF:PART-TARGET=2.0
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-MAP:URI="init.mp4"
        #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:00.000Z
        #EXTINF:4.00,
        0.m4s
        #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:04.000Z
        #EXTINF:4.00,
        1.m4s
        #EXT-X-PROGRAM-DATE-TIME:2026-11-20T17:00:08.000Z
        #EXTINF:4.00,
        2.m4s
        #EXT-X-ENDLIST

        """

    func findings() throws -> [Finding] {
        var files: [String: [UInt8]] = [
            "/index.m3u8": Array(multivariant.utf8), "/video/v.m3u8": Array(video.utf8),
            "/audio/a.m3u8": Array(audio.utf8), "/video/init.mp4": initSection.bytes,
            "/audio/init.mp4": ISOInit(isVideo: false).bytes,
            "/video/2.0.m4s": pictures[4].bytes, "/video/2.1.m4s": pictures[5].bytes,
        ]
        for segment in 0..<3 {
            for (name, track) in [("video", pictures), ("audio", sounds)] {
                files["/\(name)/\(segment).m4s"] =
                    track[2 * segment].bytes + track[2 * segment + 1].bytes
            }
        }
        for (name, bytes) in replaced { files[name] = bytes }
        guard let url = URL(string: "http://example.org/index.m3u8") else { throw Missing() }
        var watch = Watch(url) { address in
            guard let bytes = files[address.path] else { throw Missing() }
            return bytes
        }
        return try watch.look()
    }

    mutating func editVideo(_ old: String, _ new: String) {
        video = video.replacing(old, with: new)
    }
}
