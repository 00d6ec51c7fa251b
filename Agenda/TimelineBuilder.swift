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
        /// What was opened in it, and is shown from its end on at the earliest.
        var opened: Set<Int64> = []
        var isCounted: Bool
        /// Whether an entry of it stands in the timeline.
        var isEntered = false
    }

    private let agenda: [AgendaItem]
    private let order: [Int64: Int]
    private let hidden: Set<Int64>

    /// Where the recording has got to.
    private let recordedEnd: MediaTime

    private var open: Set<Int64> = []
    /// From when on what is open is shown; in a break nothing is.
    private var shown: [Int64: MediaTime] = [:]
    /// Non-public items that the gate's opening took from `open`; its closing brings them back.
    private var suspended: [Int64] = []
    private var own: [Int64: [MediaInterval]] = [:]
    private var running: Timeline.Speech?
    private var breakStart: TimelineEvent?
    /// Where breaks ended what was shown: nothing is joined over these.
    private var seams: Set<MediaTime> = []
    private var passage: Passage?
    private var takenUnseen: Set<Int64> = []

    private var speeches: [Timeline.Speech] = []
    private var breaks: [Timeline.Break] = []
    private var closed: [Timeline.Closed] = []
    private var votes: [Timeline.Vote] = []
    private var notes: [Timeline.Note] = []

    init(agenda: [AgendaItem], publicity: PublicityRule, recordedEnd: MediaTime) {
        self.agenda = agenda
        self.recordedEnd = recordedEnd
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
        case .speechStart: startSpeech(marker, event)
        case .speechEnd:
            if let running, Self.names(marker, running) { endSpeech(at: event.at) }
        case .breakStart: startBreak(event)
        case .breakEnd: endBreak(marker, event)
        case .gateClose: closeGate(event)
        case .gateOpen: openGate(event)
        case .vote: vote(marker, event)
        case .note:
            notes.append(
                Timeline.Note(
                    id: marker.id, at: event.at, text: marker.text ?? "",
                    isPublic: marker.isPublic && passage == nil && !event.isBehindGate))
        }
    }

    /// The timeline; `end` is nil for a session that goes on.
    consuming func finish(at end: MediaTime?) -> Timeline {
        let left = inAgendaOrder(open)
        let isClosed = passage != nil || !open.isDisjoint(with: hidden)
        for id in left { closeItem(id, at: end) }
        endSpeech(at: end)
        let breakAtEnd = end == nil ? runningBreak(isOver: false) : nil
        if let last = breakAtEnd ?? runningBreak(isOver: true) { breaks.append(last) }
        if let passage { endPassage(passage, at: nil) }
        let children = Dictionary(grouping: agenda.filter { $0.parent != nil }, by: \.parent)
        let items = agenda.map { item in
            Timeline.ItemRanges(
                item: item.id, ranges: ranges(of: item.id, children: children, depth: 0),
                ownRanges: MediaInterval.joined(own[item.id] ?? [], exceptAt: seams))
        }
        return Timeline(
            items: items, breaks: breaks, closed: closed, votes: votes, speeches: speeches,
            notes: notes, takenUnseen: withParents(takenUnseen), openAtEnd: left,
            isClosedAtEnd: isClosed, breakAtEnd: breakAtEnd)
    }

    // MARK: Items

    private mutating func openItems(_ named: [Int64], _ event: TimelineEvent) {
        let next = Set(named.filter { order[$0] != nil })
        suspended = []
        for id in inAgendaOrder(open.subtracting(next)) { closeItem(id, at: event.at) }
        for id in next.subtracting(open) {
            openItem(id, at: event.at)
            passage?.opened.insert(id)
        }
        if !next.isDisjoint(with: hidden) { endSpeech(at: event.at) }
        changePassage(event)
    }

    private mutating func openItem(_ id: Int64, at start: MediaTime) {
        open.insert(id)
        if breakStart == nil { shown[id] = start }
    }

    private mutating func closeItem(_ id: Int64, at end: MediaTime?) {
        if breakStart != nil, !hidden.contains(id) { takenUnseen.insert(id) }
        endShowing(id, at: end)
        open.remove(id)
    }

    private mutating func endShowing(_ id: Int64, at end: MediaTime?) {
        guard let start = shown.removeValue(forKey: id), !hidden.contains(id), start != end,
            !(passage?.isCounted ?? false && passage?.opened.contains(id) ?? false)
        else { return }
        own[id, default: []].append(MediaInterval(start: start, end: end))
    }

    /// The item that what happens now belongs to: the first on the agenda of those open.
    private var current: Int64? {
        let ids = inAgendaOrder(open)
        return ids.first { hidden.contains($0) } ?? ids.first
    }

    private func inAgendaOrder(_ ids: some Sequence<Int64>) -> [Int64] {
        ids.sorted { order[$0] ?? .max < order[$1] ?? .max }
    }

    private func withParents(_ ids: Set<Int64>) -> Set<Int64> {
        guard !ids.isEmpty else { return ids }
        let parents = Dictionary(
            agenda.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
        var all = ids
        for id in ids {
            var above = parents[id] ?? nil
            while let parent = above, all.insert(parent).inserted { above = parents[parent] ?? nil }
        }
        return all
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
        return MediaInterval.joined(all, exceptAt: seams)
    }

    // MARK: Speeches and breaks

    private mutating func startSpeech(_ marker: Marker, _ event: TimelineEvent) {
        endSpeech(at: event.at)
        let item = current
        guard isPublic(item, event) else { return }
        running = Timeline.Speech(
            id: marker.id, person: marker.person, name: marker.name, role: marker.role,
            onBehalfOf: marker.onBehalfOf, item: item, start: event.at, end: nil)
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

    private mutating func startBreak(_ event: TimelineEvent) {
        endSpeech(at: event.at)
        guard breakStart == nil else { return }
        breakStart = event
        for id in open { endShowing(id, at: event.at) }
    }

    /// What was open goes on, unless the marker says what does instead.
    private mutating func endBreak(_ marker: Marker, _ event: TimelineEvent) {
        if let start = breakStart {
            let done = Timeline.Break(
                start: start, end: event.at, wallEnd: event.wall, isOver: true,
                isCounted: start.counter != nil || event.counter != nil)
            breakStart = nil
            for id in open { shown[id] = event.at }
            // Before the picture came back there is nothing of a speech to be seen.
            if case .dark = done { running?.start = event.at }
            if let done {
                breaks.append(done)
                seams.insert(start.at)
            }
        }
        if !marker.items.isEmpty { openItems(marker.items, event) }
    }

    private func runningBreak(isOver: Bool) -> Timeline.Break? {
        breakStart.flatMap { start in
            Timeline.Break(
                start: start, end: recordedEnd, wallEnd: nil, isOver: isOver,
                isCounted: start.counter != nil)
        }
    }

    private mutating func vote(_ marker: Marker, _ event: TimelineEvent) {
        let item = marker.items.first ?? current
        guard isPublic(item, event) else { return }
        votes.append(Timeline.Vote(id: marker.id, at: event.at, item: item, text: marker.text))
    }

    /// Whether what was said on an item, or on none, may be known.
    private func isPublic(_ item: Int64?, _ event: TimelineEvent) -> Bool {
        passage == nil && !event.isBehindGate && item.map { !hidden.contains($0) } ?? true
    }

    // MARK: The gate

    private mutating func closeGate(_ event: TimelineEvent) {
        guard passage == nil else { return }
        endSpeech(at: event.at)
        for id in suspended { openItem(id, at: event.at) }
        suspended = []
        passage = Passage(
            at: event.at, since: event.wall, item: current, isFresh: true,
            isCounted: event.counter != nil)
    }

    private mutating func openGate(_ event: TimelineEvent) {
        guard let passage else { return }
        // A clock that was set back meanwhile does not make it none.
        let wall = passage.isCounted ? max(event.wall, passage.since) : event.wall
        endPassage(passage, at: wall, isLast: passage.isCounted && !passage.isEntered)
        self.passage = nil
        suspended = inAgendaOrder(open).filter(hidden.contains)
        for id in suspended { closeItem(id, at: event.at) }
        for id in passage.opened where passage.isCounted && shown[id] != nil {
            shown[id] = event.at
        }
    }

    /// Gives the rest of a closed passage to the item that was opened in it.
    ///
    /// The gate is closed for the sake of a non-public item, so the first one opened has the
    /// passage from its start on.
    private mutating func changePassage(_ event: TimelineEvent) {
        guard var passage, passage.item != current else { return }
        let isForNext = passage.isFresh && (current.map(hidden.contains) ?? false)
        if !isForNext || (passage.item.map(hidden.contains) ?? false) {
            passage.isEntered = endPassage(passage, at: event.wall) || passage.isEntered
            passage.since = event.wall
        }
        passage.item = current
        passage.isFresh = false
        self.passage = passage
    }

    /// Returns whether it was long enough to be told.
    @discardableResult
    private mutating func endPassage(
        _ passage: Passage, at end: Date?, isLast: Bool = false
    ) -> Bool {
        if let end, end <= passage.since, !isLast { return false }
        closed.append(
            Timeline.Closed(
                at: passage.at, wallStart: passage.since, wallEnd: end, item: passage.item))
        return true
    }
}
