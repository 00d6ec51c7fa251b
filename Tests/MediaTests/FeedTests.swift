import Foundation
import Recording
import Testing

@testable import Media

@Suite struct FeedTests {
    private func open(_ path: String, atRealTime: Bool = false) throws -> Feed {
        try Feed(
            opening: .file(path: path, atRealTime: atRealTime), ConversionSettings(),
            isInterrupted: { false })
    }

    @Test("What came while nobody wanted it does not come out later, whatever its timestamps")
    func idle() async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let path = try await sample.make(
            "film.ts",
            ["-t", "12", "-g", "25", "-pix_fmt", "yuv422p", "-af", "asetpts=PTS+4/TB"])
        let feed = try open(path)
        feed.isIdle = true
        var sounds: Set<Int64> = []
        let demuxer = try Demuxer(
            opening: .file(path: path, atRealTime: false), isInterrupted: { false })
        for _ in 0..<300 {
            #expect(try feed.read()?.isEmpty == true)
            if let packet = try demuxer.next(), !packet.isVideo, let time = packet.presentation {
                sounds.insert(time)
            }
        }
        feed.isIdle = false
        var out: [Packet] = []
        while let packets = try feed.read() { out += packets }
        #expect(sounds.count > 50)
        #expect(out.first?.isVideo == true && out.first?.isKey == true)
        let heard = out.filter { $0.track == .audio }.compactMap(\.presentation)
        #expect(heard.count > 50)
        #expect(sounds.isDisjoint(with: heard))
    }

    @Test(
        "Converted, no frame of what is watched while it comes waits for others; of an import many do",
        arguments: [true, false])
    func lag(_ atRealTime: Bool) async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let path = try await sample.make(
            "film.ts", ["-t", "6", "-bf", "0", "-pix_fmt", "yuv422p"])
        let feed = try open(path, atRealTime: atRealTime)
        var shown: Int64?
        var lags: [Int64] = []
        while let packets = try feed.read() {
            shown = packets.last { $0.isVideo }?.presentation ?? shown
            if let shown, let received = feed.received { lags.append(received - shown) }
        }
        let longest = try #require(lags.max())
        // In 1/90000 s: a decoder has a frame or two in hand.
        #expect(atRealTime ? longest <= 9_000 : longest > 45_000, "\(longest)")
    }

    @Test("Sound that no decoder can be opened for is told in one sentence")
    func undecodable() async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let path = try await sample.make("a.avi", ["-c:a", "pcm_s16le", "-ac", "2"])
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        // The form of the sound: uncompressed, two channels, 48,000 Hz; now 29,811 channels.
        let form: [UInt8] = [1, 0, 2, 0, 0x80, 0xBB, 0, 0]
        let start = try #require(bytes.firstRange(of: form)).lowerBound
        bytes.replaceSubrange(start + 2..<start + 4, with: [0x73, 0x74])
        let damaged = try sample.write(bytes, as: "b.avi")
        let error = #expect(throws: MediaError.self) { try open(damaged) }
        #expect(error?.description.hasPrefix(damaged) == true, "\(String(describing: error))")
    }
}
