/// A form of the office that works without scripts; console.js sends it in the background.
struct StaffForm {
    var site: Site
    var path: String
    var csrf: String
    /// What the console's script knows it by.
    var action: String
    /// By which buttons elsewhere on the page name it.
    var id: String?
    /// Fields that nobody sees.
    var hidden: [(name: String, value: String)] = []

    func markup(_ content: HTML) -> HTML {
        let fields = hidden.map { field -> HTML in
            "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">"
        }
        return """
            <form method="post" action="\(site.link(path))" data-action="\(action)"\(attribute: "id", id)>\
            <input type="hidden" name="csrf" value="\(csrf)">\(fields)
            \(content)
            </form>
            """
    }

    /// The cap of a key.
    static func key(_ word: String) -> HTML {
        "<kbd aria-hidden=\"true\">\(word)</kbd>"
    }
}
