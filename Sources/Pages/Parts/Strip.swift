import Agenda

/// A session's timeline in one bar: items as blocks, breaks as dashes, or as two bars where nothing
/// was recorded, closed passages as hatch.
struct Strip {
    enum Kind: String {
        case item
        case pause = "break"
        case darkPause = "dark-break"
        case closed
        case plain
    }

    struct Block {
        var kind: Kind
        var start: MediaTime
        var end: MediaTime
        /// The printed number beneath it, if there is room.
        var label: String = ""
        var isCurrent = false
    }

    var blocks: [Block]
    var start: MediaTime
    var end: MediaTime

    /// The bar of a whole session.
    ///
    /// A closed passage and a dark break take no media time; they get a width of their own so that
    /// they can be seen.
    init(_ contents: SessionContents, pointShare: Double = 0.02) {
        start = .zero
        end = max(contents.end, MediaTime(ticks: 1))
        var cuts: [(at: MediaTime, label: String, item: Int64)] = []
        for entry in contents.timeline.items {
            guard let item = contents.item(entry.item) else { continue }
            for range in entry.ownRanges where contents.isPublic(item.id) {
                cuts.append((range.start, item.number, item.id))
            }
        }
        cuts.sort { $0.at < $1.at }
        let open = Set(contents.leaves(of: contents.openNow))
        var blocks: [Block] = []
        if let first = cuts.first?.at, first > .zero {
            blocks.append(Block(kind: .plain, start: .zero, end: first))
        }
        for (index, cut) in cuts.enumerated() {
            let next = index + 1 < cuts.count ? cuts[index + 1].at : end
            guard next > cut.at else { continue }
            // After a break the same item goes on.
            let goesOn = index > 0 && cuts[index - 1].item == cut.item
            blocks.append(
                Block(
                    kind: .item, start: cut.at, end: next, label: goesOn ? "" : cut.label,
                    isCurrent: open.contains(cut.item)))
        }
        if cuts.isEmpty { blocks = [Block(kind: .plain, start: .zero, end: end)] }
        let width = MediaTime(ticks: max(1, Int64(Double(end.ticks) * pointShare)))
        let latest = MediaTime(ticks: max(0, end.ticks - width.ticks))
        for pause in contents.timeline.breaks {
            switch pause {
            case .range(let range):
                blocks = Self.cut(
                    blocks, with: Block(kind: .pause, start: range.start, end: range.end ?? end))
            case .dark(let at, _, _):
                let at = min(at, latest)
                blocks = Self.cut(blocks, with: Block(kind: .darkPause, start: at, end: at + width))
            }
        }
        for passage in contents.timeline.closed {
            let at = min(passage.at, latest)
            let hatch = Block(kind: .closed, start: at, end: at + width)
            if blocks.last(where: { $0.kind == .closed })?.start == hatch.start { continue }
            blocks = Self.cut(blocks, with: hatch)
        }
        self.blocks = blocks
    }

    /// The bar of one clip, cut by what was said in it.
    init(clip: MediaInterval, upTo edge: MediaTime, speeches: [(MediaInterval, String)]) {
        start = clip.start
        let last = max(clip.end ?? edge, clip.start + MediaTime(ticks: 1))
        end = last
        var blocks = [Block(kind: .plain, start: clip.start, end: last)]
        for (interval, name) in speeches {
            let from = max(interval.start, start)
            let to = min(interval.end ?? end, end)
            guard to > from else { continue }
            blocks = Self.cut(blocks, with: Block(kind: .item, start: from, end: to, label: name))
        }
        self.blocks = blocks
    }

    /// Puts a block in and takes its time away from the others.
    private static func cut(_ blocks: [Block], with new: Block) -> [Block] {
        var result: [Block] = []
        for block in blocks {
            guard block.end > new.start, block.start < new.end else {
                result.append(block)
                continue
            }
            if block.start < new.start {
                var head = block
                head.end = new.start
                result.append(head)
            }
            if block.end > new.end {
                var tail = block
                tail.start = new.end
                if block.start < new.start { tail.label = "" }
                result.append(tail)
            }
        }
        result.append(new)
        return result.sorted { $0.start < $1.start }
    }

    /// The bar as a picture: everything up to `played` filled, the rest in outline.
    func bar(played: MediaTime? = nil, mark: MediaTime? = nil) -> HTML {
        let shapes = blocks.map { block -> HTML in
            let isAhead = played.map { block.start >= $0 } ?? false
            let place: HTML = """
                x="\(percent(block.start))" width="\(percent(block.end, less: block.start))" \
                height="14"
                """
            switch block.kind {
            case .pause:
                return """
                    <svg class="seg" data-kind="break" \(place)>\
                    <line x1="1" y1="7" x2="100%" y2="7"/></svg>
                    """
            case .darkPause:
                return """
                    <svg class="seg" data-kind="dark-break" \(place)>\
                    <rect x="15%" width="25%" height="14"/>\
                    <rect x="60%" width="25%" height="14"/></svg>
                    """
            case .closed:
                return """
                    <svg class="seg" data-kind="closed" \(place)>\
                    <rect width="100%" height="14" fill="url(#hatch)"/></svg>
                    """
            case .item, .plain:
                return """
                    <svg class="seg" data-kind="item" data-state="\(isAhead ? "ahead" : "played")" \
                    \(place)><rect width="100%" height="14"/></svg>
                    """
            }
        }
        let head: HTML =
            mark.map { mark in
                """
                <rect class="head" x="\(percent(mark))" y="-4" width="4" height="22" \
                transform="translate(-2 0)"/>
                """
            } ?? ""
        return """
            <svg class="strip-bar" width="100%" height="14" aria-hidden="true">\
            \(shapes)\(head)</svg>
            """
    }

    /// The numbers beneath the bar, as many as have room.
    ///
    /// - Parameter gap: what a number takes, in percent; a narrower block stays without.
    func labels(gap: Double) -> HTML {
        var texts: [HTML] = []
        let current = blocks.first(where: \.isCurrent).map { position($0.start) }
        for block in blocks where block.kind == .item && !block.label.isEmpty {
            let at = position(block.start)
            if !block.isCurrent {
                if let current, at < current, current - at < gap { continue }
                guard position(block.end) - at >= gap else { continue }
            }
            let isNarrow = position(block.end) - at < 3 * gap
            let weight: HTML =
                block.isCurrent ? " class=\"current\"" : isNarrow ? " class=\"narrow\"" : ""
            texts.append(
                "<text\(weight) x=\"\(percent(block.start))\" y=\"14\">\(block.label)</text>")
        }
        guard !texts.isEmpty else { return "" }
        return """
            <svg class="strip-labels" width="100%" height="20" aria-hidden="true">\(texts)</svg>
            """
    }

    private func position(_ time: MediaTime) -> Double {
        let length = Double(max(1, (end - start).ticks))
        return min(1, max(0, Double((time - start).ticks) / length)) * 100
    }

    private func percent(_ time: MediaTime, less from: MediaTime? = nil) -> String {
        let value = position(time) - (from.map(position) ?? 0)
        let thousandths = Int((value * 100).rounded())
        let fraction = thousandths % 100
        return "\(thousandths / 100)"
            + (fraction == 0 ? "" : ".\(fraction < 10 ? "0" : "")\(fraction)") + "%"
    }
}
