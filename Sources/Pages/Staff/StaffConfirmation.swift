import Agenda

/// Two deliberate steps at different places, where one press would show the room to everybody.
struct StaffConfirmation {
    var step: StaffConfirmationPage.Step
    var site: Site
    var session: SessionID
    var csrf: String

    private var words: Texts.Office { site.texts.office }

    var title: String {
        switch step {
        case .open: words.reopenTitle
        case .start: words.restartTitle
        }
    }

    var text: String {
        switch step {
        case .open: words.reopenText
        case .start: words.restartText
        }
    }

    /// The first step: console.js shows the second elsewhere on the page, and without scripts it
    /// is a page of its own.
    func first(_ className: StaticString) -> HTML {
        let word =
            switch step {
            case .open: words.reopen
            case .start: words.restart
            }
        return """
            <a class="button \("\(className)")" href="\(site.link(path("/\(step.rawValue)")))" \
            data-confirm="\(step.rawValue)"><span>\(word)</span></a>
            """
    }

    /// The second step, which no key letter performs.
    var second: HTML {
        let form =
            switch step {
            case .open:
                StaffForm(
                    site: site, path: path("/markers"), csrf: csrf, action: "open",
                    hidden: [("kind", MarkerKind.gateOpen.rawValue)])
            case .start:
                StaffForm(site: site, path: path("/start"), csrf: csrf, action: "start")
            }
        let word =
            switch step {
            case .open: words.reopenNow
            case .start: words.restartNow
            }
        return form.markup("<button type=\"submit\" class=\"button\">\(word)</button>")
    }

    /// What console.js shows when the first step was taken.
    var template: HTML {
        """
        <template id="confirm-\(step.rawValue)"><p><strong>\(title)</strong> \(text)</p>
        \(second)</template>
        """
    }

    private func path(_ suffix: String) -> String { "/staff/sessions/\(session)\(suffix)" }
}
