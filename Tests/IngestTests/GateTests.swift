import Agenda
import Foundation
import Ingest
import Media
import Recording
import Synchronization
import Testing

@Suite(.serialized) struct GateTests {
    /// A room whose camera is a file at real time.
    private func chamber(
        _ store: FakeStore = FakeStore(), sample: Sample = Sample(seconds: 40, group: 1),
        gateDelay: TimeInterval = 0
    ) async throws -> Chamber {
        let file = try await sample.file()
        let chamber = Chamber(
            .file(path: file.path, atRealTime: true), store: store, gateDelay: gateDelay)
        try chamber.room.start(Chamber.session)
        chamber.room.run()
        return chamber
    }

    /// Passed on, and converted.
    static let samples = [
        Sample(seconds: 40, group: 1),
        Sample(
            seconds: 40, group: 1, container: "ts", more: ["-pix_fmt", "yuv422p", "-c:a", "mp2"]),
    ]

    @Test(
        "After closing nothing is appended or announced, and the disk knows it before",
        arguments: samples)
    func closes(_ sample: Sample) async throws {
        let chamber = try await chamber(sample: sample)
        try await chamber.ledger.wait { $0.parts(of: .audio).count > 3 }
        _ = try chamber.room.closeGate(by: "test")
        let closed = chamber.ledger.entries
        #expect(closed.gates == [true])
        #expect(chamber.shelf.last(.record)?.isClosed == true)
        #expect(chamber.shelf.last(.block)?.isClosed == true)
        #expect(chamber.room.status.isGateClosed)
        // Twice is harmless.
        _ = try chamber.room.closeGate(by: "test")
        // The segments under way end with what was announced of them.
        let sequences = Set(closed.parts.map(\.sequence))
        let ended = try await chamber.ledger.wait { entries in
            [TrackID.video, .audio].allSatisfy {
                Set(entries.segments(of: $0).map(\.sequence)) == sequences
            }
        }
        #expect(ended.parts.count == closed.parts.count)
        #expect(chamber.store.calls.contains(.press(.gateClose)))
        // The input still comes: the frames of this long are all left out.
        await moment(Date().addingTimeInterval(1.5))
        #expect(chamber.ledger.entries.order == ended.order)
        chamber.room.shutdown()
    }

