import Agenda
import Foundation
import Ingest
import LocalPorts
import Media
import Recording
import Testing

@Suite(.serialized) struct LiveTests {
    let port = FreePort.ofUDP()

    private func input(_ passphrase: String? = nil) -> Input {
        .srtListener(host: "127.0.0.1", port: port, passphrase: passphrase)
    }

    @Test("An encoder that comes back goes on in a new epoch without a hole")
    func comesBack() async throws {
        let file = try await Sample(seconds: 6, container: "ts").file()
        let chamber = Chamber(input())
        try chamber.room.start(Chamber.session)
        chamber.room.run()
        let first = try Encoder(file, to: port, speed: 3)
        try await chamber.ledger.wait { $0.lost == 1 }
        let second = try Encoder(file, to: port, speed: 3)
        try await chamber.ledger.wait { $0.lost == 2 }
        _ = (first, second)
        try chamber.room.stop()
        chamber.room.shutdown()
        let entries = chamber.ledger.entries
        #expect(entries.epochs.map { $0.number } == [1, 2])
        #expect(entries.epochs.map { $0.initEpoch } == [1, 1])
        checkTimeline(entries)
        let walls = entries.epochs.map(\.wallStart)
        let end = walls[0].addingTimeInterval(entries.epochs[1].mediaStart.seconds)
        #expect(walls[1].timeIntervalSince(end) > -0.000_01)
    }

    /// One timeline over all epochs; numbers that name one interval once, in every track.
    private func checkTimeline(_ entries: Ledger.Entries) {
        let video = entries.segments(of: .video)
        let audio = entries.segments(of: .audio)
        #expect(Set(video.map(\.sequence)).count == video.count)
        #expect(Set(video.map(\.sequence)) == Set(audio.map(\.sequence)))
        let announced = Set(entries.parts.map(\.sequence))
        #expect(announced.isSubset(of: Set(video.map(\.sequence))))
        for (segment, next) in zip(video, video.dropFirst()) {
            #expect(next.sequence == segment.sequence + 1)
            let step = next.start.seconds - segment.end.seconds
            #expect(step >= 0 && step < 0.1, "\(step)")
        }
        for (epoch, next) in zip(entries.epochs, entries.epochs.dropFirst()) {
            #expect(next.wallStart >= epoch.wallStart)
        }
        for epoch in entries.epochs {
            // A frame of sound lasts 0.021 s: the first ones share a packet of MPEG-TS.
            let sound = audio.first { $0.epoch == epoch.number }
            let late = (sound?.start.seconds ?? .infinity) - epoch.mediaStart.seconds
            #expect(late < 0.03, "epoch \(epoch.number) begins without sound for \(late) s")
        }
    }

    @Test("An encoder with other parameters brings another init section")
    func otherParameters() async throws {
        let chamber = Chamber(input())
        try chamber.room.start(Chamber.session)
        chamber.room.run()
        for (count, size) in ["160x90", "320x180"].enumerated() {
            let file = try await Sample(seconds: 4, size: size, container: "ts").file()
            let encoder = try Encoder(file, to: port, speed: 3)
            try await chamber.ledger.wait { $0.lost == count + 1 }
            _ = encoder
        }
        try chamber.room.stop()
        chamber.room.shutdown()
        let entries = chamber.ledger.entries
        #expect(entries.epochs.map { $0.initEpoch } == [1, 2])
        checkTimeline(entries)
        for epoch in [1, 2] {
            let complaints = try await Tool.complaints(
                about: entries.file(of: .video, epoch: epoch))
            #expect(complaints == "")
        }
    }

    @Test("The first part comes soon, bears the time of its arrival and loses no sound")
    func firstPart() async throws {
        let late = Sample(
            seconds: 8, container: "ts", more: ["-af", "asetpts=PTS+0.3/TB", "-muxdelay", "0"])
        let file = try await late.file()
        let chamber = Chamber(input())
        try chamber.room.start(Chamber.session)
        chamber.room.run()
        let begin = Date()
        let encoder = try Encoder(file, to: port)
        let entries = try await chamber.ledger.wait { $0.parts(of: .audio).count > 2 }
        encoder.stop()
        chamber.room.shutdown()
        // How soon is a figure of benchmarks, as it says more of what else the machine does.
        let part = try #require(entries.firstPart)
        let wall = try #require(entries.epochs.first?.wallStart)
        #expect(wall > begin && part.timeIntervalSince(wall) >= 0.5)
        let tones = try await Signals.tones(in: entries.file(of: .audio))
        #expect(abs(try #require(tones.first).lowerBound - 0.3) < 0.05, "\(tones)")
    }

