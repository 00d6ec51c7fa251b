import Agenda
import Foundation
import HTTP
import Pages
import Playlist
import Recording
import Storage
import Synchronization

/// One session as serve has it at hand: its media's index, and what is said about it.
final class ShelvedSession: Sendable {
    /// What the catalogue says, without the media.
    struct Facts: Sendable {
        var session: Session
        var agenda: [AgendaItem]
        var publicity: PublicityRule
        var markers: [Marker]
        var persons: [Person]
        var gateDelay: TimeInterval
        /// What the wall clock said at which media time, by the epoch.
        var pairs: [Int: [WallClock.Pair]]

        init(_ id: SessionID, from catalogue: Catalogue) throws {
            let contents = try catalogue.contents(of: id)
            session = contents.session
            agenda = contents.agenda
            publicity = contents.publicity
            markers = contents.markers
            gateDelay = contents.gateDelay
            pairs = Dictionary(
                contents.clock.stretches.map { ($0.epoch, $0.pairs) },
                uniquingKeysWith: { first, _ in first })
            persons = try catalogue.persons(on: nil)
        }
    }

    /// Its media as the catalogue has them.
    struct Media: Sendable {
        var epochs: [Epoch]
        /// Of all tracks, in order of their sequence numbers.
        var segments: [Segment] = []

        init(of id: SessionID, from catalogue: Catalogue) throws {
            epochs = try catalogue.epochs(of: id)
            for track in Set(epochs.flatMap { $0.tracks.map(\.id) }) {
                segments += try catalogue.segments(of: id, track: track)
            }
            segments.sort { ($0.sequence, $0.track.rawValue) < ($1.sequence, $1.track.rawValue) }
        }
    }

    let id: SessionID
    let tracks: LiveTracks
    /// Told of each announcement.
    let news = Topic()
    /// Each change is made under its lock together with all that follows from it, the tracks'
    /// playlists too: what was computed earlier never comes after what was computed later.
    private let state: Mutex<State>

    private let told = Atomic<Int>(0)

    private struct State {
        var facts: Facts
        var admission = 0
        /// Whether frames are coming: then markers of now lie ahead of what is recorded.
        var isRunning = false
        /// What shut or opened the room, as far as the catalogue does not have it yet.
        var presses: [Marker] = []
        /// Up to which press the room has said what it did.
        var lastPress: Int64
        /// The next end of a date range that is known before its frames have come.
        var pendingRange: MediaTime?
        var prepared: [String: (source: RenderedPlaylist, response: PreparedResponse)] = [:]

        init(_ facts: Facts) {
            self.facts = facts
            lastPress = facts.markers.compactMap(\.stamp?.counter).max() ?? 0
        }

        /// The catalogue has an opening before anything else has it: while a session is live, it is
        /// none before the room says so.
        mutating func take(_ new: Facts) {
            facts = new
            if new.session.state == .live {
                facts.markers.removeAll {
                    $0.kind == .gateOpen && $0.stamp?.counter ?? 0 > lastPress
                }
            }
            forgetKnownPresses()
        }

        /// What the catalogue has by now is among the facts: presses come to it in their order,
        /// other marks before them or after.
        mutating func forgetKnownPresses() {
            let kinds: Set<MarkerKind> = [.gateClose, .gateOpen, .breakStart, .breakEnd]
            let known =
                facts.markers.filter { kinds.contains($0.kind) }
                .compactMap(\.stamp?.counter).max() ?? 0
            presses.removeAll { $0.stamp?.counter ?? 0 <= known }
        }
    }

    init(_ facts: Facts, media: Media) {
        let session = facts.session
        id = session.id
        tracks = LiveTracks(
            session: id, key: session.visibility == .unlisted ? session.key : nil,
            epochs: media.epochs, segments: media.segments)
        if session.state == .ended { tracks.archive() }
        state = Mutex(State(facts))
        state.withLock { publish(&$0) }
    }

    /// What is said of it now.
    var snapshot: SessionSnapshot {
        // The timeline is made behind the lock: announcements need not wait for it.
        let (state, position) = state.withLock { ($0, tracks.position) }
        return Self.snapshot(state, position.clock, edge: position.edge)
    }

    /// Who may see it, and a number that grows whenever that changes.
    var admission: (session: Session, number: Int) {
        state.withLock { ($0.facts.session, $0.admission) }
    }

    /// Grows with all that is said of it, after it is in force.
    var generation: Int { told.load(ordering: .acquiring) }

