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
        /// Those that were put away while an answer may still be made of them: what is changed
        /// reaches them too.
        var away: [AwaySession] = []
        /// What has changed and could not be read.
        var unread: Set<SessionID> = []
    }

    private struct AwaySession {
        weak var session: ShelvedSession?
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
        // A live one is at hand from its start on, so that nothing is announced meanwhile.
        let media = try ShelvedSession.Media(of: id, from: catalogue)
        return try reading.withLock { _ in
            if let known = cached(id) { return known }
            let loaded = try ShelvedSession(.init(id, from: catalogue), media: media)
            state.withLock { state in
                state.sessions[id] = loaded
                state.recent.append(id)
                Self.forget(&state)
            }
            admit(loaded.admission.session)
            return loaded
        }
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

    /// Grows with each change of the catalogue: this process's at once, others' when they are seen.
    var changes: (own: Int, others: Int64) {
        (catalogue.changes, state.withLock { $0.version })
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
            putAway(oldest, in: &state)
        }
    }

    private static func putAway(_ id: SessionID, in state: inout State) {
        state.recent.removeAll { $0 == id }
        state.away.removeAll { $0.session == nil }
        guard let session = state.sessions.removeValue(forKey: id) else { return }
        state.away.append(AwaySession(session: session))
    }

    // MARK: What happens

    func receive(_ announcement: Announcement) {
        switch announcement {
        case .sessionStarted(let id, let room):
            refresh(id, with: announcement)
            state.withLock { $0.live[room] = id }
            news.notify()
        case .sessionEnded(let id):
            hot.admit(id, if: false)
            refresh(id, with: announcement)
            state.withLock { state in state.live = state.live.filter { $0.value != id } }
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
        case .press(let id, _):
            cached(id)?.receive(announcement)
            queue.async { self.refresh(id) }
        }
    }

    private func warm(_ name: MediaName, _ location: Location?, _ id: SessionID) {
        guard let location, let session = cached(id)?.admission.session else { return }
        hot.add(name, location, of: session)
    }

    /// Takes over what the catalogue says of a session, and has it found by its words;
    /// `announcement` is what changed it.
    private func refresh(_ id: SessionID, with announcement: Announcement? = nil) {
        let isRead = perform("reading \(id)") {
            guard try !read(id, with: announcement), try catalogue.session(id)?.state == .live
            else { return }
            let loaded = try load(id)
            if let announcement { loaded?.receive(announcement) }
        }
        if !isRead {
            if let announcement { cached(id)?.receive(announcement) }
            state.withLock { _ = $0.unread.insert(id) }
        }
        queue.async {
            self.perform("indexing \(id)") { try Findable.update(id, in: self.catalogue) }
        }
    }

    /// Reads what is said of a session that is at hand; of two at once the later one reads later.
    /// False where it is not at hand.
    @discardableResult
    private func read(_ id: SessionID, with announcement: Announcement? = nil) throws -> Bool {
        try reading.withLock { _ in
            let known = state.withLock { state in
                [state.sessions[id]].compactMap(\.self)
                    + state.away.compactMap(\.session).filter { $0.id == id }
            }
            guard !known.isEmpty else { return false }
            let facts = try ShelvedSession.Facts(id, from: catalogue)
            for session in known { session.update(facts, with: announcement) }
            // Behind the update: what is written from now on is not kept ready any more.
            admit(facts.session)
            return true
        }
    }

    private func admit(_ session: Session) {
        hot.admit(session.id, if: session.visibility == .public && session.state == .live)
    }

    /// Another process may have changed anything: every session at hand is read again.
    private func look() {
        perform("watching the catalogue") {
            let version = try catalogue.dataVersion()
            let ids = state.withLock { state in
                if state.version != version {
                    state.unread.formUnion(state.sessions.keys)
                    state.unread.formUnion(state.away.compactMap { $0.session?.id })
                    state.version = version
                }
                defer { state.unread = [] }
                return state.unread
            }
            do {
                for id in ids { try read(id) }
            } catch {
                // What could not be read is read again.
                state.withLock { $0.unread.formUnion(ids) }
                throw error
            }
        }
    }

    /// Forgets a session that has ended: who asks for it later gets it from the catalogue, as
    /// every recording of old.
    private func putAway(_ id: SessionID) {
        queue.asyncAfter(deadline: .now() + LivePlaylist.settling) {
            self.state.withLock { state in
                guard !state.live.values.contains(id) else { return }
                Self.putAway(id, in: &state)
            }
        }
    }

    /// False where it failed.
    @discardableResult
    private func perform(_ action: String, _ body: () throws -> Void) -> Bool {
        do {
            try body()
            return true
        } catch {
            log("Failed \(action): \(error)")
            return false
        }
    }
}
