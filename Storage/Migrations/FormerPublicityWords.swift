import Foundation

/// How words were read before the catalogue's fourth step: it never changes.
///
/// What it closed in sessions that had ended stays closed (`Migration.publicity`).
enum FormerPublicityWords {
    /// What a title says.
    enum Verdict: Equatable {
        case silent
        /// The item itself is not public.
        case closesItself
        /// A heading: what follows is not public until a heading opens it again.
        case closesFollowing
        /// A heading: what follows is public.
        case opensFollowing
    }

    static func verdict(onTitle title: String) -> Verdict {
        let words = FormerWords(title)
        guard words.sayNonPublic else {
            return words.areOpeningHeading ? .opensFollowing : .silent
        }
        if words.announceWhatWasDecided { return .silent }
        return words.areClosingHeading ? .closesFollowing : .closesItself
    }

    /// Whether a printed number marks its item as non-public: "N 3", "NÖ2.1", "TOP N.1", "3 nö".
    static func isNonPublic(number: String) -> Bool {
        let text = FormerWords.normalised(number)
        var letters = text.prefix { !$0.isNumber }.filter(\.isLetter)
        for prefix in ["tagesordnungspunkt", "punkt", "top"] where letters.hasPrefix(prefix) {
            letters = String(letters.dropFirst(prefix.count))
            break
        }
        let trailing = text.drop { !$0.isNumber }.filter(\.isLetter)
        return ["n", "nö", "noe"].contains(letters) || ["nö", "noe"].contains(trailing)
            || letters.hasPrefix("nichtö") || letters.hasPrefix("nichtoe")
    }

    /// What the name of a session or body says of all that happens in it.
    static func verdict(onName name: String) -> (closesAll: Bool, isMixed: Bool) {
        let words = FormerWords(name)
        guard words.sayNonPublic else { return (false, false) }
        let isMixed = words.alsoSayPublic
        return (!isMixed, isMixed)
    }
}

/// A title taken apart for reading.
private struct FormerWords {
    /// Lower case, one space for any blanks, without soft hyphens.
    let text: String
    /// Runs of letters and digits.
    let tokens: [String]
    /// Letters alone, one after another: finds words whatever stands between their letters.
    let letters: String

    init(_ title: String) {
        text = Self.normalised(title)
        tokens = text.split { !$0.isAnyLetter && !$0.isAnyNumber }.map(String.init)
        letters = text.filter(\.isAnyLetter)
    }

    static func normalised(_ text: String) -> String {
        var kept = ""
        if text.unicodeScalars.allSatisfy(isPlain) {
            kept = text.lowercased()
        } else {
            for scalar in text.precomposedStringWithCompatibilityMapping.lowercased()
                .unicodeScalars where scalar.properties.generalCategory != .format
            {
                kept.unicodeScalars.append(scalar)
            }
        }
        return kept.split(whereSeparator: \.isAnyBlank).joined(separator: " ")
    }