    @Test("An encoder that changes its picture in the middle is connected anew, and it is said")
    func changesPicture() async throws {
        var bytes = Data()
        for (size, offset) in [("160x90", 0), ("320x180", 4)] {
            let sample = Sample(
                seconds: 4, size: size, container: "ts", more: ["-output_ts_offset", "\(offset)"])
            bytes += try Data(contentsOf: await sample.file())
        }
        let joined = try Sample.temporaryFile("ts")
        try bytes.write(to: joined)
        let chamber = Chamber(input())
        try chamber.room.start(Chamber.session)
        chamber.room.run()
        let first = try Encoder(joined, to: port, speed: 2)
        try await chamber.ledger.wait { $0.lost == 1 && $0.log.contains { $0.contains("anew") } }
        let file = try await Sample(seconds: 4, size: "320x180", container: "ts").file()
        let second = try Encoder(file, to: port, speed: 2)
        try await chamber.ledger.wait { $0.epochs.count == 2 }
        try await chamber.ledger.wait { $0.lost == 2 }
        _ = (first, second)
        chamber.room.shutdown()
        #expect(chamber.ledger.entries.epochs.map { $0.initEpoch } == [1, 2])
    }

    @Test("An encoder that joins between two key frames is waited for")
    func joinsMidway() async throws {
        let whole = try Data(contentsOf: await Sample(seconds: 9, group: 4, container: "ts").file())
        let file = try Sample.temporaryFile("ts")
        try whole.dropFirst(whole.count / 188 / 9 * 188).write(to: file)
        let chamber = Chamber(input())
        try chamber.room.start(Chamber.session)
        chamber.room.run()
        let encoder = try Encoder(file, to: port)
        let entries = try await chamber.ledger.wait { $0.parts(of: .audio).count > 1 }
        encoder.stop()
        chamber.room.shutdown()
        #expect(entries.parts(of: .video).first?.part.isIndependent == true)
        #expect(entries.log.count == 1, "\(entries.log)")
    }

    @Test("A wrong passphrase is refused, and the right one is taken afterwards")
    func passphrase() async throws {
        let file = try await Sample(seconds: 4, container: "ts").file()
        let chamber = Chamber(input("richtig-und-lang"))
        try chamber.room.start(Chamber.session)
        chamber.room.run()
        for wrong in ["falsch-und-lang", nil] {
            let refused = try Encoder(file, to: port, passphrase: wrong, speed: 3)
            let code = await refused.end()
            #expect(code != 0)
        }
        #expect(chamber.ledger.entries.inputs == [])
        let refusals = try await chamber.ledger.wait { $0.log.count >= 2 }.log
        let start = "Room saal: an encoder was refused: "
        #expect(refusals.first?.hasPrefix(start + "wrong passphrase") == true, "\(refusals)")
        #expect(
            refusals.last?.hasPrefix(start + "it sends without the passphrase") == true,
            "\(refusals)")
        let taken = try Encoder(file, to: port, passphrase: "richtig-und-lang", speed: 3)
        let entries = try await chamber.ledger.wait { $0.lost == 1 }
        _ = taken
        chamber.room.shutdown()
        #expect(entries.parts(of: .video).count > 2)
        #expect(!entries.log.joined().contains("lang"))
    }

    @Test("Two rooms on one port: the second says so in one sentence")
    func portInUse() async throws {
        let first = Chamber(input())
        let second = Chamber(input())
        first.room.run()
        second.room.run()
        // Whichever comes first has the port.
        let both = [first, second].map(\.ledger)
        let line = try await Ledger.first(of: both) { $0.log.first }
        first.room.shutdown()
        second.room.shutdown()
        #expect(line.contains("another program has this port"), "\(line)")
    }
}
