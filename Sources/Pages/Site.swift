public import Foundation

/// What all pages of an installation share, and in which language one of them is asked for.
public struct Site: Sendable {
    /// "Ratskanal"
    public var name: String
    /// Whose council it is: "Stadt Auenburg".
    public var city: String
    /// The lines of the imprint, as the operator wrote them.
    public var imprint: [String]
    public var timeZone: TimeZone
    /// Whether links say the language: they do where the page's own address does.
    public let carriesLanguage: Bool
    /// Where the page is; nil leaves out the way to its other language.
    public let address: PageAddress?
    let texts: Texts

    public init(
        name: String = "Ratskanal", city: String, imprint: [String] = [],
        timeZone: TimeZone = TimeZone(identifier: "Europe/Berlin") ?? .gmt,
        language: Language = .german, carriesLanguage: Bool = false, address: PageAddress? = nil
    ) {
        self.name = name
        self.city = city
        self.imprint = imprint
        self.timeZone = timeZone
        self.carriesLanguage = carriesLanguage
        self.address = address
        texts = language.texts
    }

    /// The same in another language, for the page at an address.
    public func speaking(
        _ language: Language, carried: Bool, at address: PageAddress?
    ) -> Site {
        Site(
            name: name, city: city, imprint: imprint, timeZone: timeZone, language: language,
            carriesLanguage: carried, address: address)
    }

    public var language: Language { texts.language }

    /// Why what the office wanted was not done.
    public var refusals: Texts.Refusals { texts.refusals }

    /// A path of ours as it stands in a link.
    public func link(_ path: String) -> String {
        carriesLanguage ? PageAddress.adding(language, to: path) : path
    }

    var calendar: DayAndTime { DayAndTime(timeZone: timeZone, texts: texts) }

    /// For a form that asks by GET, which drops the query of its address.
    var languageField: HTML {
        guard carriesLanguage else { return "" }
        return "<input type=\"hidden\" name=\"lang\" value=\"\(language.rawValue)\">"
    }

    /// The attribute of an element that holds what people typed, so that it is read aloud as what
    /// it is.
    var original: HTML {
        language == .original ? "" : " lang=\"\(Language.original.rawValue)\""
    }

    /// What people typed, within a sentence of ours.
    func original(_ text: String) -> HTML {
        language == .original ? "\(text)" : "<span\(original)>\(text)</span>"
    }
}
