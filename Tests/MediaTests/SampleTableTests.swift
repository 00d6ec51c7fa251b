import Foundation
import Recording
import Testing

@testable import Media

@Suite("Frames that stay where they lie") struct SampleTableTests {
    private struct Frame: Equatable {
        var isVideo: Bool
        var isKey: Bool
        var presentation: Int64?
        var decoding: Int64?
        var bytes: [UInt8]
    }

    private func frames(_ path: String, atRealTime: Bool) throws -> [Frame] {
        let demuxer = try Demuxer(
            opening: .file(path: path, atRealTime: atRealTime), isInterrupted: { false })
        var frames: [Frame] = []
        while let packet = try demuxer.next() {
            let bytes = try Fragment(head: [], packets: [packet]).joined()
            frames.append(
                Frame(
                    isVideo: packet.isVideo, isKey: packet.isKey,
                    presentation: packet.presentation, decoding: packet.decoding, bytes: bytes))
            if !atRealTime { #expect(packet.frame is StoredFrame) }
        }
        return frames
    }

    static let rows = [
        ["-t", "10"], ["-t", "10", "-bf", "3"], ["-t", "10", "-movflags", "+faststart"],
        ["-t", "10", "-bf", "2", "-r", "24000/1001", "-ar", "44100"], ["-t", "10", "-an"],
        ["-t", "10", "-bf", "2", "-brand", "qt  ", "-f", "mov"],
    ]

    @Test("An MP4's tables give each frame as libavformat reads it", arguments: rows)
    func same(_ arguments: [String]) async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let path = try await sample.make("a.mp4", arguments)
        let stored = try frames(path, atRealTime: false)
        let read = try frames(path, atRealTime: true)
        for isVideo in [true, false] {
            // A frame of sound that only fills a decoder's memory may be left out.
            let (one, other) = (
                stored.filter { $0.isVideo == isVideo }, read.filter { $0.isVideo == isVideo }
            )
            #expect(one.suffix(other.count) == other[...])
            #expect(one.count - other.count <= (isVideo ? 0 : 1))
        }
        #expect(stored.count > 200)
    }

    /// Offsets of four bytes become such of eight, and greater.
    private func pushed(_ box: MovieBox, by hole: UInt64) -> MovieBox {
        if ["moov", "trak", "mdia", "minf", "stbl"].contains(box.name) {
            return MovieBox(box.name, containing: box.children.map { pushed($0, by: hole) })
        }
        guard box.name == "stco" else { return box }
        let offsets = stride(from: 8, to: box.content.count, by: 4).flatMap {
            (box.content[$0..<$0 + 4].bigEndian + hole).bigEndianBytes
        }
        return MovieBox("co64", box.content.prefix(8) + offsets)
    }

    @Test("Frames that lie beyond four gigabytes are found")
    func large() async throws {
        let sample = try MediaSample()
        defer { sample.remove() }
        let path = try await sample.make("a.mp4", ["-t", "10", "-bf", "2"])
        let boxes = MovieBox.all(in: try Data(contentsOf: URL(filePath: path)))
        #expect(boxes.first?.name == "ftyp")
        // A hole takes no room on disk.
        let hole: UInt64 = 5 << 30
        let target = try sample.write([], as: "large.mp4")
        let file = try FileHandle(forWritingTo: URL(filePath: target))
        try file.write(contentsOf: boxes[0].bytes)
        let start = try file.offset()
        try file.write(
            contentsOf: UInt32(1).bigEndianBytes + Array("free".utf8) + hole.bigEndianBytes)
        try file.seek(toOffset: start + hole)
        for box in boxes.dropFirst() {
            try file.write(contentsOf: pushed(box, by: hole).bytes)
        }
        try file.close()
        #expect(try frames(target, atRealTime: false) == frames(path, atRealTime: false))
    }

    @Test("Start codes of three and four bytes, and zeros that trail, are no part of a NAL unit")
    func startCodes() {
        let cases: [([UInt8], [[UInt8]])] = [
            ([], []), ([0, 0, 1], []), ([1, 2, 3], []), ([0, 0, 1, 9], [[9]]),
            ([0, 0, 0, 1, 9, 8, 0, 0, 1, 7], [[9, 8], [7]]),
            ([0, 0, 1, 9, 0, 0, 0, 0, 1, 7, 0, 0], [[9], [7]]),
            ([5, 0, 0, 1, 6, 0, 0, 2, 1, 0, 0, 1], [[6, 0, 0, 2, 1]]),
        ]
        for (bytes, units) in cases {
            let found = bytes.withUnsafeBytes { buffer in
                NALUnits.ranges(in: buffer).map { Array(bytes[$0]) }
            }
            #expect(found == units, "\(bytes)")
        }
    }
}
