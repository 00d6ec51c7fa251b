import Playlist
import Recording
import Testing

@Suite("Multivariant playlists")
struct MultivariantPlaylistTests {
    static func rate(_ bits: Int64...) -> BitRate {
        var rate = BitRate()
        for bits in bits { rate.add(bytes: bits / 2, seconds: 4) }
        return rate
    }

    @Test("Picture and sound: the highest of both, the average of both")
    func recorded() {
        let playlist = MultivariantPlaylist(
            [
                .init(
                    track: Recorded.picture, uri: "video/session.m3u8",
                    rate: Self.rate(2_000_000, 3_000_000)),
                .init(
                    track: Recorded.sound, uri: "audio/session.m3u8",
                    rate: Self.rate(128_000, 130_000)),
            ], isLive: false, key: "0a")
        #expect(
            Recorded.text(playlist.bytes) == """
                #EXTM3U
                #EXT-X-VERSION:8
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Saal",DEFAULT=YES,AUTOSELECT=YES,\
                CHANNELS="2",URI="audio/session.m3u8?key=0a"
                #EXT-X-STREAM-INF:BANDWIDTH=3130000,AVERAGE-BANDWIDTH=2629000,\
                CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=25.000,\
                AUDIO="audio"
                video/session.m3u8?key=0a

                """)
    }

    @Test("A session without sound has no audio group; before a measurement the rate is declared")
    func silent() {
        let playlist = MultivariantPlaylist(
            [
                .init(
                    track: Recorded.picture, uri: "/sessions/2026-11-20-rat/video/live.m3u8",
                    rate: BitRate())
            ], isLive: true)
        #expect(
            Recorded.text(playlist.bytes) == """
                #EXTM3U
                #EXT-X-VERSION:8
                #EXT-X-STREAM-INF:BANDWIDTH=3456000,CODECS="avc1.64001f",RESOLUTION=1280x720,\
                FRAME-RATE=25.000
                /sessions/2026-11-20-rat/video/live.m3u8

                """)
    }

    @Test("A stretch of half a second counts with its neighbours alone (RFC 8216bis §4.1)")
    func shortSegments() {
        var rate = BitRate()
        rate.add(bytes: 1_000_000, seconds: 0.5)
        #expect(rate.highest == 0)
        rate.add(bytes: 500_000, seconds: 4)
        #expect(rate.highest == 2_666_667)
        rate.add(bytes: 500_000, seconds: 4)
        rate.add(bytes: 1_500_000, seconds: 1)
        #expect(rate.highest == 3_200_000)
    }
}