    /// What is its own compatibility mapping and no soft hyphen: nearly all that titles are made of.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // ASCII, letters of Latin-1, dashes, quotation marks.
        case 0..<0x80, 0xC0...0xFF, 0x2013...0x2014, 0x2018...0x201E: true
        default: false
        }
    }

    private static let closingWords = [
        "nichtöff", "nichtoeff", "nonpublic", "notpublic", "closedsession", "vertraulicherteil",
        "ausschlussderöffentlichkeit", "ausschlussderoeffentlichkeit",
        "ausschlußderöffentlichkeit",
    ]

    var sayNonPublic: Bool {
        let bytes = Array(letters.utf8)
        // "Antrag auf Ausschluss der Öffentlichkeit" is debated as its flag and place say.
        let isMotion = tokens.first == "antrag" || letters.contains("antragauf")
        return Self.closingWords.contains { word in
            bytes.contains(word.utf8) && !(isMotion && word.hasPrefix("ausschl"))
        } || saysShortForm
    }

    /// "NÖ", "n. ö." standing alone.
    private var saysShortForm: Bool {
        tokens.contains { $0 == "nö" }
            || zip(tokens, tokens.dropFirst()).contains { $0 == ("n", "ö") }
    }

    /// Whether "öffentlich" stands there also without "nicht" before it: a mixed session.
    var alsoSayPublic: Bool {
        var rest = letters
        for word in ["nichtöffentlich", "nichtoeffentlich", "nonpublic", "notpublic"] {
            rest = rest.replacingOccurrences(of: word, with: " ")
        }
        return ["öffentlich", "oeffentlich", "public"].contains { rest.contains($0) }
    }

    private static let sections: Set<String> = [
        "teil", "teils", "teiles", "sitzung", "sitzungsteil", "tagesordnung", "beratung", "part",
        "session", "top", "tops", "tagesordnungspunkte", "angelegenheiten", "tagesordnungsteil",
    ]
    /// What may stand before the word in a heading: enumeration and words of order.
    private static let leads: Set<String> = [
        "teil", "abschnitt", "top", "tops", "tagesordnungspunkte", "tagesordnung", "punkte",
        "beginn", "fortsetzung", "fortführung", "weiterführung", "eröffnung", "ende", "es",
        "folgt", "anschließend", "im", "in", "der", "die", "des", "den", "dem", "das", "a",
        "b", "c", "d", "i", "ii", "iii", "iv", "v", "n", "ö", "nö", "für", "zum", "zur",
        "wieder", "wiederherstellung", "herstellung", "unter",
    ]

    private static func isPublic(_ word: String) -> Bool {
        guard let stem = ["öffentlich", "oeffentlich"].first(where: word.hasPrefix) else {
            return word == "public"
        }
        return ["", "e", "er", "en", "es", "em"].contains(String(word.dropFirst(stem.count)))
    }

    /// A title that begins with the word, behind enumeration alone, or names the part as such.
    var areClosingHeading: Bool {
        if Self.closingWords.contains(where: letters.hasPrefix) { return true }
        let rest = tokens.drop { Self.leads.contains($0) || $0.allSatisfy(\.isNumber) }
        let start = rest.joined()
        // Only "NÖ" or "Teil B – NÖ": nothing else is said.
        guard !start.isEmpty else { return true }
        if Self.closingWords.contains(where: start.hasPrefix) { return true }
        return tokens.contains { Self.sections.contains($0) } && rest.count <= 6
    }

    /// "Öffentlicher Teil", "A. Öffentliche Sitzung", "Wiederherstellung der Öffentlichkeit".
    var areOpeningHeading: Bool {
        let rest = Array(tokens.drop { Self.leads.contains($0) || $0.allSatisfy(\.isNumber) })
        guard let first = rest.first else { return false }
        let isBack = tokens.contains { $0.hasSuffix("herstellung") }
        if isBack && (first == "öffentlichkeit" || first == "oeffentlichkeit") {
            return rest.count == 1
        }
        guard Self.isPublic(first) else { return false }
        guard rest.count > 1 else {
            return tokens.count == 1 || !tokens.contains("unter")
        }
        return Self.sections.contains(rest[1])
    }

    private static let announcing = [
        "bekanntgabe", "bekanntmachung", "bekannt", "mitteilung", "bericht", "verlesung",
        "niederschrift", "protokoll", "veröffentlichung", "information", "unterrichtung",
    ]
    private static let decided = ["gefasst", "gefaßt", "beschlüss", "beschluss", "beschlues"]
    private static let from: Set<String> = ["aus", "von", "vom", "über", "zur"]
    private static let between: Set<String> = [
        "der", "die", "den", "dem", "des", "einer", "in", "im", "letzten", "vorigen", "vergangenen",
        "vorangegangenen", "jüngsten",
    ]

    /// A public item that tells what was decided elsewhere: "Bekanntgabe der in nichtöffentlicher
    /// Sitzung gefassten Beschlüsse". One that takes place there ("Mitteilungen (nichtöffentlich)",
    /// "Mitteilungen im nichtöffentlichen Teil") is none.
    var announceWhatWasDecided: Bool {
        guard let place = tokens.firstIndex(where: { $0.hasPrefix("nicht") }), place > 0,
            !saysShortForm
        else { return false }
        let before = tokens[..<place]
        guard before.contains(where: { word in Self.announcing.contains { word.hasPrefix($0) } })
        else { return false }
        // In brackets, behind a dash or at the end the word speaks of the item itself.
        let wordLength =
            tokens[place].hasPrefix("nichtö") || tokens[place].hasPrefix("nichtoe") ? 1 : 2
        guard place + wordLength < tokens.count, let range = text.range(of: tokens[place]),
            let mark = text[..<range.lowerBound].last(where: { $0 != " " }),
            mark.isLetter || mark.isNumber
        else { return false }
        let after = tokens[(place + wordLength)...]
        let lead = before.reversed().drop { Self.between.contains($0) }.first ?? ""
        if Self.from.contains(lead) { return true }
        let tellsDecisions = tokens.contains { word in
            Self.decided.contains { word.hasPrefix($0) }
        }
        let isMinutes = before.contains { word in
            word.hasPrefix("niederschrift") || word.hasPrefix("protokoll")
        }
        return (tellsDecisions || isMinutes) && !after.isEmpty
    }
}

/// The tables of Unicode are asked for what is no ASCII alone: each title is gone through four
/// times.
extension Character {
    fileprivate var isAnyLetter: Bool {
        guard let ascii = asciiValue else { return isLetter }
        return (65...90).contains(ascii) || (97...122).contains(ascii)
    }

    fileprivate var isAnyNumber: Bool {
        asciiValue.map { (48...57).contains($0) } ?? isNumber
    }

    fileprivate var isAnyBlank: Bool {
        asciiValue.map { $0 == 0x20 || (0x09...0x0D).contains($0) } ?? isWhitespace
    }
}

extension [UInt8] {
    /// Whether a word stands anywhere in it. Every title of an archive is asked for nine of them,
    /// so that this is worth more than a search for anything in anything.
    fileprivate func contains(_ word: String.UTF8View) -> Bool {
        guard let first = word.first else { return true }
        for start in indices.dropLast(word.count - 1) where self[start] == first {
            if self[start...].starts(with: word) { return true }
        }
        return false
    }
}