    /// Nothing can be waited for where nothing must happen.
    private func moment(_ date: Date) async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().asyncAfter(deadline: .now() + date.timeIntervalSinceNow) {
                continuation.resume()
            }
        }
    }

    @Test(
        "Opening waits for the delay and begins with a key frame that came after it",
        arguments: samples)
    func opens(_ sample: Sample) async throws {
        let chamber = try await chamber(sample: sample, gateDelay: 1.2)
        try await chamber.ledger.wait { $0.parts(of: .audio).count > 1 }
        _ = try chamber.room.closeGate(by: "test")
        let closed = chamber.ledger.entries
        let begin = Date()
        try chamber.room.openGate(by: "test", isAllowed: true)
        try chamber.room.openGate(by: "twice", isAllowed: true)
        #expect(chamber.room.status.isGateClosed)
        let entries = try await chamber.ledger.wait { $0.epochs.count == 2 && $0.gates.count == 2 }
        #expect(Date().timeIntervalSince(begin) >= 1.2)
        let opened = try await chamber.ledger.wait { $0.parts.contains { $0.epoch == 2 } }
        chamber.room.shutdown()
        #expect(entries.gates == [true, false])
        let first = try #require(opened.parts.first { $0.epoch == 2 && $0.track == .video })
        #expect(first.part.isIndependent && first.part.index == 0)
        let epoch = opened.epochs[1]
        #expect(epoch.initEpoch == 1)
        #expect(epoch.wallStart.timeIntervalSince(begin) >= 1.1)
        #expect(first.part.start.value == epoch.mediaStart.ticks)
        let end = closed.parts.map { $0.part.start.seconds + $0.part.seconds }.max() ?? 0
        #expect(abs(epoch.mediaStart.seconds - end) < 0.001)
        #expect(!closed.segments.map(\.sequence).contains(first.sequence))
        #expect(chamber.store.calls.filter { $0 == .press(.gateOpen) }.count == 1)
    }

    @Test("What an open group shows before its key frame does not go out when the gate opens")
    func openGroup() async throws {
        let sample = Sample(seconds: 40, group: 1, bFrames: 2, isOpenGroup: true)
        let chamber = try await chamber(sample: sample)
        try await chamber.ledger.wait { $0.parts(of: .video).count > 1 }
        _ = try chamber.room.closeGate(by: "test")
        try chamber.room.openGate(by: "test", isAllowed: true)
        let entries = try await chamber.ledger.wait {
            $0.parts.count { $0.epoch == 2 && $0.track == .video } > 2
        }
        chamber.room.shutdown()
        let made = try entries.file(of: .video, epoch: 2)
        let complaints = try await Tool.complaints(about: made)
            .split(separator: "\n")
            // The stream tells the decoder to forget frames that came before it began.
            .filter { !$0.contains("mmco: unref short failure") }
        #expect(complaints == [])
        let times = try await Tool.run(
            "ffprobe",
            [
                "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of",
                "csv=p=0", made.path,
            ]
        ).text.split(separator: "\n").compactMap { Double($0.prefix { $0 != "," }) }
        let start = entries.epochs[1].mediaStart.seconds
        #expect((times.min() ?? 0) >= start - 0.001, "\(times) \(start)")
    }

    @Test("Closing during the delay cancels the opening")
    func cancels() async throws {
        // Long enough that even a busy machine closes it again in time.
        let chamber = try await chamber(gateDelay: 3)
        try await chamber.ledger.wait { $0.parts(of: .video).count > 1 }
        _ = try chamber.room.closeGate(by: "test")
        try chamber.room.openGate(by: "test", isAllowed: true)
        _ = try chamber.room.closeGate(by: "test")
        let order = chamber.ledger.entries.order
        await moment(Date().addingTimeInterval(3.7))
        #expect(chamber.ledger.entries.order == order)
        #expect(chamber.room.status.isGateClosed)
        #expect(!chamber.store.calls.contains(.press(.gateOpen)))
        chamber.room.shutdown()
    }

    @Test("Where the closed gate cannot be stored it is said, and nothing goes out even so")
    func failsClosed() async throws {
        let chamber = try await chamber()
        try await chamber.ledger.wait { $0.parts(of: .video).count > 1 }
        chamber.shelf.refuse { $0 == .block }
        for _ in 0..<2 {
            let answer = try chamber.room.closeGate(by: "test", key: "one")
            #expect(!answer.isStored)
        }
        #expect(chamber.room.status.isGateClosed && !chamber.room.status.isGateStored)
        let parts = chamber.ledger.entries.parts.count
        await moment(Date().addingTimeInterval(1))
        #expect(chamber.ledger.entries.parts.count == parts)
        // As soon as the disk takes it, it is stored without being asked for again.
        chamber.shelf.refuse { _ in false }
        try await chamber.ledger.wait { $0.log.contains { $0.contains("is stored now") } }
        #expect(chamber.shelf.last(.block)?.isClosed == true)
        #expect(chamber.room.status.isGateStored)
        #expect(try chamber.room.closeGate(by: "test", key: "one").isStored)
        #expect(chamber.store.state.withLock { $0.presses.count { $0.kind == .gateClose } } == 1)
        chamber.room.shutdown()
    }

    @Test("The catalogue may be away: the press is stored without it, and its mark follows")
    func catalogueAway() async throws {
        let chamber = try await chamber()
        try await chamber.ledger.wait { $0.parts(of: .video).count > 1 }
        chamber.store.refuse { if case .press = $0 { true } else { false } }
        let answer = try chamber.room.closeGate(by: "test", key: "one")
        #expect(answer.isStored && answer.marker == nil)
        #expect(chamber.shelf.last(.block)?.pending.map(\.key) == ["one"])
        // Opening needs the catalogue: it stays closed.
        try chamber.room.openGate(by: "test", isAllowed: true)
        chamber.store.refuse { _ in false }
        let entries = try await chamber.ledger.wait { $0.order.contains("open") }
        #expect(entries.gates == [true, false])
        let kinds = chamber.store.state.withLock { $0.presses.map(\.kind) }
        #expect(kinds == [.gateClose, .gateOpen])
        #expect(chamber.shelf.last(.block)?.pending == [])
        chamber.room.shutdown()
    }

    @Test("A repeated key does nothing twice, however late it comes")
    func repeats() async throws {
        let chamber = try await chamber()
        try await chamber.ledger.wait { $0.parts(of: .video).count > 1 }
        #expect(try chamber.room.closeGate(by: "test", key: "one").isNew)
        try chamber.room.openGate(by: "test", isAllowed: true)
        try await chamber.ledger.wait { $0.order.last != "closed" && $0.order.contains("open") }
        #expect(try !chamber.room.closeGate(by: "test", key: "one").isNew)
        #expect(!chamber.room.status.isGateClosed)
        chamber.room.shutdown()
    }

    @Test("The key of a press while it is closed does nothing after the opening either")
    func repeatsAnothers() async throws {
        let chamber = try await chamber()
        try await chamber.ledger.wait { $0.parts(of: .video).count > 1 }
        _ = try chamber.room.closeGate(by: "test", key: "one")
        #expect(try !chamber.room.closeGate(by: "test", key: "two").isNew)
        try chamber.room.openGate(by: "test", isAllowed: true)
        try await chamber.ledger.wait { $0.order.last != "closed" && $0.order.contains("open") }
        #expect(try !chamber.room.closeGate(by: "test", key: "two").isShut)
        chamber.room.shutdown()
    }

    @Test("A key of before a restart does nothing twice", arguments: [true, false])
    func repeatsAfterRestart(isInCatalogue: Bool) throws {
        let press = Press(
            session: try Chamber.session, kind: .gateClose, time: .zero,
            stamp: RoomStamp(counter: 3, wall: Date()), by: "test", key: "one")
        let note = GateNote(
            counter: 4, session: press.session, isClosed: !isInCatalogue,
            pending: isInCatalogue ? [] : [press])
        let chamber = Chamber(
            .file(path: "/nowhere", atRealTime: true),
            shelf: FakeShelf(found: GateFindings(record: .note(note), block: .note(note))))
        try chamber.room.start(press.session, markers: isInCatalogue ? [press.marker] : [])
        let answer = try chamber.room.closeGate(by: "test", key: "one")
        // What is not in the catalogue yet has not been opened since.
        #expect(!answer.isNew && answer.isShut == !isInCatalogue)
        if isInCatalogue { #expect(answer.marker == press.marker) }
        chamber.room.shutdown()
    }

    @Test(
        "After a kill it is closed where record or block say so, or nobody knows",
        arguments: [
            (GateFindings(record: closed, block: opened), true),
            (GateFindings(record: opened, block: closed), true),
            (GateFindings(record: .absent, block: closed), true),
            (GateFindings(record: opened, block: opened), false),
            (GateFindings(record: .absent, block: opened), false),
            (GateFindings(record: .unclear("torn"), block: opened), true),
            (GateFindings(record: opened, block: .unclear("another's")), true),
            (GateFindings(isBlockExpected: true), true),
            (GateFindings(), false),
            (GateFindings(trouble: "read-only"), true),
            (GateFindings(record: elsewhere, block: elsewhere), false),
        ])
    func found(_ findings: GateFindings, _ isClosed: Bool) throws {
        let chamber = Chamber(
            .file(path: "/nowhere", atRealTime: true), shelf: FakeShelf(found: findings))
        try chamber.room.start(Chamber.session)
        #expect(chamber.room.status.isGateClosed == isClosed)
        chamber.room.shutdown()
    }

    private static func note(_ session: String, isClosed: Bool) -> GateFindings.Holding {
        .note(
            GateNote(
                counter: 7, session: SessionID(rawValue: session), isClosed: isClosed,
                isAfterClosing: isClosed))
    }
    private static let closed = note("2026-11-20-stadtrat", isClosed: true)
    private static let opened = note("2026-11-20-stadtrat", isClosed: false)
    private static let elsewhere = note("2026-11-19-stadtrat", isClosed: true)

    @Test("A start that cannot be stored is closed")
    func startsClosed() throws {
        let shelf = FakeShelf()
        shelf.refuse { $0 == .block }
        let chamber = Chamber(.file(path: "/nowhere", atRealTime: true), shelf: shelf)
        try chamber.room.start(Chamber.session)
        #expect(chamber.room.status.isGateClosed)
        chamber.room.shutdown()
    }

    @Test("Opening goes to the catalogue, to the block, to the record, and then to the public")
    func ordersOpening() async throws {
        let chamber = try await chamber()
        try await chamber.ledger.wait { $0.parts(of: .video).count > 1 }
        _ = try chamber.room.closeGate(by: "test")
        let before = chamber.shelf.written.count
        try chamber.room.openGate(by: "test", isAllowed: true)
        try await chamber.ledger.wait { $0.gates == [true, false] }
        let opened = chamber.shelf.written[before...].filter { !$0.note.isClosed }
        #expect(opened.first?.place == .block)
        #expect(opened.contains { $0.place == .record })
        chamber.room.shutdown()
    }

    @Test("A break is dark, takes no media time, and ends by itself for nobody")
    func breaks() async throws {
        let chamber = try await chamber()
        try await chamber.ledger.wait { $0.parts(of: .audio).count > 3 }
        _ = try chamber.room.startBreak(by: "test")
        #expect(chamber.room.status.isBreak && !chamber.room.status.isGateClosed)
        let count = chamber.ledger.entries.parts.count
        await moment(Date().addingTimeInterval(1))
        #expect(chamber.ledger.entries.parts.count == count)
        #expect(chamber.shelf.last(.record)?.isBreak == true)
        let end = chamber.ledger.entries.parts.map { $0.part.start.seconds + $0.part.seconds }.max()
        _ = try chamber.room.endBreak(by: "test")
        let entries = try await chamber.ledger.wait { $0.epochs.count == 2 }
        #expect(abs(entries.epochs[1].mediaStart.seconds - (end ?? 0)) < 0.1)
        #expect(chamber.shelf.last(.block)?.isBreak == false)
        chamber.room.shutdown()
    }

    @Test("An opening that cannot be stored leaves the gate closed")
    func failsToOpen() async throws {
        let chamber = try await chamber()
        try await chamber.ledger.wait { $0.parts(of: .video).count > 1 }
        _ = try chamber.room.closeGate(by: "test")
        chamber.store.refuse { $0 == .press(.gateOpen) }
        try chamber.room.openGate(by: "test", isAllowed: true)
        try await chamber.ledger.wait { $0.log.contains { $0.contains("stays as it is") } }
        #expect(chamber.room.status.isGateClosed)
        chamber.room.shutdown()
    }

    @Test("A gate that was closed before a restart stays closed")
    func resumes() async throws {
        let store = FakeStore(
            resume: ResumePoint(
                nextSequence: 7, nextEpoch: 3, mediaEnd: MediaTime(seconds: 30),
                isGateClosed: true))
        let chamber = try await chamber(store)
        try await chamber.ledger.wait { $0.inputs == [true] }
        #expect(chamber.room.status.isGateClosed)
        try chamber.room.openGate(by: "test", isAllowed: true)
        let entries = try await chamber.ledger.wait { !$0.parts(of: .video).isEmpty }
        chamber.room.shutdown()
        #expect(entries.order.firstIndex(of: "open") ?? 9 < 3)
        #expect(entries.epochs.map { $0.number } == [3])
        #expect(entries.parts.first?.sequence == 7)
        #expect(entries.parts(of: .video).first?.part.start.seconds == 30)
    }
}