    /// Takes what the catalogue says now, which must have been read after what was taken before;
    /// `announcement` is what it says it of.
    func update(_ facts: Facts, with announcement: Announcement? = nil) {
        state.withLock { state in
            let (old, new) = (state.facts.session, facts.session)
            if (old.visibility, old.key, old.room) != (new.visibility, new.key, new.room) {
                state.admission += 1
            }
            state.take(facts)
            if let announcement { take(announcement, in: &state) }
            publish(&state)
            told.add(1, ordering: .releasing)
        }
        news.notify()
    }

    /// Takes an announcement of this session; never waits for a disk.
    func receive(_ announcement: Announcement) {
        state.withLock { state in
            take(announcement, in: &state)
            switch announcement {
            case .epoch, .press, .input, .sessionEnded: publish(&state)
            case .part:
                if let pending = state.pendingRange, pending <= tracks.reach { publish(&state) }
            default: break
            }
            told.add(1, ordering: .releasing)
        }
        news.notify()
    }

    private func take(_ announcement: Announcement, in state: inout State) {
        tracks.receive(announcement)
        switch announcement {
        case .part, .epoch: state.isRunning = true
        case .input(_, isConnected: false, _), .sessionEnded: state.isRunning = false
        case .press(_, let marker):
            if marker.kind == .gateClose || marker.kind == .breakStart { state.isRunning = false }
            state.presses.append(marker)
            state.lastPress = max(state.lastPress, marker.stamp?.counter ?? 0)
            state.forgetKnownPresses()
        default: break
        }
    }

    private static func snapshot(
        _ state: State, _ clock: WallClock, edge: MediaTime
    ) -> SessionSnapshot {
        SessionSnapshot(
            state.facts, admission: state.admission, clock: clock, edge: edge,
            isRunning: state.isRunning, presses: state.presses)
    }

    /// A playlist ready to be sent, rendered and compressed once for all who ask for it.
    ///
    /// - Parameter kind: Stands for `headers`: the same kind has the same ones.
    func prepared(
        _ track: TrackID, _ view: LivePlaylist.View, _ delta: DeltaUpdate?, headers: Headers,
        kind: String
    ) -> PreparedResponse? {
        guard let source = tracks.playlist(track, view, delta) else { return nil }
        let key = "\(track)/\(view.rawValue)/\(source.delta?.rawValue ?? "")/\(kind)"
        if let known = state.withLock({ $0.prepared[key] }), known.source === source {
            return known.response
        }
        var response = Response(.ok, headers, body: .bytes(source.bytes))
        response.allowsAnyOrigin = true
        let prepared = PreparedResponse(response)
        state.withLock { $0.prepared[key] = (source, prepared) }
        return prepared
    }

    private func publish(_ state: inout State) {
        let position = tracks.position
        let snapshot = Self.snapshot(state, position.clock, edge: position.edge)
        let (ranges, pending) = Self.dateRanges(of: snapshot, upTo: position.reach)
        state.pendingRange = pending
        tracks.update(key: snapshot.key, dateRanges: ranges)
    }

    /// What players are told, of each track the same, and the next moment from which on it will be
    /// something else. What was said of frames that never came would have to be taken back: nothing
    /// is told before every track has reached it.
    private static func dateRanges(
        of snapshot: SessionSnapshot, upTo reach: MediaTime
    ) -> (ranges: [DateRange], pending: MediaTime?) {
        let (facts, timeline) = (snapshot.facts, snapshot.timeline)
        let clock = snapshot.clock
        var pending: MediaTime?
        func range(
            _ subject: DateRange.Subject, _ interval: MediaInterval, _ title: String
        ) -> DateRange? {
            guard let start = clock.wall(at: interval.start) else { return nil }
            var end = interval.end
            // What was said stays (RFC 8216bis §4.4.5.1).
            guard interval.start < reach else {
                pending = min(interval.start, pending ?? interval.start)
                return nil
            }
            if let known = end,
                snapshot.isAtRest ? known > snapshot.edge : known >= reach
            {
                pending = min(known, pending ?? known)
                end = nil
            }
            return DateRange(
                subject: subject, mediaStart: interval.start, start: start,
                end: end.flatMap(clock.wall(endingAt:)), title: title)
        }
        var ranges: [DateRange] = []
        for item in facts.agenda where facts.publicity.isPublic(item.id) {
            let number = item.number.isEmpty ? "" : "TOP \(item.number) "
            for interval in timeline.ranges(of: item.id)?.ownRanges ?? [] {
                if let range = range(.item(item.id), interval, number + item.title) {
                    ranges.append(range)
                }
            }
        }
        for speech in timeline.speeches {
            let person = facts.persons.first { $0.id == speech.person }
            let name = person?.name ?? speech.name ?? ""
            if let range = range(.speech(speech.id), speech.interval, name) { ranges.append(range) }
        }
        return (ranges.sorted { $0.mediaStart < $1.mediaStart }, pending)
    }
}
