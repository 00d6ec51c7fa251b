import Foundation
import Media
import Testing

@Suite struct DamageTests {
    private func open(_ path: String) throws -> Demuxer {
        try Demuxer(opening: .file(path: path, atRealTime: false), isInterrupted: { false })
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

    @Test("Of a transport stream that is cut off no part of a frame of sound is left")
    func cutSound() async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let path = try await sample.make("a.ts", ["-t", "4"])
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        func sizes(_ path: String) throws -> [Int] {
            let film = try open(path)
            var sizes: [Int] = []
            while let packet = try film.next() {
                if !packet.isVideo { sizes.append(packet.size) }
            }
            return sizes
        }
        let whole = try sizes(path)
        var lengths: Set<Int> = []
        let packets = bytes.count / 188
        for count in (packets - 60)..<packets {
            let cut = try sizes(sample.write(Array(bytes.prefix(count * 188)), as: "cut.ts"))
            #expect(cut == Array(whole.prefix(cut.count)), "\(count)")
            lengths.insert(cut.count)
        }
        #expect(lengths.count > 1)
    }

    @Test("A Matroska film that is cut off is told; one that begins late is not")
    func matroska() async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let path = try await sample.make("a.mkv", ["-t", "10"])
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let half = try open(sample.write(Array(bytes.prefix(bytes.count / 2)), as: "half.mkv"))
        let error = #expect(throws: MediaError.self) { while try half.next() != nil {} }
        #expect(error?.code == .interrupted)
        #expect(error?.cause?.contains("of 10 seconds are there") == true)
        for late in [["-output_ts_offset", "3600"], ["-live", "1"]] {
            let film = try open(await sample.make("b.mkv", ["-t", "4"] + late))
            while try film.next() != nil {}
        }
    }

    @Test(
        "An AVI or WMV film that is cut off is told, anywhere; a whole one is not",
        arguments: [
            ("a.avi", ["-c:v", "mpeg4", "-c:a", "libmp3lame"]),
            ("a.wmv", ["-c:v", "wmv2", "-c:a", "wmav2"]),
        ])
    func old(_ name: String, _ codecs: [String]) async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let path = try await sample.make(name, ["-t", "40"] + codecs)
        let whole = try open(path)
        while try whole.next() != nil {}
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        // libavformat believes a WMV file's head as long as a twentieth at most is missing.
        for share in [10, 50, 92] {
            let rest = Array(bytes.prefix(bytes.count * share / 100))
            let film = try open(sample.write(rest, as: "\(share)-\(name)"))
            let error = #expect(throws: MediaError.self, "\(share) %") {
                while try film.next() != nil {}
            }
            #expect(error?.code == .interrupted)
            let seconds = try #require(
                error?.cause?.wholeMatch(of: /(\d+) of 4\d seconds are there/)?.1)
            #expect(abs(try #require(Int(seconds)) - 40 * share / 100) < 4, "\(seconds)")
        }
        // A picture once a second, and none at the end: what is there is all there is.
        let slow = try open(
            await sample.make("slow-\(name)", ["-t", "20", "-r", "1", "-an"] + codecs.prefix(2)))
        while try slow.next() != nil {}
    }

    @Test("Not one frame of a film is missing unsaid")
    func lastFrame() async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let path = try await sample.make("a.mp4", ["-t", "4", "-an", "-movflags", "+faststart"])
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let film = try open(sample.write(bytes.dropLast(), as: "short.mp4"))
        let error = #expect(throws: MediaError.self) { while try film.next() != nil {} }
        #expect(error?.cause == "99 of 100 pictures are there")
    }
}
