import Agenda
import Foundation

/// The markup that player.js makes a player of; without the script it says where the stream is.
struct Player {
    enum State: String {
        case live, ended, planned
    }

    var site: Site
    var state: State
    var session: SessionContents?
    /// The room whose page this is.
    var room: String?
    /// The part that an item's or a speech's page plays.
    var clip: MediaInterval?
    var clipPath: String?
    /// Where it starts, from `?t=` or `?item=`.
    var start: MediaTime?
    var isGateClosed = false
    var isInputLost = false
    /// Whether a break hides the picture from the office too.
    var isBreak = false
    var notice = Notice.none
    var strip: Strip?
    /// How far apart numbers beneath the strip stand at least, in percent.
    var labelGap = 2.2

    var markup: HTML {
        let texts = site.texts
        return """
            <section class="player" aria-label="\(texts.player.region)" data-player \
            data-state="\(state.rawValue)"\(attributes)>
            <div class="picture"><video playsinline preload="none"></video>
            <div class="lower-third" data-part="overlay" hidden></div>
            \(notice.markup(texts))</div>
            <p class="visually-hidden" data-part="announce" role="status" aria-live="polite"></p>
            \(stripMarkup)
            \(controls)
            <noscript><p class="without-script">\(texts.frame.withoutScript)\(address)</p></noscript>
            </section>
            """
    }

    private var attributes: HTML {
        let playlist = room.map { "/live/\($0)/index.m3u8" }
        return """
            \(attribute: "data-session", session?.session.id.rawValue)\
            \(attribute: "data-playlist", playlist)\
            \(attribute: "data-archive", session.map { audience($0) + $0.link("/index.m3u8") })\
            \(attribute: "data-clip", clipPath)\
            \(attribute: "data-timeline", session.map { api($0, "/timeline") })\
            \(attribute: "data-session-api", session.map { api($0, "") })\
            \(attribute: "data-room-api", room.map { "/api/v1/rooms/\($0)" })\
            \(attribute: "data-clip-start", (clip?.start.ticks).map(String.init))\
            \(attribute: "data-clip-end", (clip?.end?.ticks).map(String.init))\
            \(attribute: "data-start", (start?.ticks).map(String.init)) \
            data-time-zone="\(site.timeZone.identifier)" data-gate="\(isGateClosed ? "closed" : "open")" \
            data-input="\(isInputLost ? "lost" : "connected")"\(flag: "data-break", isBreak)
            """
    }

    private func api(_ session: SessionContents, _ suffix: String) -> String {
        let query = session.keyQuery
        return audience(session) + "/api/v1/sessions/\(session.session.id)\(suffix)"
            + (query.isEmpty ? "" : "?" + query)
    }

    /// What is not published plays for the office alone, below its own pages.
    private func audience(_ session: SessionContents) -> String {
        session.session.visibility == .office ? "/staff" : ""
    }

    private var address: HTML {
        let path = room.map { "/live/\($0)/index.m3u8" } ?? session?.link("/index.m3u8")
        guard let path, state != .planned else { return "" }
        return " <a href=\"\(path)\">\(site.texts.frame.streamAddress)</a>"
    }

    private var stripMarkup: HTML {
        let hidden = strip == nil
        let from = strip?.start ?? .zero
        let to = strip?.end ?? .zero
        let now = start ?? (state == .live ? to : from)
        let time = site.calendar
        let played = state == .live ? nil : now
        let bar = strip?.bar(played: played, mark: now) ?? ""
        let labels = strip?.labels(gap: labelGap) ?? ""
        return """
            <div class="strip" data-part="strip" role="slider" tabindex="0" \
            aria-label="\(site.texts.player.strip)" aria-valuemin="\(seconds(from))" \
            aria-valuemax="\(seconds(to))" aria-valuenow="\(seconds(now))" \
            aria-valuetext="\(time.position(now - from))"\(flag: "hidden", hidden)>\
            <div class="strip-bar">\(bar)</div><div class="strip-labels">\(labels)</div></div>
            """
    }

    private func seconds(_ time: MediaTime) -> Int64 { time.ticks / MediaTime.timescale }

    private var controls: HTML {
        let words = site.texts.player
        let live: HTML =
            state == .live
            ? """

            <button type="button" class="live" data-action="live" disabled>\(Icon.live)\
            <span>\(words.live)</span></button>
            """ : ""
        return """
            <div class="controls" data-part="controls"\(flag: "hidden", state == .planned)>
            <button type="button" class="play" data-action="play" aria-label="\(words.play)" \
            disabled>\(Icon.play)\(Icon.pause)</button>
            <button type="button" data-action="back" aria-label="\(words.back)" disabled>\
            \(Icon.back)<span>\(words.backShort)</span></button>
            <button type="button" data-action="forward" aria-label="\(words.forward)" disabled>\
            <span>\(words.forwardShort)</span>\(Icon.forward)</button>
            <button type="button" data-action="mute" aria-label="\(words.mute)" \
            aria-pressed="false" disabled>\(Icon.sound)\(Icon.silence)</button>
            <output data-part="time">\(clockOrPosition)</output>\(live)
            <span class="gap"></span>
            <button type="button" class="word" data-action="share" disabled>\(words.share)</button>
            <button type="button" data-action="fullscreen" aria-label="\(words.fullscreen)" \
            disabled>\(Icon.fullscreen)</button>
            </div>
            """
    }

    private var clockOrPosition: HTML {
        let time = site.calendar
        guard let strip else { return "" }
        if state == .live, clip == nil {
            guard let wall = session?.clock.wall(at: strip.end) else { return "" }
            return site.texts.player.clock(time.time(wall))
        }
        let position = time.position((start ?? strip.start) - strip.start)
        return site.texts.player.of(position, time.position(strip.end - strip.start))
    }
}
