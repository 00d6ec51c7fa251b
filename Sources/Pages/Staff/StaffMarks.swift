import Agenda
import Foundation

/// The last marks, and the strip that takes the very last one back.
struct StaffMarks {
    var page: StaffSessionPage

    private var contents: SessionContents { page.contents }
    private var words: Texts.Office { page.site.texts.office }

    var list: HTML {
        guard !page.markers.isEmpty else {
            return "<h2>\(words.lastMarks)</h2>\n<p class=\"faint\">\(words.noMarks)</p>"
        }
        let rows = page.markers.prefix(8).map { marker -> HTML in
            let when = date(marker).map(page.site.calendar.timeWithSeconds) ?? ""
            let undo: HTML =
                !canGo(marker)
                ? ""
                : form("remove", marker, "undo").markup(
                    """
                    <button type="submit" class="link" \
                    aria-label="\(words.remove): \(name(marker)), \(when)">\(words.remove)</button>
                    """)
            let text: HTML =
                isGate(marker) ? "<strong>\(name(marker))</strong>" : "\(name(marker))"
            return """
                <li><span class="time">\(when)</span><span class="what">\(text)</span>\(undo)</li>

                """
        }
        return """
            <h2>\(words.lastMarks)</h2>
            <ol class="marks">
            \(rows)</ol>
            """
    }

    var last: HTML {
        guard let marker = page.markers.first else { return "<p>\(words.nothingYet)</p>" }
        let age = date(marker).map { Int(max(0, page.now.timeIntervalSince($0))) }
        let since: HTML =
            age.map { ", <span data-part=\"age\">\(words.marks.ago($0))</span>" } ?? ""
        let moment = date(marker).map { String(Int($0.timeIntervalSince1970)) } ?? ""
        let text: HTML =
            "<p data-since=\"\(moment)\"><strong>\(name(marker))</strong>\(since)</p>"
        guard !isGate(marker) else { return "\(text)\n<p>\(words.gateStays)</p>" }
        guard canGo(marker) else { return "\(text)\n<p>\(words.breakStays)</p>" }
        let earlier: HTML =
            isOfDarkBreak(marker)
            ? ""
            : form("earlier", marker, "earlier").markup(
                """
                <button type="submit" class="button" data-key="arrowleft"><span>\(words.earlier)</span>\
                \(StaffForm.key("←"))</button>
                """)
        return """
            \(text)
            <div class="console-undo">\(earlier)
            \(form("undo", marker, "undo").markup(
                """
                <button type="submit" class="button" data-key="z"><span>\(words.undo)</span>\
                \(StaffForm.key("Z"))</button>
                """ as HTML))</div>
            """
    }

    private func form(_ action: String, _ marker: Marker, _ verb: String) -> StaffForm {
        StaffForm(
            site: page.site, path: page.path("/markers/\(marker.id)/\(verb)"), csrf: page.csrf,
            action: action)
    }

    private func isGate(_ marker: Marker) -> Bool {
        marker.kind == .gateClose || marker.kind == .gateOpen
    }

    /// In it nothing was recorded: none of its marks can stand elsewhere.
    private func isOfDarkBreak(_ marker: Marker) -> Bool {
        (marker.kind == .breakStart || marker.kind == .breakEnd) && marker.stamp != nil
            && page.areBreaksDark
    }

    /// Whether a mark can be taken back; a dark break's begin by ending it, while it goes on.
    private func canGo(_ marker: Marker) -> Bool {
        guard !isGate(marker) else { return false }
        guard isOfDarkBreak(marker) else { return true }
        return marker.kind == .breakStart && page.isBreak
            && page.markers.first { $0.kind == .breakStart }?.id == marker.id
    }

    private func date(_ marker: Marker) -> Date? { contents.clock.wall(of: marker) }

    private func name(_ marker: Marker) -> String {
        let marks = words.marks
        let person = contents.person(marker.person)?.name ?? marker.name ?? ""
        switch marker.kind {
        case .item:
            let numbers = marker.items.compactMap { contents.item($0) }
                .map { $0.number.isEmpty ? $0.title : $0.number }
            return marks.item(numbers.joined(separator: ", "))
        case .speechStart: return marks.speechStart(person)
        case .speechEnd: return marks.speechEnd(person)
        case .breakStart: return marks.pause
        case .breakEnd: return marks.pauseEnd
        case .gateClose: return marks.gateClose
        case .gateOpen: return marks.gateOpen
        case .vote: return marks.vote(marker.text ?? "")
        case .note: return marks.note(marker.text ?? "")
        }
    }
}
