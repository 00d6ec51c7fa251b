/// The one field that searches the archive, with its label above.
struct SearchBox {
    var site: Site
    var extent: ArchiveExtent
    var query = ""
    /// Set where the field belongs to a larger form, which then holds it.
    var isPlain = false

    var markup: HTML {
        isPlain
            ? fields
            : """
            <form class="search-box" role="search" action="/search" method="get">\(site.languageField)
            \(fields)
            </form>
            """
    }

    private var fields: HTML {
        let words = site.texts.search
        return """
            <label for="q">\(words.label(extent.sessions, extent.since))</label>
            <div class="search-line"><input type="search" id="q" name="q" value="\(query)" \
            placeholder="\(words.placeholder)" autocomplete="off" maxlength="400">\
            <button type="submit" class="main">\(Icon.search)<span>\(words.submit)</span></button></div>
            """
    }
}
