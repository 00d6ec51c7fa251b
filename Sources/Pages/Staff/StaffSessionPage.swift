public import Agenda
public import Foundation

/// `/staff/sessions/ID`: the office's console.
///
/// Every action is a form that is posted to `/staff/sessions/ID/…` and answered with 303 to this
/// page: `markers` (fields `kind`, and as it needs them `items`, `number`, `person`, `name`, `role`,
/// `text`, `public`, `key`), `markers/N/undo`, `markers/N/earlier`, `publicity` (see
/// `StaffPublicity`), `start`, `stop`. console.js posts the same forms in the background, fetches
/// this page again and takes over each `data-region`.
public struct StaffSessionPage: Sendable {
    public enum Gate: Sendable, Hashable {
        /// The session is not live.
        case idle
        case open
        /// Still dark; when it opens by itself, by the server's clock.
        case opening(at: Date)
        case closed(since: Date?)
        /// Closing was asked for and ingest has not answered.
        case unacknowledged
        /// Nothing goes out, but a crash would open it: the disk has not taken it.
        case unstored
    }

    public var site: Site
    public var contents: SessionContents
    public var csrf: String
    public var gate: Gate
    public var recordedSince: Date?
    public var isInputLost: Bool
    /// Whether a break hides the picture.
    public var isBreak: Bool
    /// Whether breaks of this body hide it.
    public var areBreaksDark: Bool
    /// Seconds by which the picture comes later than the room's delays say.
    public var lateness: TimeInterval
    /// The latest first.
    public var markers: [Marker]
    /// What became of the last action, in a sentence.
    public var message: String?
    public var now: Date

    public init(
        site: Site, contents: SessionContents, csrf: String, gate: Gate,
        recordedSince: Date? = nil, isInputLost: Bool = false, isBreak: Bool = false,
        areBreaksDark: Bool = true, lateness: TimeInterval = 0,
        markers: [Marker], message: String? = nil, now: Date
    ) {
        self.site = site
        self.contents = contents
        self.csrf = csrf
        self.gate = gate
        self.recordedSince = recordedSince
        self.isInputLost = isInputLost
        self.isBreak = isBreak
        self.areBreaksDark = areBreaksDark
        self.lateness = lateness
        self.markers = markers
        self.message = message
        self.now = now
    }

    public var html: HTML {
        let session = contents.session
        let words = site.texts.office
        let room: HTML = contents.roomName.map { "<span class=\"faint\">\($0)</span>" } ?? ""
        let frame = Frame(
            site: site, title: session.title, place: .other, name: "console",
            scripts: ["player.js", "console.js"], isHidden: true)
        let signOut = StaffForm(
            site: site, path: "/staff/sign-out", csrf: csrf, action: "sign-out"
        ).markup("<button type=\"submit\" class=\"link\">\(words.signOut)</button>")
        return frame.bare(
            """
            <div class="console" data-console data-session="\(session.id.rawValue)" \
            data-state="\(session.state.rawValue)" data-gate="\(gateName)" \
            data-break="\(String(isBreak))" \
            data-page="\(site.link(path("")))" data-csrf="\(csrf)" \
            data-now="\(String(now.timeIntervalSince1970))">
            <header class="console-head"><h1\(site.original)>\(session.title)</h1>\(room)
            <span class="gap"></span><time data-part="clock">\(site.calendar.timeWithSeconds(now))</time>
            \(helpButton)
            \(frame.otherLanguage("link"))
            \(signOut)</header>
            <div class="console-top">
            <div data-region="gate">
            \(StaffGate(page: self).markup)
            </div>
            <p class="console-message" role="status" aria-live="polite" data-part="message">\
            \(message ?? "")</p>
            </div>
            <div class="confirm" data-part="confirm" hidden></div>
            \(help)
            <main id="content" tabindex="-1" class="console-columns">
            <section class="console-agenda" aria-label="\(words.agenda)" data-region="agenda">
            \(StaffAgenda(page: self).markup)
            </section>
            <section class="console-speakers" aria-label="\(words.whoSpeaks)">
            \(StaffSpeakers(page: self).markup)
            </section>
            <section class="console-actions" aria-label="\(words.preview)">
            \(picture)
            \(StaffActions(page: self).markup)
            </section>
            </main>
            <footer class="console-last" data-region="last">
            \(StaffMarks(page: self).last)
            </footer>
            </div>
            \(StaffGate(page: self).templates)
            \(confirmation(.open).template)
            \(confirmation(.start).template)
            <script type="application/json" id="persons">\(json: roster)</script>
            """)
    }

