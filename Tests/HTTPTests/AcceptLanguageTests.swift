import Testing

@testable import HTTP

@Suite struct AcceptLanguageTests {
    @Test(
        "The language is chosen by the weights of Accept-Language (RFC 9110 §12.5.4)",
        arguments: [
            (nil, nil), ("", nil), (",, ,", nil),
            ("en", "en"), ("EN", "en"), ("de", "de"), ("fr", nil), ("fr, it;q=0.5", nil),
            ("en-GB", "en"), ("en-GB-oxendict", "en"), ("de-DE-1996", "de"), ("zh-Hant-TW", nil),
            ("en-GB,en;q=0.9,de;q=0.8", "en"), ("de-AT,de;q=0.9,en;q=0.8", "de"),
            ("de;q=0.5, en;q=0.9", "en"), ("de;q=0.9, en;q=0.5", "de"),
            ("fr, en;q=0.3", "en"), ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", "en"),
            // Of a language with several ranges the heaviest counts.
            ("en-GB, de;q=0.95, en;q=0.9", "en"), ("en-US;q=0.2, en;q=0.9, de;q=0.5", "en"),
            ("en-US;q=0, en;q=0.5", "en"), ("en-US;q=0", nil),
            // Zero is refused, and a star does not bring it back.
            ("en;q=0", nil), ("en;q=0, de", "de"), ("de;q=0, *", "en"), ("en;q=0, *;q=0.5", "de"),
            ("*;q=0", nil), ("*;q=0, en;q=0.1", "en"),
            // A star alone leaves the choice to us: the first that we offer.
            ("*", "de"), ("fr, *;q=0.1", "de"), ("en, *", "en"), ("*, en", "en"),
            ("*, en;q=0.9", "de"), ("en;q=0.5, *", "de"), ("de;q=0.2, *;q=0.4", "en"),
            // Of equals the first.
            ("en, de", "en"), ("de, en", "de"), ("en;q=0.5, de;q=0.5", "en"),
            // Blanks, case, and a point without digits are well formed.
            (" en\t; q=0.8 ,de ; Q=0.9", "de"), ("en;q=1., de;q=0.9", "en"),
            ("en;q=1.000, de;q=0.999", "en"), ("en;q=0.001", "en"),
            // What cannot be read counts for nothing.
            ("en;q=x, de;q=0.1", "de"), ("en;q=2, de;q=0.1", "de"), ("en;q=1.001, de;q=.5", nil),
            ("en;q=0.1234, de;q=0.1", "de"), ("en;q=-1", nil), ("en;q=", nil), ("en;level=1", nil),
            ("e1", nil), ("en_GB", nil), ("en-", nil), ("-en", nil), ("en-toolongsubtag", nil),
            ("englishes", nil), ("en*", nil), ("*-GB", nil), ("ën", nil), ("e n", nil),
            ("en-GB_x, de;q=0.3", "de"),
        ] as [(String?, String?)])
    func chooses(_ field: String?, _ language: String?) {
        #expect(AcceptLanguage(field).best(of: ["de", "en"]) == language)
    }

    @Test("Our own order decides where the client leaves it open")
    func prefersTheFirst() {
        #expect(AcceptLanguage("*").best(of: ["en", "de"]) == "en")
        #expect(AcceptLanguage("*").best(of: []) == nil)
    }
}
