import Foundation
import HLSChecker
import Ingest
import LocalPorts
import Media
import Recording
import Testing

@Suite struct HEVCTests {
    private func record(
        _ file: URL, _ hevc: ConversionSettings.HEVC
    ) async throws -> Ledger.Entries {
        let chamber = Chamber(
            .file(path: file.path, atRealTime: false),
            conversion: ConversionSettings(preset: .ultrafast, hevc: hevc))
        try chamber.room.start(Chamber.session)
        chamber.room.run()
        try await chamber.ledger.wait { $0.lost == 1 }
        try chamber.room.stop()
        chamber.room.shutdown()
        return chamber.ledger.entries
    }

    private func sample(
        _ container: String, _ more: [String] = [], isOpen: Bool = false
    ) -> Sample {
        Sample(
            seconds: 9.2, group: 2, bFrames: 3, isOpenGroup: isOpen, size: "320x180",
            container: container, isFlashing: true,
            more: [
                "-c:v", "libx265", "-preset", "ultrafast", "-x265-params",
                "log-level=error:keyint=50:min-keyint=50:scenecut=0:bframes=3:open-gop=\(isOpen ? 1 : 0)",
            ] + more)
    }

    @Test(
        "HEVC is kept beside H.264, over the same intervals and at the same times",
        arguments: ["mp4", "ts"], [[], ["-pix_fmt", "yuv420p10le"]])
    func both(_ container: String, _ more: [String]) async throws {
        let entries = try await record(sample(container, more).file(), .both)
        let epoch = try #require(entries.epochs.first)
        #expect(entries.epochs.count == 1)
        #expect(epoch.tracks.map(\.id) == [.video, .audio, .videoHEVC])
        let codec = try #require(epoch.tracks.last).codec
        #expect(
            codec.wholeMatch(of: /hvc1\.[12]\.[0-9A-F]+\.L[0-9]+(\.[0-9A-F]+)*/) != nil, "\(codec)")
        let picture = entries.segments(of: .video)
        let kept = entries.segments(of: .videoHEVC)
        #expect(picture.map(\.sequence) == kept.map(\.sequence))
        #expect(picture.map(\.isIndependent) == kept.map(\.isIndependent))
        for (one, other) in zip(picture, kept) {
            #expect(abs(one.start.seconds - other.start.seconds) < 0.011)
            #expect(abs(one.seconds - other.seconds) < 0.041)
        }
        for part in entries.parts { #expect(part.part.seconds <= 0.52) }
        for track in [TrackID.video, .audio, .videoHEVC] {
            let complaints = try await Tool.complaints(about: entries.file(of: track))
            #expect(complaints == "", "\(track)")
        }
        let url = try #require(URL(string: Presentation.folder + "index.m3u8"))
        var watch = Watch(url, load: Presentation(entries).bytes)
        #expect(try watch.look() == [])
        let frames = try await Tool.frames(of: entries.file(of: .videoHEVC), stream: "v:0")
        #expect(frames == 230)
        for track in [TrackID.video, .videoHEVC] {
            let signals = try await Signals(of: entries, picture: track)
            #expect(signals.flashes.count == 9, "\(signals)")
            #expect(signals.distance < 0.021, "\(track): \(signals)")
        }
    }

    @Test("Of HEVC with open groups each segment begins with its key frame, which is said")
    func openGroups() async throws {
        let entries = try await record(sample("ts", isOpen: true).file(), .both)
        let kept = entries.segments(of: .videoHEVC)
        #expect(kept.map(\.sequence) == entries.segments(of: .video).map(\.sequence))
        let begins = try await Tool.run(
            "ffprobe",
            [
                "-v", "error", "-show_entries", "packet=dts,flags", "-of", "csv=p=0",
                entries.file(of: .videoHEVC).path,
            ]
        ).text.split(separator: "\n").filter { $0.contains("K") }
            .compactMap { Int64($0.prefix { $0 != "," }) }
        for segment in kept { #expect(begins.contains(segment.start.value)) }
        #expect(entries.log.contains { $0.contains("open groups") })
        #expect(try await Tool.complaints(about: entries.file(of: .videoHEVC)) == "")
    }

    @Test(
        "A session's tracks never change, whatever the camera sends later",
        arguments: [true, false])
    func changesCodec(_ isFirst: Bool) async throws {
        let port = FreePort.ofUDP()
        let chamber = Chamber(.srtListener(host: "127.0.0.1", port: port, passphrase: nil))
        try chamber.room.start(Chamber.session)
        chamber.room.run()
        let plain = Sample(seconds: 9.2, size: "320x180", container: "ts")
        let samples = isFirst ? [sample("ts"), plain] : [plain, sample("ts")]
        for (count, sample) in samples.enumerated() {
            // Nothing is lost, however busy the machine is.
            let encoder = try Encoder(await sample.file(), to: port, speed: 2, latency: 1)
            try await chamber.ledger.wait { $0.lost == count + 1 }
            encoder.stop()
        }
        try chamber.room.stop()
        chamber.room.shutdown()
        let entries = chamber.ledger.entries
        let tracks: [TrackID] = isFirst ? [.video, .audio, .videoHEVC] : [.video, .audio]
        #expect(entries.epochs.map { $0.tracks.map(\.id) } == [tracks, tracks])
        for track in tracks {
            let sequences = entries.segments(of: track).map(\.sequence)
            #expect(sequences == Array(sequences.indices))
            #expect(sequences == entries.segments(of: .video).map(\.sequence))
        }
        for segment in entries.segments(of: .videoHEVC) {
            #expect((segment.location == nil) == (segment.epoch == 2), "\(segment) \(entries.log)")
        }
    }

    @Test("HEVC that is not to be kept becomes H.264 alone")
    func transcode() async throws {
        let entries = try await record(sample("ts").file(), .transcode)
        #expect(entries.epochs.map { $0.tracks.map(\.id) } == [[.video, .audio]])
        let signals = try await Signals(of: entries)
        #expect(signals.flashes.count == 9 && signals.distance < 0.021, "\(signals)")
    }
}
