/// The words that titles say of publicity with, and those that stand around them in headings.
enum PublicityVocabulary {
    // MARK: Parts of a session

    /// What only a session has.
    private static let sections: Set<String> = [
        "teil", "teils", "teiles", "teile", "sitzung", "sitzungen", "sitzungsteil", "tagesordnung",
        "beratung", "beratungen", "verhandlung", "behandlung", "angelegenheit", "angelegenheiten",
        "top", "tops", "punkt", "punkte", "t", "tagung", "part", "session", "sessions", "meeting",
        "meetings", "agenda", "item", "items", "business", "matters", "portion",
    ]
    private static let sectionEndings = [
        "sitzung", "sitzungen", "sitzungsteil", "sitzungsteils", "tagesordnungsteil",
        "beratungsteil", "tagesordnung", "tagesordnungspunkt", "tagesordnungspunkte",
        "tagesordnungspunkten", "angelegenheit", "angelegenheiten",
    ]
    private static let several: Set<String> = [
        "teile", "teilen", "beratungen", "sessions", "meetings",
    ]

    static func isSection(_ word: String) -> Bool {
        sections.contains(word) || sectionEndings.contains(where: word.hasSuffix)
    }

    /// Sessions in general, not the one that the title stands in.
    static func isSeveralSections(_ word: String) -> Bool {
        several.contains(word) || word.hasSuffix("sitzungen")
    }

    // MARK: Words that close

    /// "nichtöffentlich" as an adjective, however it is cut short.
    static func isNonPublic(_ word: String) -> Bool {
        if ["nö", "nöff", "nöt", "nonpublic", "notpublic"].contains(word) { return true }
        guard word.hasPrefix("nichtöf") else { return false }
        // "Nichtöffnung des Freibades", "nicht öffnen".
        let isOpening = word.hasPrefix("nichtöffnu") || word.hasPrefix("nichtöffne")
        return !isOpening && !isNonPublicity(word)
    }

    /// "Nichtöffentlichkeit", with what may be put together with it.
    static func isNonPublicity(_ word: String) -> Bool {
        word.hasPrefix("nichtöffentlichkeit")
    }

    /// Adjectives that say it of a part of a session alone, or standing for themselves.
    private static let weakStems = ["geheim", "vertraulich", "geschlossen", "intern"]
    private static let weakEnglish: Set<String> = [
        "closed", "private", "confidential", "exempt", "executive", "restricted",
        "incamera",
    ]

    static func isWeak(_ word: String) -> Bool {
        weakEnglish.contains(word)
            || weakStems.contains { word.hasPrefix($0) && isInflection(word.dropFirst($0.count)) }
    }

    private static func isInflection(_ ending: Substring) -> Bool {
        ["", "e", "er", "en", "es", "em"].contains(String(ending))
    }

    /// Whether it says so standing alone: "(intern)", and not "Hallenbad (geschlossen)".
    static func standsAlone(_ weak: String) -> Bool {
        !weak.hasPrefix("geschlossen") && weak != "closed" && weak != "executive"
    }

    /// A secret one is public, as far as the session is.
    static func isVote(_ word: String) -> Bool {
        votes.contains(where: word.hasPrefix)
            || (word.hasSuffix("wahl") || word.hasSuffix("wahlen")) && !word.hasPrefix("auswahl")
                && !word.hasPrefix("vorauswahl")
    }
    private static let votes = [
        "wahl", "abstimm", "stimm", "ballot", "vote", "voting", "election",
    ]

    /// What else may be non-public than a session: streets, bodies of data law, flats.
    static let things = [
        "stelle", "stellen", "fläche", "flächen", "strasse", "strassen", "weg", "wege", "wegen",
        "platz", "plätze", "raum", "räume", "räumen", "gebäude", "gebäuden", "verkehr", "netz",
        "netze", "träger", "trägern", "einrichtung", "einrichtungen", "anlage", "anlagen",
        "kanal", "kanäle", "gewässer", "ladepunkte",
        "ladesäulen", "rechtlich", "rechtliche", "rechtlichen", "rechtlicher", "geförderte",
        "geförderten", "geförderter", "zugänglich", "zugängliche", "zugänglichen", "zugänglicher",
        "genutzte", "genutzten", "genutzter", "gewidmete", "gewidmeten", "gewidmeter",
    ]

    static func isThing(_ word: String) -> Bool {
        !isSection(word) && things.contains(where: word.hasSuffix)
    }

    // MARK: Headings

