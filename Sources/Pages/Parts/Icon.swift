/// A drawing in the colour of the text beside it, hidden from readers of words.
enum Icon {
    static let crest: HTML = """
        <svg class="crest" viewBox="0 0 32 40" aria-hidden="true"><path class="crest-shield" \
        d="M1 1h30v19c0 10-7 15-15 19C8 35 1 30 1 20z"/><path class="crest-castle" \
        d="M7 23v-7h3v-3h2v3h3V9h2v7h3v-3h2v3h3v7z"/><path class="crest-water" \
        d="M4 27q3-2.5 6 0t6 0 6 0 6 0"/></svg>
        """
    static let play = drawing("play", "<path d=\"M8 5v14l11-7z\"/>")
    static let pause = drawing("pause", "<path d=\"M7 5h3v14H7zM14 5h3v14h-3z\"/>")
    static let back = drawing("back", line("M12 5l-7 7 7 7M20 5l-7 7 7 7"))
    static let forward = drawing("forward", line("M12 5l7 7-7 7M4 5l7 7-7 7"))
    static let sound = drawing(
        "sound", line("M4 9.5h3.5L12 6v12l-4.5-3.5H4zM15 9q2.5 3 0 6M18 7q4 5 0 10"))
    static let silence = drawing(
        "silence", line("M4 9.5h3.5L12 6v12l-4.5-3.5H4zM16 9l5 6M21 9l-5 6"))
    static let fullscreen = drawing(
        "fullscreen", line("M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"))
    static let search = drawing(
        "search",
        "<circle class=\"line\" cx=\"10.5\" cy=\"10.5\" r=\"6.5\"/>" + line("M15.5 15.5L21 21"))
    static let share = drawing("share", line("M12 15V4M7.5 8L12 3.5 16.5 8M4 13v7h16v-7"))
    static let close = drawing("close", line("M5 5l14 14M19 5L5 19"))

    /// A ringed disc.
    static let live = drawing(
        "live",
        "<circle class=\"line\" cx=\"12\" cy=\"12\" r=\"10.5\"/><circle cx=\"12\" cy=\"12\" r=\"7\"/>"
    )
    /// A ring.
    static let soon = drawing(
        "soon", "<circle class=\"line thick\" cx=\"12\" cy=\"12\" r=\"7.5\"/>")
    static let ended = drawing("ended", "<path d=\"M1 1h20v20H1z\"/>")
    static let breakBars = drawing("bars", "<path d=\"M3 2h7v20H3zM14 2h7v20h-7z\"/>")
    static let lost = drawing("lost", "<path class=\"line thick\" d=\"M5 5l14 14M19 5L5 19\"/>")
    static let draft = drawing(
        "draft", "<path class=\"line\" stroke-dasharray=\"5 4\" d=\"M4 4h16v16H4z\"/>")
    /// The hatch of what is not public, in a square.
    static let hatch: HTML = """
        <svg class="icon icon-hatch" viewBox="0 0 24 24" aria-hidden="true">\
        <path class="line" d="M2 2h20v20H2z"/>\
        <path class="line thick" d="M2 14L14 2M2 24L24 2M10 24L24 10"/></svg>
        """

    private static func drawing(_ name: StaticString, _ content: HTML) -> HTML {
        "<svg class=\"icon icon-\("\(name)")\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">\(content)</svg>"
    }

    private static func line(_ path: StaticString) -> HTML {
        "<path class=\"line\" d=\"\("\(path)")\"/>"
    }
}
