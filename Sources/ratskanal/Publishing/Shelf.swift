import Agenda
import Dispatch
import Foundation
import HTTP
import Link
import Playlist
import Recording
import Storage
import Synchronization

/// The sessions that serve has at hand: all live ones, and those asked for lately.
final class Shelf: AnnouncementReceiver, Sendable {
    private struct State {
        var sessions: [SessionID: ShelvedSession] = [:]
        /// The one asked for last at the end.
        var recent: [SessionID] = []
        var live: [String: SessionID] = [:]
        var inputs: [String: (isConnected: Bool, since: Date)] = [:]
        var version: Int64 = 0
    }

    private static let capacity = 64

    let catalogue: Catalogue
    let hot: HotMedia
    /// Told when a room's session begins or ends.
    let news = Topic()
    private let state = Mutex(State())
    private let reading = Mutex(())
    private let log: @Sendable (String) -> Void
    /// What must not hold up an announcement: the search index, other processes' changes.
    private let queue = DispatchQueue(label: "shelf")
    private let timer = RepeatingTimer()

    init(catalogue: Catalogue, hot: HotMedia, log: @escaping @Sendable (String) -> Void) {
        self.catalogue = catalogue
        self.hot = hot
        self.log = log
    }

    /// Begins to watch for what other processes change in the catalogue.
    func watch() throws {
        let version = try catalogue.dataVersion()
        state.withLock { $0.version = version }
        timer.start(on: queue, every: 0.25) { [weak self] in self?.look() }
    }

    func stop() {
        timer.stop()
        // What is under way is let finish: it writes to the catalogue.
        queue.sync {}
    }

    // MARK: What is asked

    /// A session that is at hand; nil says nothing about whether there is one.
    func cached(_ id: SessionID) -> ShelvedSession? {
        state.withLock { $0.sessions[id] }
    }

    /// Nil where there is none. Reads the catalogue where it is not at hand: blocks.
    func load(_ id: SessionID) throws -> ShelvedSession? {
        if let known = cached(id) {
            touch(id)
            return known
        }
        guard try catalogue.session(id) != nil else { return nil }
        let loaded = try ShelvedSession(.init(id, from: catalogue), from: catalogue)
        let kept = state.withLock { state in
            if let known = state.sessions[id] { return known }
            state.sessions[id] = loaded
            state.recent.append(id)
            Self.forget(&state)
            return loaded
        }
        // What changed while it was loaded, nobody told it.
        if kept === loaded { try read(id) }
        return kept
    }

    /// The session that a room has live.
    func live(in room: String) -> ShelvedSession? {
        state.withLock { state in state.live[room].flatMap { state.sessions[$0] } }
    }

    var liveSessions: [ShelvedSession] {
        state.withLock { state in
            state.live.values.compactMap { state.sessions[$0] }.sorted {
                $0.id.rawValue < $1.id.rawValue
            }
        }
    }

    /// Whether a room's encoder is connected, and since when it is so.
    func input(of room: String) -> (isConnected: Bool, since: Date)? {
        state.withLock { $0.inputs[room] }
    }

    private func touch(_ id: SessionID) {
        state.withLock { state in
            guard state.recent.last != id, let index = state.recent.firstIndex(of: id) else {
                return
            }
            state.recent.remove(at: index)
            state.recent.append(id)
        }
    }

    private static func forget(_ state: inout State) {
        let live = Set(state.live.values)
        while state.recent.count > capacity,
            let oldest = state.recent.first(where: { !live.contains($0) })
        {
            state.recent.removeAll { $0 == oldest }
            state.sessions[oldest] = nil
        }
    }

    // MARK: What happens

    func receive(_ announcement: Announcement) {
        switch announcement {
        case .sessionStarted(let id, let room):
            refresh(id)
            state.withLock { $0.live[room] = id }
            cached(id)?.receive(announcement)
            news.notify()
        case .sessionEnded(let id):
            hot.forget(id)
            cached(id)?.receive(announcement)
            state.withLock { state in state.live = state.live.filter { $0.value != id } }
            refresh(id)
            putAway(id)
            // Who ends a session finds it from then on.
            queue.sync {}
            news.notify()
        case .changed(let id):
            refresh(id)
        case .input(let room, let isConnected, let wall):
            state.withLock { $0.inputs[room] = (isConnected, wall) }
            live(in: room)?.receive(announcement)
        case .epoch(let id, _):
            cached(id)?.receive(announcement)
        case .part(let id, let track, let epoch, let sequence, let part, _):
            warm(MediaName(track, epoch: epoch, .part(sequence, part.index)), part.location, id)
            cached(id)?.receive(announcement)
        case .segment(let id, let segment):
            let name = MediaName(
                segment.track, epoch: segment.epoch, .segment(segment.sequence))
            warm(name, segment.location, id)
            cached(id)?.receive(announcement)
        case .gate(let id, _, _, _), .pause(let id, _, _, _):
            cached(id)?.receive(announcement)
            queue.async { self.refresh(id) }
        }
    }

    private func warm(_ name: MediaName, _ location: Location?, _ id: SessionID) {
        guard let location, let session = cached(id)?.session else { return }
        hot.add(name, location, of: session)
    }

    /// Takes over what the catalogue says of a session, and has it found by its words.
    private func refresh(_ id: SessionID) {
        perform("reading \(id)") {
            if cached(id) != nil {
                try read(id)
            } else if try catalogue.session(id)?.state == .live {
                _ = try load(id)
            }
        }
        queue.async {
            self.perform("indexing \(id)") { try Findable.update(id, in: self.catalogue) }
        }
    }

    /// Reads what is said of a session that is at hand; of two at once the later one reads later.
    private func read(_ id: SessionID) throws {
        try reading.withLock { _ in
            guard let known = cached(id) else { return }
            let facts = try ShelvedSession.Facts(id, from: catalogue)
            known.update(facts)
            // Behind the update: what is written from now on is not kept ready any more.
            if facts.session.visibility != .public { hot.forget(id) }
        }
    }

    /// Another process may have changed anything: every session at hand is read again.
    private func look() {
        perform("watching the catalogue") {
            let version = try catalogue.dataVersion()
            let ids: [SessionID] = state.withLock { state in
                state.version == version ? [] : Array(state.sessions.keys)
            }
            for id in ids { try read(id) }
            // Only now: what could not be read is read again.
            state.withLock { $0.version = version }
        }
    }

    /// Forgets a session that has ended: who asks for it later gets it from the catalogue, as
    /// every recording of old.
    private func putAway(_ id: SessionID) {
        queue.asyncAfter(deadline: .now() + LivePlaylist.settling) {
            self.state.withLock { state in
                guard !state.live.values.contains(id) else { return }
                state.sessions[id] = nil
                state.recent.removeAll { $0 == id }
            }
        }
    }

    private func perform(_ action: String, _ body: () throws -> Void) {
        do {
            try body()
        } catch {
            log("Failed \(action): \(error)")
        }
    }
}
