import Agenda
import Foundation
import Ingest
import Recording
import Synchronization

/// Records into memory, writes down the calls, and fails when told to.
final class FakeStore: RecordingStore {
    enum Call: Hashable {
        case resume
        case begin(epoch: Int)
        case reserve(Int)
        case append(TrackID, sequence: Int, part: Int)
        case withdraw(TrackID, sequence: Int, part: Int, isNumberFree: Bool)
        case end(TrackID, sequence: Int, isGap: Bool)
        case press(MarkerKind)
        case close
    }

    struct Full: Error {}

    struct Locked: StoreFailure {
        var trouble: StoreTrouble { .isLocked }
    }

    struct Unknown: StoreFailure {
        var trouble: StoreTrouble { .unknown }
    }

    struct State {
        var calls: [Call] = []
        var files: [String: [UInt8]] = [:]
        var resume = ResumePoint()
        var presses: [Press] = []
        var refuses: @Sendable (Call) -> Bool = { _ in false }
        /// What it stands still before.
        var hangs: @Sendable (Call) -> Bool = { _ in false }
        /// What it stands still before now.
        var held: Call?
        var isLocked = false
        /// A session that it does not have.
        var unknown: SessionID?
    }

    let state = Mutex(State())
    private let released = NSCondition()

    init(resume: ResumePoint = ResumePoint()) {
        state.withLock { $0.resume = resume }
    }

    var calls: [Call] { state.withLock { $0.calls } }

    func refuse(_ rule: @escaping @Sendable (Call) -> Bool) {
        state.withLock { $0.refuses = rule }
    }

    func bytes(at location: Location) -> [UInt8]? {
        state.withLock { state in
            guard let file = state.files[location.file],
                Int(location.range.end) <= file.count
            else { return nil }
            return Array(file[Int(location.range.offset)..<Int(location.range.end)])
        }
    }

    /// Stands still before calls that `rule` names, until another rule lets them go.
    func hang(_ rule: @escaping @Sendable (Call) -> Bool) {
        released.lock()
        state.withLock { $0.hangs = rule }
        released.broadcast()
        released.unlock()
    }

    /// Returns when it stands still before a call.
    func waitUntilHeld() -> Call? {
        released.lock()
        defer { released.unlock() }
        while true {
            if let call = state.withLock({ $0.held }) { return call }
            released.wait()
        }
    }

    func unknown(_ session: SessionID) { state.withLock { $0.unknown = session } }

    func lock(_ isLocked: Bool) { state.withLock { $0.isLocked = isLocked } }

    private func note(_ call: Call) throws {
        released.lock()
        while state.withLock({ $0.hangs(call) }) {
            state.withLock { $0.held = call }
            released.broadcast()
            released.wait()
        }
        state.withLock { if $0.held == call { $0.held = nil } }
        released.unlock()
        try state.withLock { state in
            if state.isLocked { throw Locked() }
            if state.refuses(call) { throw Full() }
            state.calls.append(call)
        }
    }

    private func name(_ track: TrackID, _ epoch: Int) -> String { "\(track)-e\(epoch)" }

    func resume(_ session: SessionID) throws -> ResumePoint {
        try note(.resume)
        return state.withLock { $0.resume }
    }

    func begin(_ epoch: Epoch, of session: SessionID) throws {
        try note(.begin(epoch: epoch.number))
        state.withLock { state in
            for track in epoch.tracks {
                state.files[name(track.id, epoch.number)] = track.initSection
            }
        }
    }

    func reserve(sequence: Int, epoch: Int, of session: SessionID) throws {
        try note(.reserve(sequence))
    }

    func append(
        _ bytes: [UInt8], as part: Part, sequence: Int, epoch: Int, track: TrackID,
        of session: SessionID, isWanted: @Sendable () -> Bool
    ) throws -> Location? {
        try note(.append(track, sequence: sequence, part: part.index))
        guard isWanted() else { return nil }
        return state.withLock { state in
            let file = name(track, epoch)
            let offset = Int64(state.files[file]?.count ?? 0)
            state.files[file, default: []] += bytes
            return Location(
                file: file, range: ByteRange(offset: offset, length: Int64(bytes.count)))
        }
    }

    func withdraw(
        part index: Int, sequence: Int, epoch: Int, track: TrackID, of session: SessionID,
        isNumberFree: Bool
    ) throws {
        try note(
            .withdraw(track, sequence: sequence, part: index, isNumberFree: isNumberFree))
    }

    func end(_ segment: Segment, of session: SessionID) throws {
        try note(
            .end(segment.track, sequence: segment.sequence, isGap: segment.location == nil))
    }

    func keep(_ press: Press) throws -> Marker {
        if state.withLock({ $0.unknown == press.session }) { throw Unknown() }
        try note(.press(press.kind))
        return state.withLock { state in
            if press.kind == .gateClose || press.kind == .gateOpen {
                state.resume.isGateClosed = press.kind == .gateClose
            }
            state.presses.append(press)
            return press.marker
        }
    }

    func close(_ session: SessionID) throws {
        try note(.close)
    }
}
