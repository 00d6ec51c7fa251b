/// What the words of a title or a printed number say of publicity.
///
/// Cities write it in many ways: "Nichtöffentlicher Teil", "NICHT ÖFFENTLICH", "nicht-oeffentl.",
/// "Geheime Beratung", "In camera", "N 3", in letter-spaced type, with soft hyphens, decomposed
/// umlauts or none. A heading names all that follows, an item's title at most the item itself.
enum PublicityWords {
    /// What a title says; the stricter it is, the greater.
    enum Verdict: Int, Comparable {
        case silent
        /// A heading: what follows is public.
        case opensFollowing
        /// The public part ends with it: what follows is not public, the item itself is.
        case closesAfter
        /// Nobody can be certain, so the item itself is not public.
        case mayCloseItself
        /// The item itself is not public.
        case closesItself
        /// A heading: what follows is not public until a heading opens it again.
        case closesFollowing

        static func < (left: Verdict, right: Verdict) -> Bool { left.rawValue < right.rawValue }
    }

    /// - Parameter flag: an item with a flag of its own is a heading only where it names a part of
    ///   the session and nothing else.
    static func verdict(onTitle title: String, flag: Publicity) -> Verdict {
        guard let text = TitleText(mentioningPublicity: title) else { return .silent }
        return TitleReading(words: TitleWords(text), flag: flag).verdict
    }

    /// Whether a printed number marks its item as non-public: "N 3", "NÖ2.1", "TOP N.1", "3 nö".
    static func isNonPublic(number: String) -> Bool {
        // Nearly every number: digits and signs alone.
        guard number.utf8.contains(where: { $0 | 0x20 == 0x6E || $0 >= 0x80 }) else { return false }
        let text = TitleText.normalised(number)
        var letters = text.prefix { !$0.isNumber }.filter(\.isLetter)
        for prefix in ["tagesordnungspunkt", "punkt", "top"] where letters.hasPrefix(prefix) {
            letters = String(letters.dropFirst(prefix.count))
            break
        }
        let trailing = text.drop { !$0.isNumber }.filter(\.isLetter)
        return ["n", "nö", "noe"].contains(letters) || ["nö", "noe"].contains(trailing)
            || letters.hasPrefix("nichtö") || letters.hasPrefix("nichto")
    }

    /// What the name of a session or body says of all that happens in it.
    static func verdict(onName name: String) -> (closesAll: Bool, isMixed: Bool) {
        guard let text = TitleText(mentioningPublicity: name) else { return (false, false) }
        let reading = TitleReading(words: TitleWords(text), flag: .public)
        guard reading.namesClosedSession else { return (false, false) }
        let isMixed = reading.namesOpenPartToo
        return (!isMixed, isMixed)
    }
}
