import Foundation

/// Takes events in order and turns them into intervals.
struct TimelineBuilder {
    /// A time without the public that goes on.
    private struct Passage {
        var at: MediaTime
        var since: Date
        var item: Int64?
        /// Whether no item has been opened in it yet.
        var isFresh: Bool
    }

    private let agenda: [AgendaItem]
    private let order: [Int64: Int]
    private let hidden: Set<Int64>

    private var open: [Int64: MediaTime] = [:]
    /// Non-public items that the gate's opening took from `open`; its closing brings them back.
    private var suspended: [Int64] = []
    private var own: [Int64: [MediaInterval]] = [:]
    private var running: Timeline.Speech?
    private var breakStart: MediaTime?
    private var passage: Passage?

    private var speeches: [Timeline.Speech] = []
    private var breaks: [MediaInterval] = []
    private var closed: [Timeline.Closed] = []
    private var votes: [Timeline.Vote] = []
    private var notes: [Timeline.Note] = []

    init(agenda: [AgendaItem], publicity: PublicityRule) {
        self.agenda = agenda
        order = Dictionary(
            agenda.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        hidden = Set(agenda.map(\.id).filter { !publicity.isPublic($0) })
    }

    mutating func take(_ event: TimelineEvent) {
        guard case .marker(let marker) = event.kind else {
            endSpeech(at: event.at)
            return
        }
        switch marker.kind {
        case .item: openItems(marker.items, event)
        case .speechStart: startSpeech(marker, at: event.at)
        case .speechEnd:
            if let running, Self.names(marker, running) { endSpeech(at: event.at) }
        case .breakStart:
            endSpeech(at: event.at)
            breakStart = breakStart ?? event.at
        case .breakEnd: endBreak(at: event.at)
        case .gateClose: closeGate(event)
        case .gateOpen: openGate(event)
        case .vote: vote(marker, at: event.at)
        case .note:
            notes.append(
                Timeline.Note(
                    id: marker.id, at: event.at, text: marker.text ?? "",
                    isPublic: marker.isPublic))
        }
    }

    /// The timeline; `end` is nil for a session that goes on.
    consuming func finish(at end: MediaTime?) -> Timeline {
        let left = inAgendaOrder(open.keys)
        let wasClosed = passage != nil
        for id in left { closeItem(id, at: end) }
        endSpeech(at: end)
        endBreak(at: end)
        if let passage { endPassage(passage, at: nil) }
        let children = Dictionary(grouping: agenda.filter { $0.parent != nil }, by: \.parent)
        let items = agenda.map { item in
            Timeline.ItemRanges(
                item: item.id, ranges: ranges(of: item.id, children: children, depth: 0),
                ownRanges: MediaInterval.joined(own[item.id] ?? []))
        }
        return Timeline(
            items: items, breaks: breaks, closed: closed, votes: votes, speeches: speeches,
            notes: notes, openAtEnd: left, isClosedAtEnd: wasClosed)
    }

    // MARK: Items

    private mutating func openItems(_ named: [Int64], _ event: TimelineEvent) {
        let next = Set(named.filter { order[$0] != nil })
        suspended = []
        for id in inAgendaOrder(open.keys) where !next.contains(id) {
            closeItem(id, at: event.at)
        }
        for id in next where open[id] == nil { open[id] = event.at }
        if !next.isDisjoint(with: hidden) { endSpeech(at: event.at) }
        changePassage(event)
    }

    private mutating func closeItem(_ id: Int64, at end: MediaTime?) {
        guard let start = open.removeValue(forKey: id), !hidden.contains(id), start != end else {
            return
        }
        own[id, default: []].append(MediaInterval(start: start, end: end))
    }

    /// The item that what happens now belongs to: the first on the agenda of those open.
    private var current: Int64? {
        let ids = inAgendaOrder(open.keys)
        return ids.first { hidden.contains($0) } ?? ids.first
    }

    private func inAgendaOrder(_ ids: some Sequence<Int64>) -> [Int64] {
        ids.sorted { order[$0] ?? .max < order[$1] ?? .max }
    }

    private func ranges(
        of id: Int64, children: [Int64?: [AgendaItem]], depth: Int
    ) -> [MediaInterval] {
        var all = own[id] ?? []
        // A source may name parents in a circle.
        if depth < 16 {
            for child in children[id] ?? [] {
                all += ranges(of: child.id, children: children, depth: depth + 1)
            }
        }
        return MediaInterval.joined(all)
    }

    // MARK: Speeches and breaks

    private mutating func startSpeech(_ marker: Marker, at time: MediaTime) {
        endSpeech(at: time)
        let item = current
        guard passage == nil, item.map({ !hidden.contains($0) }) ?? true else { return }
        running = Timeline.Speech(
            id: marker.id, person: marker.person, name: marker.name, role: marker.role,
            onBehalfOf: marker.onBehalfOf, item: item, start: time, end: nil)
    }

    private mutating func endSpeech(at end: MediaTime?) {
        guard var speech = running else { return }
        running = nil
        guard speech.start != end else { return }
        speech.end = end
        speeches.append(speech)
    }

    /// Whether an end of speech is meant for this speech; one that names nobody is meant for any.
    private static func names(_ marker: Marker, _ speech: Timeline.Speech) -> Bool {
        if let person = marker.person { return speech.person == person }
        if let name = marker.name { return speech.name == name }
        return true
    }

    private mutating func endBreak(at end: MediaTime?) {
        guard let start = breakStart else { return }
        breakStart = nil
        if start != end { breaks.append(MediaInterval(start: start, end: end)) }
    }

    private mutating func vote(_ marker: Marker, at time: MediaTime) {
        let item = marker.items.first ?? current
        guard passage == nil, item.map({ !hidden.contains($0) }) ?? true else { return }
        votes.append(Timeline.Vote(id: marker.id, at: time, item: item, text: marker.text))
    }

    // MARK: The gate

    private mutating func closeGate(_ event: TimelineEvent) {
        guard passage == nil else { return }
        endSpeech(at: event.at)
        for id in suspended { open[id] = event.at }
        suspended = []
        passage = Passage(at: event.at, since: event.wall, item: current, isFresh: true)
    }

    private mutating func openGate(_ event: TimelineEvent) {
        guard let passage else { return }
        endPassage(passage, at: event.wall)
        self.passage = nil
        suspended = inAgendaOrder(open.keys).filter(hidden.contains)
        for id in suspended { open[id] = nil }
    }

    /// Gives the rest of a closed passage to the item that was opened in it.
    ///
    /// The gate is closed for the sake of a non-public item, so the first one opened has the
    /// passage from its start on.
    private mutating func changePassage(_ event: TimelineEvent) {
        guard var passage, passage.item != current else { return }
        let isForNext = passage.isFresh && (current.map(hidden.contains) ?? false)
        if !isForNext || (passage.item.map(hidden.contains) ?? false) {
            endPassage(passage, at: event.wall)
            passage.since = event.wall
        }
        passage.item = current
        passage.isFresh = false
        self.passage = passage
    }

    private mutating func endPassage(_ passage: Passage, at end: Date?) {
        if let end, end <= passage.since { return }
        closed.append(
            Timeline.Closed(
                at: passage.at, wallStart: passage.since, wallEnd: end, item: passage.item))
    }
}
