/// What stands in the picture's place: what is, why, and one way on.
struct Notice {
    enum Kind: String {
        case none, planned, pause = "break", closed, lost, ended, nothing
    }

    var kind: Kind
    var badge: StateBadge?
    var title: String
    var paragraphs: [String]
    /// A fainter line: where the session takes place.
    var aside: String?
    var action: (path: String, word: String)?

    static let none = Notice(kind: .none, badge: nil, title: "", paragraphs: [])

    func markup(_ texts: Texts) -> HTML {
        let state: HTML = badge.map { "\($0.icon)<span>\($0.word(texts))</span>" } ?? ""
        let aside: HTML = aside.map { "\n<p class=\"aside\">\($0)</p>" } ?? ""
        let action: HTML =
            action.map { "\n<p><a class=\"button\" href=\"\($0.path)\">\($0.word)</a></p>" } ?? ""
        return """
            <div class="notice" data-part="notice" data-kind="\(kind.rawValue)"\
            \(flag: "hidden", kind == .none)>
            <p class="state" data-part="notice-state">\(state)</p>
            <h2 data-part="notice-title">\(title)</h2>
            <p data-part="notice-text">\(HTML(joining: paragraphs.map { "\($0)" }, by: "<br>"))</p>\
            \(aside)\(action)
            </div>
            """
    }
}
