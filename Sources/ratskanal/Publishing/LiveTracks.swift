import Agenda
import Foundation
import Playlist
import Recording
import Synchronization

/// A live session as serve knows it: fed by announcements, asked by requests, never by way of the
/// catalogue.
///
/// Each playlist is rendered once an announcement, whole and as delta updates, when the first one
/// asks for it.
final class LiveTracks: Sendable {
    let session: SessionID
    private let state: Mutex<State>

    private struct State {
        var key: String?
        var epochs: [Epoch] = []
        /// In the order in which they appeared; seldom more than two.
        var tracks: [LiveTrack] = []
        var dateRanges: [DateRange] = []
        var isEnded = false
        /// Nobody is left who has its playlist as EVENT, which is never taken back.
        var isArchived = false
        /// Until when delta updates would keep from players what changed in the text that they
        /// leave out.
        var unsettledUntil: ContinuousClock.Instant?

        mutating func unsettle(at now: ContinuousClock.Instant) {
            unsettledUntil = now + .seconds(DeltaUpdate.boundary)
        }
    }

    /// - Parameters:
    ///   - key: The key of an unlisted session, which then stands on every URI.
    ///   - epochs: What the catalogue has, in order.
    ///   - segments: Of all tracks, in order of their sequence numbers; parts where known.
    ///   - now: What was in memory alone is forgotten since then.
    init(
        session: SessionID, key: String? = nil, epochs: [Epoch] = [], segments: [Segment] = [],
        at now: ContinuousClock.Instant = .now
    ) {
        self.session = session
        var start = State(key: key)
        if !segments.isEmpty { start.unsettle(at: now) }
        for epoch in epochs {
            Self.begin(epoch, in: &start)
            for segment in segments where segment.epoch == epoch.number {
                Self.take(segment, in: &start)
            }
        }
        state = Mutex(start)
    }

    // MARK: What happens

    /// Takes an announcement; those of other sessions are passed over.
    func receive(_ announcement: Announcement) {
        state.withLock { state in
            switch announcement {
            case .epoch(session, let epoch):
                Self.begin(epoch, in: &state)
            case .part(session, let track, let epoch, let sequence, let part, let bytes):
                Self.change(track, in: &state) { live in
                    live.append(part, sequence: sequence, epoch: epoch, bytes: bytes)
                }
            case .segment(session, let segment):
                Self.change(segment.track, in: &state) { $0.end(segment) }
            case .sessionStarted(session, _):
                Self.setEnded(false, in: &state)
            case .sessionEnded(session):
                Self.setEnded(true, in: &state)
            default:
                return
            }
            // Every playlist reports how far its siblings are.
            for index in state.tracks.indices { state.tracks[index].forgetRendered() }
        }
    }

    /// Takes the session for one that ended some time ago: its playlist is VOD from now on.
    func archive() {
        state.withLock { state in
            Self.setEnded(true, in: &state)
            state.isArchived = true
        }
    }

    /// Takes what players are told of items and speeches, public ones alone, and the key that
    /// stands on every URI: both at once, as they belong together.
    func update(
        key: String?, dateRanges: [DateRange], at now: ContinuousClock.Instant = .now
    ) {
        state.withLock { state in
            if state.key != key {
                state.key = key
                state.unsettle(at: now)
                for index in state.tracks.indices { state.tracks[index].setKey(key) }
            }
            guard state.dateRanges != dateRanges else { return }
            state.dateRanges = dateRanges
            for index in state.tracks.indices {
                state.tracks[index].note(dateRanges, at: now)
                state.tracks[index].forgetRendered()
            }
        }
    }

    private static func begin(_ epoch: Epoch, in state: inout State) {
        guard epoch.number > state.epochs.last?.number ?? 0 else { return }
        state.epochs.append(epoch)
        for track in epoch.tracks where !state.tracks.contains(where: { $0.id == track.id }) {
            var live = LiveTrack(track.id, key: state.key)
            for earlier in state.epochs.dropLast() { live.begin(earlier) }
            state.tracks.append(live)
        }
        for index in state.tracks.indices { state.tracks[index].begin(epoch) }
        state.isEnded = false
        state.isArchived = false
    }

    private static func take(_ segment: Segment, in state: inout State) {
        change(segment.track, in: &state) { live in
            guard segment.isOpen else { return live.end(segment) }
            for part in segment.parts where part.location != nil {
                live.append(part, sequence: segment.sequence, epoch: segment.epoch, bytes: [])
            }
        }
    }

    private static func setEnded(_ isEnded: Bool, in state: inout State) {
        state.isEnded = isEnded
        if !isEnded { state.isArchived = false }
        for index in state.tracks.indices { state.tracks[index].setEnded(isEnded) }
    }

    private static func change(
        _ track: TrackID, in state: inout State, _ body: (inout LiveTrack) -> Void
    ) {
        guard let index = state.tracks.firstIndex(where: { $0.id == track }) else { return }
        body(&state.tracks[index])
    }

