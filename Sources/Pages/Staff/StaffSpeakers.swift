import Agenda

/// Who speaks: by a few letters, by who was heard last, by faction.
struct StaffSpeakers {
    var page: StaffSessionPage

    private var contents: SessionContents { page.contents }
    private var words: Texts.Office { page.site.texts.office }

    var markup: HTML {
        guard contents.isLive else {
            return "<h2>\(words.whoSpeaks)</h2>\n<p class=\"faint\">\(words.gateNotLive)</p>"
        }
        return """
            \(typed)
            <div data-region="speakers">
            \(heard)
            </div>
            \(factions)
            """
    }

    private var typed: HTML {
        // No list that opens over the page: while one is open, no key reaches the page.
        let roles = words.roles.map { role -> HTML in
            """
            <span><input type="radio" id="role-\(role.value)" name="role" value="\(role.value)"\
            \(flag: "checked", role.value.isEmpty)><label for="role-\(role.value)">\(role.name)</label>\
            </span>
            """
        }
        let options = contents.persons.map { person -> HTML in
            "<option value=\"\(person.name)\">\(page.faction(of: person))</option>"
        }
        let hint: HTML =
            page.isClosed ? "\n<p class=\"faint\">\(words.onlyOffice)</p>" : ""
        return page.form("speaker", kind: .speechStart).markup(
            """
            <p class="console-line"><label for="speaker">\(words.whoSpeaks)</label>\
            \(StaffForm.key("S"))</p>
            <input type="hidden" name="person" value="">
            <input id="speaker" name="name" list="roster" autocomplete="off" required \
            placeholder="\(words.whoHint)" data-focus-key="s" aria-controls="matches">
            <ol id="matches" class="matches" data-part="matches" hidden></ol>
            <datalist id="roster">\(options)</datalist>
            <fieldset class="roles"><legend>\(words.role)</legend>\(roles)</fieldset>
            <p><button type="submit" class="button">\(words.setSpeaker)</button></p>\(hint)
            """)
    }

    private var heard: HTML {
        let speech = contents.timeline.speeches.last
        let now: HTML =
            speech.map { $0.end == nil ? "\(words.speaks(contents.name(of: $0)))" : "" }
            ?? ""
        var names: [(id: Int64?, name: String, place: String)] = []
        for speech in contents.timeline.speeches.reversed() {
            let name = contents.name(of: speech)
            guard !name.isEmpty, !names.contains(where: { $0.name == name }) else { continue }
            names.append((speech.person, name, contents.place(of: speech, page.site.texts) ?? ""))
            if names.count == 6 { break }
        }
        let status: HTML = "<p class=\"speaks\">\(now.isEmpty ? "\(words.nobodySpeaks)" : now)</p>"
        guard !names.isEmpty else { return status }
        let rows = names.map { entry -> HTML in
            "<li>\(button(entry.id, entry.name, entry.place))</li>\n"
        }
        return """
            \(status)
            <h3>\(words.heardLast)</h3>
            \(page.form("heard", kind: .speechStart).markup("<ul class=\"names\">\n\(rows)</ul>"))
            """
    }

    private var factions: HTML {
        var groups: [(name: String, persons: [Person])] = []
        for person in contents.persons {
            let faction = page.faction(of: person)
            let name = faction.isEmpty ? page.site.texts.agenda.withoutFaction : faction
            if let known = groups.firstIndex(where: { $0.name == name }) {
                groups[known].persons.append(person)
            } else {
                groups.append((name, [person]))
            }
        }
        guard !groups.isEmpty else { return "" }
        let blocks = groups.map { group -> HTML in
            let rows = group.persons.map { person -> HTML in
                "<li>\(button(person.id, person.name, ""))</li>\n"
            }
            return """
                <details><summary>\(group.name), \(group.persons.count)</summary>
                <ul class="names">
                \(rows)</ul></details>

                """
        }
        return """
            <h3>\(words.byFaction)</h3>
            \(page.form("faction", kind: .speechStart).markup(
                "<div class=\"console-factions\">\n\(blocks)</div>"))
            """
    }

    private func button(_ id: Int64?, _ name: String, _ place: String) -> HTML {
        let field: HTML =
            id.map { " name=\"person\" value=\"\($0)\"" } ?? " name=\"name\" value=\"\(name)\""
        return """
            <button type="submit"\(field)><span>\(name)</span><span class="faint">\(place)</span>\
            </button>
            """
    }
}
