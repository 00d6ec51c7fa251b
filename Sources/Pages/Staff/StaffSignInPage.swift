/// `/staff/sign-in`: a token for a cookie.
public struct StaffSignInPage: Sendable {
    public enum Problem: Sendable {
        case wrongToken, tooMany
    }

    public var site: Site
    public var csrf: String
    /// Where to go on afterwards; a path of this site.
    public var next: String
    public var problem: Problem?

    public init(site: Site, csrf: String, next: String = "/staff/", problem: Problem? = nil) {
        self.site = site
        self.csrf = csrf
        self.next = next
        self.problem = problem
    }

    public var html: HTML {
        let words = site.texts.office
        let message: HTML =
            switch problem {
            case nil: ""
            case .wrongToken:
                "<p class=\"problem\" id=\"problem\" role=\"alert\">\(words.wrongToken)</p>\n"
            case .tooMany:
                "<p class=\"problem\" id=\"problem\" role=\"alert\">\(words.tooMany)</p>\n"
            }
        let described: HTML =
            problem == nil
            ? " aria-describedby=\"token-hint\""
            : " aria-describedby=\"problem token-hint\" aria-invalid=\"true\""
        let form = StaffForm(
            site: site, path: "/staff/sign-in", csrf: csrf, action: "sign-in",
            hidden: [("next", next)])
        return Frame(
            site: site, title: words.signIn, place: .other, name: "sign-in", isHidden: true
        ).page(
            """
            <h1 class="page-title">\(words.name)</h1>
            \(message)\(form.markup(
                """
                <p class="field"><label for="token">\(words.token)</label>
                <input type="password" id="token" name="token" required autofocus \
                autocomplete="current-password" spellcheck="false"\(described)></p>
                <p class="faint" id="token-hint">\(words.tokenHint)</p>
                <p><button type="submit" class="button main">\(words.signInButton)</button></p>
                """ as HTML))
            """)
    }
}
