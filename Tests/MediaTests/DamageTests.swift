import Foundation
import Media
import Testing

@Suite struct DamageTests {
    private func open(_ path: String) throws -> Demuxer {
        try Demuxer(opening: .file(path: path, atRealTime: false), isInterrupted: { false })
    }

    @Test("Noise in a stream never crashes and ends in a sentence, if it ends early")
    func noise() async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        for name in ["a.ts", "a.mp4"] {
            let path = try await sample.make(name)
            let good = [UInt8](try Data(contentsOf: URL(filePath: path)))
            for round in 0..<40 {
                var random = SplitMix(state: UInt64(round))
                var bytes = good
                for _ in 0..<(1 << (round % 12)) {
                    bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(random.next() & 0xff)
                }
                do {
                    let demuxer = try open(sample.write(bytes, as: "noise-" + name))
                    while try demuxer.next() != nil {}
                } catch let error as MediaError {
                    #expect("\(error)".hasSuffix("."))
                }
            }
        }
    }

    /// Steele, Lea and Flood's generator: the same damage in each run.
    private struct SplitMix {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var value = state
            value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
            value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
            return value ^ value >> 31
        }
    }

    @Test("A film cut off behind its table of pictures says how many of them are there")
    func cutOff() async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let path = try await sample.make("a.mp4", ["-t", "8", "-movflags", "+faststart"])
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let whole = try open(path)
        while try whole.next() != nil {}
        let half = try open(sample.write(Array(bytes.prefix(bytes.count / 2)), as: "half.mp4"))
        var count = 0
        let error = #expect(throws: MediaError.self) {
            while let packet = try half.next() { count += packet.isVideo ? 1 : 0 }
        }
        #expect(count > 20)
        #expect(error?.code == .interrupted)
        #expect(error?.cause == "\(count) of 200 pictures are there")
    }
}
