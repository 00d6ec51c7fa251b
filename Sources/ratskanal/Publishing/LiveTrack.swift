import Playlist
import Recording

/// One track of a live session: its playlist, what of it is in memory alone, and what is
/// rendered.
struct LiveTrack: Sendable {
    private struct PartName: Hashable {
        var sequence: Int
        var index: Int
    }

    private struct TextName: Hashable {
        var view: LivePlaylist.View
        var delta: DeltaUpdate?
    }

    let id: TrackID
    private(set) var playlist: LivePlaylist
    /// The parts of the open segment and of those that wait to be stored, and of segments that
    /// could not be stored as long as playlists list them.
    private var memory: [PartName: [UInt8]] = [:]
    private var ready: [TextName: RenderedPlaylist] = [:]
    private var ledgers: [LivePlaylist.View: DateRangeLedger] = [:]

    init(_ id: TrackID, key: String?) {
        self.id = id
        playlist = LivePlaylist(track: id, address: MediaAddress(key: key))
    }

    // MARK: What happens

    mutating func begin(_ epoch: Epoch) {
        playlist.begin(epoch)
    }

    mutating func append(_ part: Part, sequence: Int, epoch: Int, bytes: [UInt8]) {
        playlist.append(part, sequence: sequence, epoch: epoch)
        if !bytes.isEmpty {
            memory[PartName(sequence: sequence, index: part.index)] = bytes
        }
        forgetSettled()
    }

    /// A segment is complete. Its parts keep what was announced of them.
    mutating func end(_ segment: Segment) {
        var complete = segment
        // From the catalogue a part that was never stored comes without its bytes.
        complete.parts.removeAll { part in
            part.location == nil
                && memory[PartName(sequence: segment.sequence, index: part.index)] == nil
        }
        if complete.parts.count != segment.parts.count { complete.parts = [] }
        playlist.end(complete)
        if segment.location != nil {
            memory = memory.filter { $0.key.sequence != segment.sequence }
        }
        forgetSettled()
    }

    mutating func setEnded(_ isEnded: Bool) {
        playlist.isEnded = isEnded
        forgetRendered()
    }

    mutating func setKey(_ key: String?) {
        playlist.setKey(key)
        forgetRendered()
    }

    /// Takes down which date ranges came and went.
    mutating func note(_ dateRanges: [DateRange], at now: ContinuousClock.Instant) {
        for view in LivePlaylist.View.allCases {
            let shown = playlist.shown(dateRanges, in: view)
            ledgers[view, default: DateRangeLedger()].show(shown, at: now)
        }
    }

    mutating func forgetRendered() {
        ready = [:]
    }

    private mutating func forgetSettled() {
        guard !memory.isEmpty else { return }
        memory = memory.filter {
            playlist.segment(sequence: $0.key.sequence)?.parts.isEmpty == false
        }
    }

    // MARK: What is asked

    /// What is rendered already and still holds.
    func rendered(
        _ view: LivePlaylist.View, _ delta: DeltaUpdate?, at now: ContinuousClock.Instant
    ) -> RenderedPlaylist? {
        guard let known = ready[TextName(view: view, delta: delta)] else { return nil }
        return known.expiry.map { $0 < now } ?? false ? nil : known
    }

    mutating func render(
        _ view: LivePlaylist.View, _ delta: DeltaUpdate?, dateRanges: [DateRange],
        reports: [RenditionReport], at now: ContinuousClock.Instant
    ) -> RenderedPlaylist {
        // Ranges slide out as segments do; and whoever has the whole text has these ranges too.
        let shown = playlist.shown(dateRanges, in: view)
        ledgers[view, default: DateRangeLedger()].show(shown, at: now)
        let ledger = ledgers[view, default: DateRangeLedger()]
        let bytes: [UInt8]? =
            switch delta {
            case nil: playlist.bytes(view, dateRanges: shown, reports: reports)
            case .segments: playlist.delta(view, dateRanges: shown, reports: reports)
            case .dateRanges:
                playlist.delta(
                    view, dateRanges: ledger.recent(at: now),
                    removed: ledger.removedLately(at: now), reports: reports)
            }
        guard let bytes else {
            return rendered(view, nil, at: now)
                ?? render(view, nil, dateRanges: dateRanges, reports: reports, at: now)
        }
        let rendered = RenderedPlaylist(
            bytes: bytes, delta: delta,
            expiry: delta == .dateRanges ? ledger.expiry(at: now) : nil)
        ready[TextName(view: view, delta: delta)] = rendered
        return rendered
    }

    /// The whole session, of which nothing more comes.
    mutating func renderComplete(epochs: [Epoch], dateRanges: [DateRange]) -> RenderedPlaylist {
        let complete = MediaPlaylist(
            epochs: epochs, segments: playlist.segments, dateRanges: dateRanges,
            address: playlist.address)
        let rendered = RenderedPlaylist(bytes: complete.bytes)
        ready[TextName(view: .event)] = rendered
        return rendered
    }

    func segment(_ sequence: Int, epoch: Int) -> LiveMedia? {
        guard let segment = playlist.segment(sequence: sequence), segment.epoch == epoch,
            !segment.isOpen
        else { return nil }
        if let location = segment.location { return .stored(location) }
        var bytes: [UInt8] = []
        for part in segment.parts {
            guard let more = memory[PartName(sequence: sequence, index: part.index)]
            else { return nil }
            bytes += more
        }
        return bytes.isEmpty ? nil : .memory(bytes)
    }

    func part(_ index: Int, of sequence: Int, epoch: Int) -> LivePart {
        if let hint = playlist.hint, hint == (epoch, sequence, index) { return .later }
        guard let segment = playlist.segment(sequence: sequence), segment.epoch == epoch,
            let part = segment.parts.first(where: { $0.index == index })
        else { return .none }
        if let location = part.location { return .ready(.stored(location)) }
        guard let bytes = memory[PartName(sequence: sequence, index: index)] else { return .none }
        return .ready(.memory(bytes))
    }
}
