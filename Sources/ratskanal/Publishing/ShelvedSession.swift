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

        init(_ id: SessionID, from catalogue: Catalogue) throws {
            let contents = try catalogue.contents(of: id)
            session = contents.session
            agenda = contents.agenda
            publicity = contents.publicity
            markers = contents.markers
            persons = try catalogue.persons(on: nil)
        }
    }

    /// How far a marker of now may lie ahead of what is recorded: it belongs to frames that are
    /// on their way.
    private static let lead: TimeInterval = 10

    let id: SessionID
    let tracks: LiveTracks
    /// Told of each announcement.
    let news = Topic()
    private let state: Mutex<State>

    private struct State {
        var facts: Facts
        /// Whether frames are coming: then markers of now lie ahead of what is recorded.
        var isRunning = false
        /// What ingest said last of the gate, also where the disk does not know it yet.
        var isGateShut = false
        /// The next end of a date range that is known before its frames have come.
        var pendingRange: MediaTime?
        var prepared: [String: (source: RenderedPlaylist, response: PreparedResponse)] = [:]
    }

    init(_ facts: Facts, from catalogue: Catalogue) throws {
        let session = facts.session
        id = session.id
        let epochs = try catalogue.epochs(of: id)
        let names = Set(epochs.flatMap { $0.tracks.map(\.id) })
        var segments: [Segment] = []
        for track in names { segments += try catalogue.segments(of: id, track: track) }
        segments.sort { ($0.sequence, $0.track.rawValue) < ($1.sequence, $1.track.rawValue) }
        tracks = LiveTracks(
            session: id, key: session.visibility == .unlisted ? session.key : nil,
            epochs: epochs, segments: segments)
        if session.state == .ended { tracks.archive() }
        state = Mutex(State(facts: facts))
        updateDateRanges()
    }

    var facts: Facts { state.withLock { $0.facts } }
    var session: Session { facts.session }

    /// Takes what the catalogue says now.
    func update(_ facts: Facts) {
        let session = facts.session
        state.withLock { $0.facts = facts }
        tracks.update(key: session.visibility == .unlisted ? session.key : nil)
        updateDateRanges()
        news.notify()
    }

    /// Takes an announcement of this session; never blocks.
    func receive(_ announcement: Announcement) {
        tracks.receive(announcement)
        switch announcement {
        case .part, .epoch: state.withLock { $0.isRunning = true }
        case .gate(_, isClosed: true, _, _), .pause(_, isOn: true, _, _),
            .input(_, isConnected: false, _), .sessionEnded:
            state.withLock { $0.isRunning = false }
        default: break
        }
        if case .gate(_, let isClosed, _, _) = announcement {
            state.withLock { $0.isGateShut = isClosed }
        }
        switch announcement {
        case .epoch, .gate, .pause, .input, .sessionEnded: updateDateRanges()
        case .part:
            let pending = state.withLock { $0.pendingRange }
            if let pending, pending <= tracks.edge { updateDateRanges() }
        default: break
        }
        news.notify()
    }

    /// Whether the public is shut out now.
    var isGateClosed: Bool {
        session.state == .live && (state.withLock { $0.isGateShut } || timeline.isClosedAtEnd)
    }

    /// Everything that pages and answers show, as of now.
    func contents(roomName: String?) -> Pages.SessionContents {
        let facts = facts
        return Pages.SessionContents(
            session: facts.session, roomName: roomName, agenda: facts.agenda,
            publicity: facts.publicity, timeline: timeline, clock: tracks.clock,
            persons: facts.persons)
    }

    /// As far as the public may know it.
    var timeline: Timeline {
        let (facts, isRunning) = state.withLock { ($0.facts, $0.isRunning) }
        var clock = tracks.clock
        let recordedEnd = clock.end
        if isRunning, let last = clock.stretches.indices.last {
            let now = Date().timeIntervalSince(clock.stretches[last].wallStart) + Self.lead
            let end = clock.stretches[last].mediaStart + MediaTime(seconds: max(0, now))
            clock.stretches[last].mediaEnd = max(end, clock.stretches[last].mediaEnd)
        }
        return Timeline(
            agenda: facts.agenda, markers: facts.markers, clock: clock,
            isLive: facts.session.state == .live, publicity: facts.publicity,
            recordedEnd: recordedEnd)
    }

    /// A playlist ready to be sent, rendered and compressed once for all who ask for it.
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

    private func updateDateRanges() {
        let facts = facts
        let timeline = timeline
        let clock = tracks.clock
        let edge = tracks.edge
        var pending: MediaTime?
        func range(
            _ subject: DateRange.Subject, _ interval: MediaInterval, _ title: String
        ) -> DateRange? {
            guard let start = clock.wall(at: interval.start) else { return nil }
            var end = interval.end
            // Frames that are on their way may never come, and what was said of them stays
            // (RFC 8216bis §4.4.5.1).
            guard interval.start <= edge else {
                pending = min(interval.start, pending ?? interval.start)
                return nil
            }
            if let known = end, known > edge {
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
        state.withLock { $0.pendingRange = pending }
        tracks.update(dateRanges: ranges.sorted { $0.mediaStart < $1.mediaStart })
    }
}