    var gateName: String {
        switch gate {
        case .idle: "idle"
        case .open: isBreak ? "break" : "open"
        case .opening: "opening"
        case .closed: "closed"
        case .unacknowledged: "unacknowledged"
        case .unstored: "unstored"
        }
    }

    /// Whether the room is dark for the gate's sake.
    var isClosed: Bool {
        switch gate {
        case .closed, .opening, .unstored: true
        case .idle, .open, .unacknowledged: false
        }
    }

    func confirmation(_ step: StaffConfirmationPage.Step) -> StaffConfirmation {
        StaffConfirmation(step: step, site: site, session: contents.session.id, csrf: csrf)
    }

    /// A form that sets a marker.
    func form(_ action: String, kind: MarkerKind, _ fields: [(String, String)] = []) -> StaffForm {
        StaffForm(
            site: site, path: path("/markers"), csrf: csrf, action: action,
            hidden: [("kind", kind.rawValue)] + fields.map { (name: $0.0, value: $0.1) })
    }

    func path(_ suffix: String) -> String { "/staff/sessions/\(contents.session.id)\(suffix)" }

    /// Shown by console.js, as without it no key does anything.
    private var helpButton: HTML {
        """
        <button type="button" class="link key-button" data-key="?" data-part="help" aria-controls="key-help" \
        aria-expanded="false" hidden>\(site.texts.office.keys) \(StaffForm.key("?"))</button>
        """
    }

    /// Beneath the banner, never over it: the gate must be seen and closed at any time.
    private var help: HTML {
        let words = site.texts.office
        let rows = words.keyList.map { entry -> HTML in
            "<div><dt><kbd>\(entry.key)</kbd></dt><dd>\(entry.does)</dd></div>"
        }
        return """
            <section class="key-help" id="key-help" aria-label="\(words.keys)" hidden>\
            <dl>\(rows)</dl>
            <p>\(words.keysAlone)</p></section>
            """
    }

    private var picture: HTML {
        let words = site.texts.office
        var player = Player(
            site: site, state: contents.isLive ? .live : contents.end > .zero ? .ended : .planned,
            session: contents, isGateClosed: isClosed, isInputLost: isInputLost,
            isDarkBreak: isBreak)
        let caption: HTML
        if isClosed {
            player.notice = Notice(
                kind: .closed, badge: .closed, title: words.previewDark, paragraphs: [])
            caption = "\(words.previewClosed)"
        } else if isBreak {
            player.notice = Notice(
                kind: .pause, badge: .pause, title: words.pause, paragraphs: [])
            caption = "\(words.previewBreak)"
        } else if isInputLost {
            player.notice = Notice(
                kind: .lost, badge: .lost, title: words.inputLost, paragraphs: [])
            caption = "<strong>\(words.inputLost)</strong>"
        } else {
            caption = "\(words.preview)"
        }
        if contents.end > .zero { player.strip = Strip(contents) }
        return """
            \(player.markup)
            <p class="caption" data-region="picture">\(caption)\(late)</p>
            """
    }

    /// Said to whoever opens the gate, and waits for it.
    private var late: HTML {
        guard lateness > 0 else { return "" }
        // Up to the next tenth.
        let tenths = Int((lateness * 10 - 0.001).rounded(.up))
        let comma = site.texts.language == .german ? "," : "."
        let seconds = "\(tenths / 10)" + (tenths % 10 == 0 ? "" : "\(comma)\(tenths % 10)")
        return "<br>\(site.texts.office.previewLate(seconds))"
    }

    private struct RosterEntry: Encodable {
        var id: Int64
        var name: String
        var faction: String
    }

    private var roster: [RosterEntry] {
        contents.persons.map { person in
            RosterEntry(id: person.id, name: person.name, faction: faction(of: person))
        }
    }

    func faction(of person: Person) -> String {
        person.factions(on: contents.session.id.day).first ?? person.role ?? ""
    }
}