    // MARK: What is asked

    /// A media playlist, or nil where there is no such track.
    ///
    /// - Parameter delta: A delta update is given where one is to be had, else the whole.
    func playlist(
        _ track: TrackID, _ view: LivePlaylist.View, _ delta: DeltaUpdate? = nil,
        at now: ContinuousClock.Instant = .now
    ) -> RenderedPlaylist? {
        state.withLock { state in
            guard let index = state.tracks.firstIndex(where: { $0.id == track }) else { return nil }
            var delta = delta
            if state.isEnded || state.unsettledUntil.map({ now < $0 }) ?? false { delta = nil }
            if let ready = state.tracks[index].rendered(view, delta, at: now) { return ready }
            if view == .event, state.isArchived {
                return state.tracks[index].renderComplete(
                    epochs: state.epochs, dateRanges: state.dateRanges)
            }
            let reports = state.tracks.compactMap(\.playlist.report)
            return state.tracks[index].render(
                view, delta, dateRanges: state.dateRanges, reports: reports, at: now)
        }
    }

    /// Whether a blocking reload is answered now, or nil where there is no such track.
    func answer(_ reload: BlockingReload, of track: TrackID) -> BlockingReload.Answer? {
        state.withLock { state in
            state.tracks.first { $0.id == track }?.playlist.answer(reload)
        }
    }

    /// The bit rates measured of a track so far.
    func rate(of track: TrackID) -> BitRate {
        state.withLock { state in
            state.tracks.first { $0.id == track }?.playlist.rate ?? BitRate()
        }
    }

    /// `ftyp` and `moov` of a track in an epoch.
    func initSection(of track: TrackID, epoch: Int) -> [UInt8]? {
        state.withLock { state in
            let known = state.epochs.first { $0.number == epoch }
            return known?.tracks.first { $0.id == track }?.initSection
        }
    }

    /// A segment that is complete, by its URL's numbers; nil where there is none.
    func segment(_ sequence: Int, epoch: Int, of track: TrackID) -> LiveMedia? {
        state.withLock { state in
            state.tracks.first { $0.id == track }?.segment(sequence, epoch: epoch)
        }
    }

    /// A part by its URL's numbers.
    func part(_ index: Int, of sequence: Int, epoch: Int, track: TrackID) -> LivePart {
        state.withLock { state in
            state.tracks.first { $0.id == track }?.part(index, of: sequence, epoch: epoch) ?? .none
        }
    }

    /// The room's multivariant playlist, which stands elsewhere, or the session's own.
    ///
    /// Nil before the first epoch.
    func multivariant(_ view: LivePlaylist.View) -> [UInt8]? {
        state.withLock { state in
            let base = view == .sliding ? "/sessions/\(session)/" : ""
            let renditions = state.tracks.compactMap { live -> MultivariantPlaylist.Rendition? in
                let known = state.epochs.compactMap { epoch in
                    epoch.tracks.first { $0.id == live.id }
                }
                guard let latest = known.last else { return nil }
                var codecs: [String] = []
                for track in known where !codecs.contains(track.codec) {
                    codecs.append(track.codec)
                }
                return MultivariantPlaylist.Rendition(
                    track: latest, codecs: codecs, uri: "\(base)\(live.id)/\(view.rawValue)",
                    rate: live.playlist.rate)
            }
            guard !renditions.isEmpty else { return nil }
            return MultivariantPlaylist(
                renditions, isLive: !state.isEnded, key: state.key
            ).bytes
        }
    }

    /// How media time and the wall clock relate, up to the live edge, where that is, and `reach`.
    var position: (clock: WallClock, edge: MediaTime, reach: MediaTime) {
        state.withLock { state in
            let edge = Self.edge(of: state)
            let ends = state.epochs.dropFirst().map(\.mediaStart) + [edge]
            let clock = WallClock(
                stretches: zip(state.epochs, ends).map { epoch, end in
                    WallClock.Stretch(
                        epoch: epoch.number, mediaStart: epoch.mediaStart,
                        mediaEnd: max(epoch.mediaStart, end),
                        wallStart: epoch.wallStart)
                })
            return (clock, edge, Self.reach(of: state))
        }
    }

    /// Where the recording has got to: the latest end of any track.
    var edge: MediaTime { state.withLock { Self.edge(of: $0) } }

    /// Up to where every track has media.
    var reach: MediaTime { state.withLock { Self.reach(of: $0) } }

    var isEnded: Bool { state.withLock { $0.isEnded } }

    private static func edge(of state: State) -> MediaTime {
        let ends = state.tracks.compactMap { $0.playlist.segments.last?.end.mediaTime }
        return ends.max() ?? state.epochs.last?.mediaStart ?? .zero
    }

    private static func reach(of state: State) -> MediaTime {
        state.tracks.compactMap { $0.playlist.segments.last?.end.mediaTime }.min() ?? .zero
    }
}