    /// What may stand before the word in a heading: enumeration and words of order.
    private static let leads: Set<String> = [
        "teil", "abschnitt", "block", "top", "tops", "tagesordnungspunkte", "tagesordnung",
        "punkte", "sitzung", "sitzungsteil", "tagesordnungsteil", "beginn", "fortsetzung",
        "fortführung", "weiterführung", "eröffnung", "ende", "es", "folgt", "anschliessend", "im",
        "in", "der", "die", "des", "den", "dem", "das", "a", "b", "c", "d", "i", "ii", "iii", "iv",
        "v", "n", "ö", "nö", "für", "fuer", "zum", "zur", "wieder", "wiederherstellung",
        "herstellung", "feststellung", "unter", "übergang", "überleitung", "wechsel", "eintritt",
        "part", "section", "agenda", "the", "of", "to", "into", "return", "resumption", "resume",
        "reconvene", "reconvened", "adjourn", "adjournment", "move", "back", "erster", "zweiter",
        "dritter", "eine", "danach", "anschluss", "now", "press", "and", "resolution", "items",
        "matters", "business", "be", "considered", "consideration", "for", "session", "meeting",
    ]
    /// What may follow: when it is, whose it is.
    private static let trails: Set<String> = [
        "der", "die", "des", "den", "dem", "das", "am", "um", "ab", "vom", "von", "ca", "gegen",
        "uhr", "h", "im", "an", "in", "anschluss", "anschliessend", "beginn", "ende", "folgt",
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "januar", "februar",
        "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
        "dezember", "voraussichtlich", "und", "fortsetzung", "stadt", "gemeinde", "rates", "rats",
        "of", "the", "and", "press", "council", "committee", "at", "on", "from", "pm",
    ]
    private static let councils = [
        "rat", "rates", "rats", "tag", "tages", "tags", "ausschuss", "ausschusses", "beirat",
        "beirats", "kommission", "versammlung", "vertretung", "vorstand", "vorstands", "senat",
        "senats", "council", "committee",
    ]
    /// From here on a heading says by which law.
    private static let grounds: Set<String> = ["gemäss", "gem", "nach", "laut", "under", "lt"]

    static func isNumber(_ word: String) -> Bool { word.allSatisfy(\.isNumber) }

    static func mayLead(_ word: String) -> Bool {
        leads.contains(word) || isNumber(word) || isCouncil(word)
    }

    static func isCouncil(_ word: String) -> Bool {
        councils.contains(where: word.hasSuffix)
    }

    static func mayTrail(_ word: String) -> Bool {
        trails.contains(word) || isNumber(word) || isCouncil(word) || isSection(word)
            || isNonPublic(word) || isPublic(word) || isWeak(word)
    }

    static func isGround(_ word: String) -> Bool { grounds.contains(word) }

    static func isPublic(_ word: String) -> Bool {
        word == "public"
            || word.hasPrefix("öffentlich") && isInflection(word.dropFirst("öffentlich".count))
    }

    static let ends: Set<String> = [
        "ende", "endet", "schluss", "schliessung", "beendigung", "end", "close", "closing",
        "closure",
    ]
    /// A session by a word that stands for nothing else.
    static func isSession(_ word: String) -> Bool {
        word.hasSuffix("sitzung") || word == "session" || word == "meeting"
    }

    static let followers = [
        "folgend", "nachfolgend", "nachstehend", "weiter", "übrige", "restlich", "following",
        "remaining",
    ]
    static let points: Set<String> = [
        "top", "tops", "punkt", "punkte", "tagesordnungspunkt", "tagesordnungspunkte",
        "angelegenheiten", "items", "business", "matters",
    ]

    /// What letter-spaced and run-together headings are made of, the longest first.
    static let joinable: [String] = {
        let adjectives = ["nichtöffentlich", "nichtoeffentlich", "nichtoffentlich"] + weakStems
        let inflected = adjectives.flatMap { stem in
            ["er", "en", "es", "em", "e", ""].map { stem + $0 }
        }
        let open = ["öffentlich", "oeffentlich"].flatMap { stem in
            ["er", "en", "es", "em", "e", ""].map { stem + $0 }
        }
        let others = [
            "teil", "sitzung", "sitzungsteil", "tagesordnung", "beratung", "ausschluss", "der",
            "öffentlichkeit", "unter", "closed", "session", "incamera", "executive", "private",
        ]
        return (inflected + open + others).sorted { $0.count > $1.count }
    }()

    // MARK: What was decided elsewhere

    static let announcing = [
        "bekanntgabe", "bekanntmachung", "bekannt", "mitteilung", "bericht", "verlesung",
        "niederschrift", "protokoll", "veröffentlichung", "information", "unterrichtung",
        "announcement", "report", "minutes", "disclosure",
    ]
    static let minutes = ["niederschrift", "protokoll", "minutes"]
    static let decided = [
        "gefasst", "beschlüss", "beschluss", "beschlues", "decision", "resolution",
    ]
    static let from: Set<String> = ["aus", "von", "vom", "über", "zur", "from", "of"]
    /// Always of what has been.
    static let outOf: Set<String> = ["aus", "from"]
    static let between: Set<String> = [
        "der", "die", "den", "dem", "des", "einer", "in", "im", "letzten", "vorigen", "vergangenen",
        "vorangegangenen", "jüngsten", "the", "last", "previous", "a",
    ]

    // MARK: What is asked for, or put off

    static let inquiries = ["anfrage", "frage", "inquiry", "question", "comment"]
    static let topics: Set<String> = [
        "zu", "zur", "zum", "über", "wegen", "bezüglich", "betreffend", "about", "on", "regarding",
    ]
    /// Before a part of a session it is what an item is about, not where it is dealt with.
    static let aboutOrFor: Set<String> = topics.union([
        "von", "für", "an", "mit", "bei", "nach", "vor", "for",
    ])
    static let motions = ["antrag", "motion", "beantrag"]
    static let moves = [
        "verschoben", "verlegt", "verwiesen", "verweisung", "vertagt", "deferred", "moved",
    ]
    /// What happens to an item that says where.
    static let verbs: Set<String> = [
        "behandelt", "behandeln", "beraten", "verhandelt", "statt", "wird", "werden", "verschoben",
        "verlegt", "verwiesen", "vertagt", "abgesetzt", "zu", "findet", "considered",
    ]
    static let into: Set<String> = ["in", "im", "into", "to", "unter", "under"]
    static let articles: Set<String> = [
        "den", "die", "der", "dem", "das", "des", "einer", "the", "a",
    ]
}
