/// What leads on from a clip: to its place in the session, and to a file of it.
struct ClipActions {
    var inSession: String
    /// Nil where nothing of it is recorded.
    var download: String?

    func markup(_ words: Texts.Item) -> HTML {
        let file: HTML =
            download.map { "<a class=\"button\" href=\"\($0)\" download>\(words.download)</a>" }
            ?? ""
        let note: HTML =
            download == nil ? "" : "\n<p class=\"faint note\">\(words.downloadNote)</p>"
        return """
            <p class="actions"><a class="button" href="\(inSession)">\(words.inSession)</a>\(file)</p>\(note)
            """
    }
}
