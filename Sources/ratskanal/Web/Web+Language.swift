import Agenda
import HTTP
import Pages

/// In which language a page answers.
extension Web {
    /// The site as one request wants it: by `?lang=`, else by Accept-Language, else in German.
    ///
    /// - Parameter path: where the page is that is shown, if not where the request went.
    func site(for request: Request, at path: String? = nil) -> Site {
        let named = request.query["lang"].flatMap(Language.init(rawValue:))
        let liked = AcceptLanguage(request["Accept-Language"])
            .best(of: Language.allCases.map(\.rawValue)).flatMap(Language.init(rawValue:))
        let address = PageAddress(
            path: path ?? request.rawPath, query: path == nil ? request.rawQuery : nil,
            origin: Self.origin(of: request))
        return installation.speaking(
            named ?? liked ?? .german, carried: named != nil, at: address)
    }

    /// Where the client found us, as proxies pass it on; nil where it does not say.
    private static func origin(of request: Request) -> String? {
        request["Host"].map { host in
            (request["X-Forwarded-Proto"] == "https" ? "https://" : "http://") + host
        }
    }

    /// A page, with what caches have to know.
    static func page(
        _ html: HTML, in site: Site, status: Int = 200, visibility: Visibility,
        caching: String = "no-cache"
    ) -> Response {
        var response = Response(
            Status(status), type: "text/html; charset=utf-8",
            [
                "Cache-Control": visibility == .public ? caching : MediaResponses.noAge,
                "Content-Language": site.language.rawValue,
                "Content-Security-Policy": contentSecurityPolicy,
                "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
            ], text: html.markup)
        // Where the address says the language, nothing else decides it.
        if !site.carriesLanguage { response.headers["Vary"] = "Accept-Language" }
        return response
    }

    private static let contentSecurityPolicy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
        media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
        frame-ancestors 'none'
        """
}
