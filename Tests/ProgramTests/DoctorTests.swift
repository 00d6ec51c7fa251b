import Foundation
import HTTP
import LocalPorts
import Media
import Storage
import Testing

@testable import ratskanal

@Suite("What the doctor says")
struct DoctorTests {
    typealias State = Diagnosis.State

    private static let us = SystemUser(id: 998, name: "ratskanal")
    private static let root = SystemUser(id: 0, name: "root")

    /// Each is a sentence, and where it is not well another one that says what to do.
    private func expect(
        _ diagnosis: Diagnosis, _ state: State, _ words: String,
        _ place: SourceLocation = #_sourceLocation
    ) {
        #expect(diagnosis.state == state, "\(diagnosis.line)", sourceLocation: place)
        #expect(diagnosis.line.contains(words), "\(diagnosis.line)", sourceLocation: place)
        #expect(diagnosis.found.hasSuffix("."), "\(diagnosis.line)", sourceLocation: place)
        #expect(
            (diagnosis.advice == nil) == (state == .ok), "\(diagnosis.line)", sourceLocation: place)
        let isOneLine = !diagnosis.line.contains("\n") && diagnosis.check.count < 17
        #expect(isOneLine, sourceLocation: place)
    }

    @Test(
        "a configuration with a passphrase is for few eyes",
        arguments: [
            (ConfigurationFacts(), State.ok, "No file is named"),
            (.init(file: "/r.conf", mode: 0o640, holdsSecret: true, rooms: 2), .ok, "2 rooms."),
            (.init(file: "/r.conf", mode: 0o644, rooms: 0), .ok, "no room."),
            (
                .init(file: "/r.conf", mode: 0o644, holdsSecret: true, rooms: 1), .warning,
                "may read it. Take that away: chmod o-rwx /r.conf"
            ),
            (.init(file: "/r.conf", mode: 0o646, rooms: 1), .warning, "may change /r.conf."),
        ])
    func configuration(_ facts: ConfigurationFacts, _ state: State, _ words: String) {
        expect(facts.diagnosis, state, words)
    }

    @Test(
        "a data directory is there or can be made, and written",
        arguments: [
            (DataFolder(path: "/d", owner: us, user: us), State.ok, "/d can be written."),
            (
                .init(path: "/d", presence: .missing(canBeMade: true), owner: us, user: us), .ok,
                "can be made"
            ),
            (
                .init(path: "/d", presence: .missing(canBeMade: false), owner: us, user: us),
                .problem, "install -d -m 700"
            ),
            (.init(path: "/d", presence: .hidden, owner: us, user: us), .problem, "may not see"),
            (.init(path: "/d", presence: .notFolder, owner: us, user: us), .problem, "--data"),
            (.init(path: "/d", refusal: EROFS, owner: us, user: us), .problem, "read-only"),
            (.init(path: "/d", refusal: EACCES, owner: us, user: us), .problem, "chmod u+rwx /d"),
            (
                .init(path: "/d", refusal: EACCES, owner: us, user: .init(id: 7, name: "eva")),
                .problem, "eva may not write in /d. Run this as its owner: sudo -u ratskanal"
            ),
            (.init(path: "/d", mode: 0o755, owner: us, user: us), .warning, "chmod 700 /d"),
        ])
    func folder(_ folder: DataFolder, _ state: State, _ words: String) {
        expect(folder.diagnoses[0], state, words)
    }

    @Test("what somebody else left in the data, and root who may all, are named")
    func owners() {
        var folder = DataFolder(path: "/d", owner: Self.us, user: Self.us)
        expect(folder.diagnoses[1], .ok, "belongs to ratskanal.")
        folder.user = Self.root
        expect(folder.diagnoses[1], .warning, "sudo -u ratskanal ratskanal doctor")
        folder.stranger = ("run/lock", Self.root)
        expect(folder.diagnoses[1], .problem, "run/lock belongs to root")
        #expect(folder.diagnoses[1].line.hasSuffix("sudo chown -R ratskanal /d"))
        // Of what cannot be read nothing is said.
        folder.isReadable = false
        #expect(folder.diagnoses.count == 1 && !folder.canBeSeen)
        folder = DataFolder(path: "/d", owner: .init(id: 4711), user: .init(id: 4711))
        expect(folder.diagnoses[1], .ok, "belongs to 4711.")
    }

    private static let usual = DiskSpace.Rate(room: "saal", measured: nil)
    /// Bytes of one hour at the usual rate.
    private static let hour = 1_857_600_000.0

    @Test(
        "free space is hours of all rooms at once: few are a warning, hardly any a problem",
        arguments: [
            (
                hour * 1.99, [usual], State.problem,
                "1.9 hours of 1 room at 4.1 Mbit/s (the usual rate)"
            ),
            (hour * 2.01, [usual], .warning, "3.7 GB are free: 2 hours of 1 room"),
            (hour * 23.9, [usual], .warning, "Free space or add a disk"),
            (hour * 24.1, [usual], .ok, "24.1 hours of 1 room"),
            (hour * 24.1, [usual, usual], .warning, "12 hours of 2 rooms at 8.2 Mbit/s"),
            (hour * 240, [usual], .ok, "10 days of 1 room"),
            (0, [usual], .problem, "0 MB are free: 0 hours"),
            (
                hour * 3, [.init(room: "saal", measured: 8_256_000)], .problem,
                "1.5 hours of 1 room at 8.2 Mbit/s (its newest recordings' rate)"
            ),
            (hour * 3, [], .ok, "no room records"), (hour / 3, [], .warning, "Free some space."),
        ])
    func space(_ free: Double, _ rates: [DiskSpace.Rate], _ state: State, _ words: String) {
        let disk = DiskSpace(kind: 0xef53, free: UInt64(free), rates: rates)
        expect(disk.diagnoses[1], state, words)
        #expect(disk.diagnoses.count == 2)
    }

    @Test(
        "what only looks like a disk is said",
        arguments: [
            (0xef53, State.ok, "a disk"), (0x5846_5342, .ok, "a disk"),
            (0x0102_1994, .warning, "in memory"), (0x794c_7630, .warning, "a container's"),
            (0x6969, .warning, "a network's"), (0xff53_4d42, .warning, "a network's"),
            (0x6573_5546, .warning, "a program's"),
        ])
    func disks(_ kind: UInt, _ state: State, _ words: String) {
        expect(DiskSpace(kind: kind, free: 1 << 40).diagnoses[0], state, words)
    }

    @Test(
        "a file system without room for files",
        arguments: [
            (5_000_000, State.ok), (19_999, .warning), (999, .problem),
        ] as [(UInt64, State)])
    func inodes(_ files: UInt64, _ state: State) {
        let disk = DiskSpace(kind: 0xef53, free: 1 << 40, files: files)
        expect(disk.diagnoses[2], state, "\(files) more files fit.")
    }

    @Test("a catalogue that is missing, old, new, damaged or shut")
    func catalogues() throws {
        expect(CatalogueState.none.diagnosis, .ok, "none yet")
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        let directory = try DataDirectory(at: folder, owning: false)
        defer {
            do { try FileManager.default.removeItem(atPath: folder) } catch { print(error) }
        }
        _ = try Catalogue(at: directory.catalogue)
        var seen = try #require(try CatalogueInspection(at: directory.catalogue))
        expect(CatalogueState.there(seen).diagnosis, .ok, "whole and of version \(seen.known).")
        seen.version -= 1
        expect(CatalogueState.there(seen).diagnosis, .ok, "the next start brings it to version")
        seen.version += 2
        expect(CatalogueState.there(seen).diagnosis, .problem, "Install the newer program")
        seen.faults = ["*** in database main ***"]
        expect(CatalogueState.there(seen).diagnosis, .problem, "restore the last backup")
        try Data("no catalogue".utf8).write(to: URL(filePath: "\(folder)/other"))
        expect(CatalogueState(at: "\(folder)/other").diagnosis, .problem, "restore a backup.")
    }

    @Test(
        "a port is free, ours, taken or refused",
        arguments: [
            (PortState.Result.free, State.ok, "UDP 0.0.0.0:9710 is free."),
            (.ours, .ok, "held by Ratskanal itself"),
            (.taken(by: "nginx (process 812)"), .problem, "held by nginx (process 812). Stop"),
            (.taken(by: nil), .problem, "held by another user's program"),
            (.refused(EACCES), .problem, "above 1023"),
            (.refused(EADDRNOTAVAIL), .problem, "has no address 0.0.0.0"),
            (.refused(0), .problem, "no address of numbers"),
            (.refused(EAFNOSUPPORT), .problem, "Address family not supported"),
        ])
    func ports(_ result: PortState.Result, _ state: State, _ words: String) {
        let port = PortState(
            check: "room saal", kind: .udp, address: .init(host: "0.0.0.0", port: 9710),
            result: result)
        expect(port.diagnosis, state, words)
    }

    @Test("the kernel's tables tell who holds a port: of TCP those alone that listen")
    func sockets() {
        let table = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  \
            timeout inode
               0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000   998     \
               0 51234 1 0000000000000000 100 0 0 10 0
               1: 0100007F:1F90 0100007F:A1B2 01 00000000:00000000 00:00000000 00000000   998     \
               0 51299 1 0000000000000000 20 4 30 10 -1
               2: 00000000:25EE 00000000:0000 07 00000000:00000000 00:00000000 00000000   998     \
               0 51300 2 0000000000000000 0
            """
        #expect(SocketHolder.sockets(at: 8080, isTCP: true, in: table) == ["socket:[51234]"])
        #expect(SocketHolder.sockets(at: 9710, isTCP: false, in: table) == ["socket:[51300]"])
        #expect(SocketHolder.sockets(at: 9710, isTCP: true, in: table) == [])
        #expect(SocketHolder.sockets(at: 80, isTCP: false, in: "") == [])
    }

    @Test("However many listen on a machine, each is found")
    func crowd() throws {
        let sockets = (0..<80).map { _ in LocalSocket(.tcp) }
        for socket in sockets.suffix(10) {
            let port = Int(socket.port)
            #expect(SocketHolder(of: port, .tcp)?.process == getpid(), "\(port)")
        }
    }

    @Test(
        "a room that plays a file has one that can be read",
        arguments: [
            (0, true, State.ok, "can be read."), (0, false, .problem, "is no file."),
            (ENOENT, false, .problem, "is not there."),
            (EACCES, true, .problem, "chmod a+r /f.mp4"),
        ])
    func files(_ refusal: Int32, _ isFile: Bool, _ state: State, _ words: String) {
        let input = FileInput(room: "saal", path: "/f.mp4", refusal: refusal, isFile: isFile)
        expect(input.diagnosis, state, words)
    }

    @Test(
        "a room that calls says whom, and whether it could",
        arguments: [
            (CalledInput.Result.known, State.ok, "calls rtsp://cam/s, and the host is known."),
            (.answers, .ok, "port 554 there answers."),
            (.unknown("Name or service not known"), .problem, "cam is not known (Name or"),
            (.unresolved, .warning, "name servers."),
            (.refused(ECONNREFUSED), .warning, "does not answer (Connection refused)."),
        ])
    func calls(_ result: CalledInput.Result, _ state: State, _ words: String) {
        let input = CalledInput(
            room: "saal", place: "rtsp://cam/s", host: "cam", port: 554, result: result)
        expect(input.diagnosis, state, words)
    }

    @Test(
        "a room says how late its frames may come, and asks where nobody else can know",
        arguments: [
            ("type = \"srt\";", "", [(State.ok, "beyond 120 ms is added to encoderDelay (0 s)")]),
            ("type = \"srt-caller\"; address = \"e:1\";", "", [(.ok, "The sender's latency")]),
            (
                "type = \"hls\"; url = \"https://a.example/i.m3u8\";", "",
                [(.ok, "three target durations and a segment")]
            ),
            (
                "type = \"rtsp\"; url = \"rtsp://u:p@cam/s\";", "",
                [
                    (.warning, "frames of rtsp://cam/s are assumed to come at once. Film"),
                    (.warning, "gateDelay is not set: frames of rtsp://cam/s are assumed to come"),
                ]
            ),
            (
                "type = \"udp\"; listen = \"239.1.1.1:5\";", "encoderDelay = 0;",
                [(.warning, "come at most 5 s late. Set it to the seconds")]
            ),
            (
                "type = \"udp\"; listen = \"239.1.1.1:5\";", "encoderDelay = 1.5; gateDelay = 7;",
                [(.ok, "come 1.5 s late as a rule and 7 s at most")]
            ),
            ("type = \"file\"; path = \"/f.mp4\";", "", []),
        ] as [(String, String, [(State, String)])])
    func delays(_ input: String, _ settings: String, _ rows: [(State, String)]) throws {
        var configuration = try Configuration(file: nil)
        try configuration.read(
            "rooms = ( { id = \"saal\"; \(settings) input = { \(input) }; } );", file: "/r.conf")
        let found = configuration.rooms.compactMap { RoomDelays($0) }.flatMap(\.diagnoses)
        #expect(found.count == rows.count)
        for (diagnosis, row) in zip(found, rows) { expect(diagnosis, row.0, row.1) }
    }

    @Test(
        "an encoder that is connected tells how late it is",
        arguments: [
            (nil, "The sender's latency counts"), (0.0, "The sender's latency counts"),
            (1.88, "up to 1.9 s later, which is added to encoderDelay (0 s) and gateDelay (5 s)"),
            (2.0, "the gate opens 7 s after it is asked to."),
        ] as [(Double?, String)])
    func lateness(_ seconds: Double?, _ words: String) throws {
        var configuration = try Configuration(file: nil)
        try configuration.read(
            "rooms = ( { id = \"saal\"; input = { type = \"srt\"; }; } );", file: "/r.conf")
        let room = try #require(configuration.rooms.first)
        let found = try #require(RoomDelays(room, lateness: seconds)).diagnoses
        #expect(found.count == 1)
        for diagnosis in found { expect(diagnosis, .ok, words) }
    }

    @Test(
        "what is secret in an input makes its configuration one for few eyes",
        arguments: [
            ("type = \"srt\";", false), ("type = \"srt\"; passphrase = \"0123456789\";", true),
            ("type = \"srt-caller\"; address = \"e:1\";", false),
            ("type = \"srt-caller\"; address = \"e:1\"; passphrase = \"0123456789\";", true),
            ("type = \"srt-caller\"; address = \"e:1\"; streamId = \"#!::u=a\";", true),
            ("type = \"rtsp\"; url = \"rtsp://cam/s\";", false),
            ("type = \"rtsp\"; url = \"rtsp://u:p@cam/s\";", true),
            ("type = \"hls\"; url = \"https://a.example/i.m3u8\";", false),
            ("type = \"hls\"; url = \"https://a.example/i.m3u8?key=1\";", true),
            ("type = \"udp\"; listen = \"239.1.1.1:5\";", false),
        ])
    func secrets(_ input: String, _ holdsSecret: Bool) throws {
        var configuration = try Configuration(file: nil)
        try configuration.read(
            "rooms = ( { id = \"saal\"; input = { \(input) }; } );", file: "/r.conf")
        #expect(ConfigurationFacts(configuration, file: nil).holdsSecret == holdsSecret)
    }

    @Test(
        "a clock that nobody keeps right",
        arguments: [
            (KernelClock(isSynchronised: true, error: 0.0021), State.ok, "to 3 ms."),
            (.init(isSynchronised: true, error: 16), .warning, "wrong by 16 seconds."),
            (.init(isSynchronised: false), .problem, "apt install systemd-timesyncd"),
            (.init(isSynchronised: nil), .warning, "does not tell"),
            (.init(isSynchronised: true, isInContainer: true), .ok, "kept right"),
            (.init(isSynchronised: false, isInContainer: true), .warning, "Look on the host"),
            (.init(isSynchronised: nil, isInContainer: true), .warning, "not known in a container"),
        ])
    func clocks(_ clock: KernelClock, _ state: State, _ words: String) {
        expect(clock.diagnosis, state, words)
    }

    @Test(
        "a time zone and how far it is from UTC",
        arguments: [
            (ZoneFacts(name: "Europe/Berlin", isKnown: true, offset: 7200), State.ok, "UTC+02:00."),
            (.init(name: "America/St_Johns", isKnown: true, offset: -12_600), .ok, "UTC-03:30."),
            (.init(name: "Europe/Berlin", isKnown: false), .problem, "apt install tzdata"),
        ])
    func zones(_ zone: ZoneFacts, _ state: State, _ words: String) {
        expect(zone.diagnosis, state, words)
    }

    @Test("open files are enough for all viewers or a line in the unit is missing")
    func openFiles() {
        expect(OpenFileLimit(limit: 65_536, needed: 14_096).diagnosis, .ok, "started here")
        let few = OpenFileLimit(limit: 4096, needed: 14_096, isOfService: true)
        expect(few.diagnosis, .warning, "The running service may have 4096 files open")
        let limits = """
            Limit                     Soft Limit           Hard Limit           Units
            Max processes             127234               127234               processes
            Max open files            1024                 524288               files
            """
        #expect(OpenFileLimit.hardLimit(in: limits) == 524_288)
        #expect(OpenFileLimit.hardLimit(in: "") == nil)
    }

    @Test("what FFmpeg's libraries lack is named with what it is for")
    func media() {
        var media = MediaSupport(libraries: ["libavcodec 59.37.100"], missing: [])
        expect(media.diagnoses[0], .ok, "libavcodec 59.37.100.")
        #expect(media.diagnoses.allSatisfy { $0.state == .ok })
        media.missing = [.demuxer("mpegts"), .decoder("h264"), .encoder("libx264")]
        expect(
            media.diagnoses[1], .problem, "Missing for recording: decoder h264, demuxer mpegts.")
        expect(media.diagnoses[4], .warning, "encoder libx264. Install Debian's own")
        // A capability that no library has is not there: the question can be answered no.
        #expect(!Capability.decoder("h265x").isThere && !Capability.demuxer("srtx").isThere)
        #expect(!Capability.encoder("x").isThere && !Capability.inputProtocol("gopherx").isThere)
        #expect(MediaSupport.current.missing.isEmpty)
    }

    @Test("a service that runs, does not, or cannot be asked")
    func services() {
        expect(RunningService.absent.diagnosis, .ok, "does not run")
        expect(RunningService.process(812).diagnosis, .ok, "as process 812.")
        expect(RunningService.process(0).diagnosis, .ok, "runs on these data.")
        expect(RunningService.unknown.diagnosis, .warning, "sudo -u")
    }
}
