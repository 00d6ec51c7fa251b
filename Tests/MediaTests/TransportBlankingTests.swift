import CFFmpeg
import Foundation
import Testing

@testable import Media

@Suite("What nobody may see of MPEG-TS") struct TransportBlankingTests {
    struct Codec: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let id: AVCodecID
        let arguments: [String]
    }

    private static let codecs = [
        Codec(
            testDescription: "H.264 with B-frames and open groups", id: AV_CODEC_ID_H264,
            arguments: ["-x264-params", "bframes=2:b-adapt=0:keyint=25:open-gop=1"]),
        Codec(
            testDescription: "HEVC", id: AV_CODEC_ID_HEVC,
            arguments: ["-c:v", "libx265", "-x265-params", "log-level=none:keyint=25"]),
        Codec(
            testDescription: "MPEG-2 with MP2", id: AV_CODEC_ID_MPEG2VIDEO,
            arguments: ["-c:v", "mpeg2video", "-bf", "2", "-c:a", "mp2"]),
    ]

    /// Ticks of 1/90000 s after the first picture.
    private static let closed: Range<Int64> = 90_000..<180_000

    private struct Frame: Hashable {
        var isVideo: Bool
        var time: Int64?
        var size: Int
        var isBlank: Bool
    }

    private func frames(of path: String) throws -> [Frame] {
        let demuxer = try Demuxer(
            opening: .file(path: path, atRealTime: false), isInterrupted: { false })
        var frames: [Frame] = []
        while let packet = try demuxer.next() {
            frames.append(
                Frame(
                    isVideo: packet.isVideo, time: packet.presentation,
                    size: packet.isBlank ? 0 : packet.size, isBlank: packet.isBlank))
        }
        return frames
    }

    private static func read(_ reader: TransportReader, _ size: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: size)
        while true {
            let count = buffer.withUnsafeMutableBytes { reader.read(into: $0) }
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(Int(count))
        }
    }

    /// Passes a film in messages of a size, first as it comes, then as it may be seen.
    private func pass(
        _ film: [UInt8], by size: Int, _ codec: AVCodecID, learning: Int = 40_000,
        isWanted: @escaping (Int64) -> Bool
    ) -> [UInt8] {
        var rest = film[...]
        let reader = TransportReader { buffer in
            let message = rest.prefix(min(size, buffer.count))
            buffer.copyBytes(from: message)
            rest = rest.dropFirst(message.count)
            return Int32(message.count)
        }
        var first = [UInt8](repeating: 0, count: learning)
        var learned: [UInt8] = []
        while learned.count < learning {
            let count = first.withUnsafeMutableBytes { reader.read(into: $0) }
            guard count > 0 else { break }
            learned += first.prefix(Int(count))
        }
        #expect(learned == Array(film.prefix(learned.count)))
        reader.readAgain(TransportBlanking(codecs: [0x100: codec], isWanted: isWanted))
        return Self.read(reader, 700)
    }

    /// How often a counter does not go on by one.
    private func gaps(in film: [UInt8]) -> Int {
        var film = film
        var last: [Int: UInt8] = [:]
        var gaps = 0
        film.withUnsafeMutableBytes { bytes in
            for start in stride(from: 0, to: bytes.count, by: TransportPacket.size) {
                let range = start..<start + TransportPacket.size
                let packet = TransportPacket(
                    bytes: UnsafeMutableRawBufferPointer(rebasing: bytes[range]))
                #expect(packet.bytes[0] == TransportPacket.sync)
                guard packet.hasPayload else { continue }
                if let before = last[packet.pid], packet.counter != (before + 1) % 16 { gaps += 1 }
                last[packet.pid] = packet.counter
            }
        }
        return gaps
    }

    private func film(
        _ sample: MediaSample, _ codec: Codec, _ more: [String] = []
    ) async throws -> (path: String, bytes: [UInt8]) {
        let path = try await sample.make(
            "film.ts", ["-t", "3"] + codec.arguments + ["-pes_payload_size", "0"] + more)
        return (path, [UInt8](try Data(contentsOf: URL(filePath: path))))
    }

    @Test(
        "has its times alone, and what is beside it stays as it is",
        arguments: codecs, [1_316, 1_000, 188, 61])
    func blanked(_ codec: Codec, messages: Int) async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let (path, bytes) = try await film(sample, codec)
        let before = try frames(of: path)
        let start = try #require(before.first { $0.isVideo }?.time)
        let isWanted = { (time: Int64) in !Self.closed.contains(time - start) }

        let passed = pass(bytes, by: messages, codec.id, isWanted: isWanted)
        let after = try frames(of: try sample.write(passed, as: "passed.ts"))

        let expected = before.compactMap { frame -> Frame? in
            guard let time = frame.time, !isWanted(time) else { return frame }
            return frame.isVideo
                ? Frame(isVideo: true, time: time, size: 0, isBlank: true) : nil
        }
        #expect(after.filter(\.isVideo) == expected.filter(\.isVideo))
        #expect(after.filter { !$0.isVideo } == expected.filter { !$0.isVideo })
        #expect(after.filter(\.isBlank).count == 25)
        #expect(gaps(in: passed) == 0)
    }

    @Test("is nothing where all may be seen: not one byte changes")
    func wanted() async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let (_, bytes) = try await film(sample, Self.codecs[0])
        #expect(pass(bytes, by: 1_316, AV_CODEC_ID_H264) { _ in true } == bytes)
    }

    @Test("hides no loss on the way, and noise between packets is left out")
    func damaged() async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        var (_, bytes) = try await film(sample, Self.codecs[0])
        let starts = Array(stride(from: 0, to: bytes.count, by: TransportPacket.size))
        // In the middle of pictures, of which the stream mostly is.
        let lost = try #require(
            starts.dropFirst(starts.count / 10).first {
                bytes[$0 + 1] == 0x01 && bytes[$0 + 2] == 0 && bytes[$0 + 3] & 0x10 != 0
            })
        bytes.removeSubrange(lost..<lost + TransportPacket.size)
        bytes.insert(contentsOf: [1, 2, 3], at: starts[starts.count / 2])
        let passed = pass(bytes, by: 1_316, AV_CODEC_ID_H264) { _ in true }
        #expect(passed.count == bytes.count - 3)
        #expect(gaps(in: passed) == 1)
    }

    @Test("stays as it is in packets of 192 bytes, whose places are not known")
    func timed() async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let (_, bytes) = try await film(sample, Self.codecs[0], ["-mpegts_m2ts_mode", "1"])
        #expect(pass(bytes, by: 1_316, AV_CODEC_ID_H264) { _ in false } == bytes)
    }

    @Test("of a codec that nothing can stand in for is passed on, as its times are needed")
    func unknown() async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let (_, bytes) = try await film(sample, Self.codecs[0])
        let passed = pass(bytes, by: 1_316, AV_CODEC_ID_VC1) { _ in false }
        let pictures = try frames(of: try sample.write(passed, as: "passed.ts"))
        #expect(pictures.count == 75)
        #expect(pictures.allSatisfy { $0.isVideo && !$0.isBlank })
    }
}
