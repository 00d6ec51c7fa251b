/// Tells what the words of one title say of publicity.
struct TitleReading {
    private typealias Verdict = PublicityWords.Verdict
    private typealias Vocabulary = PublicityVocabulary

    private let words: [TitleWords.Word]
    private let mentions: [TitleMention]
    private let flag: Publicity
    private var hasFlag: Bool { flag != .unsaid }

    init(words: TitleWords, flag: Publicity) {
        self.words = words.words
        self.flag = flag
        mentions = TitleMention.all(in: words.words)
    }

    var verdict: PublicityWords.Verdict {
        guard !mentions.isEmpty else {
            return endsPublicPart ? .closesAfter : isOpeningHeading ? .opensFollowing : .silent
        }
        return mentions.map { verdict(on: $0) }.max() ?? .silent
    }

    // MARK: Headings that open, and the end of what is open

    /// "Öffentlicher Teil", "A. Öffentliche Sitzung", "Wiederherstellung der Öffentlichkeit".
    private var isOpeningHeading: Bool {
        let rest = words.map(\.text).drop(while: Vocabulary.mayLead)
        guard let first = rest.first else { return false }
        // "Punkte für die öffentliche Sitzung" stand in no such one yet.
        let isOther = words.contains { word in
            Vocabulary.ends.contains(word.text) || ["für", "fuer", "for"].contains(word.text)
        }
        if isOther { return false }
        if first == "öffentlichkeit" {
            return rest.count == 1 && words.contains { $0.text.hasSuffix("herstellung") }
        }
        let second = rest.dropFirst().first
        if first == "open" {
            return ["session", "meeting", "part"].contains(second ?? "")
                && rest.dropFirst(2).allSatisfy(Vocabulary.mayTrail)
        }
        guard Vocabulary.isPublic(first) else { return false }
        guard let second else {
            return words.count == 1 || !words.contains { $0.text == "unter" }
        }
        return Vocabulary.isSection(second) && !Vocabulary.isSeveralSections(second)
            && rest.dropFirst(2).allSatisfy(Vocabulary.mayTrail)
    }

    /// "Ende der öffentlichen Sitzung", "Schließung des öffentlichen Teils".
    private var endsPublicPart: Bool {
        let rest = words.map(\.text).drop { Vocabulary.isNumber($0) || $0 == "hier" }
        guard let first = rest.first, Vocabulary.ends.contains(first) else { return false }
        let named = rest.dropFirst().drop { Vocabulary.articles.contains($0) || $0 == "of" }
        guard let adjective = named.first, Vocabulary.isPublic(adjective),
            let section = named.dropFirst().first
        else { return false }
        return Vocabulary.isSection(section)
            && named.dropFirst(2).allSatisfy(Vocabulary.mayTrail)
    }

    // MARK: Words that close

    private func verdict(on mention: TitleMention) -> Verdict {
        if isOfSomethingElse(mention) || announcesWhatWasDecided(mention) { return .silent }
        if isHeading(mention) || announcesWhatFollows(mention) { return .closesFollowing }
        if mention.kind == .noun { return verdict(onNoun: mention) }
        if mention.kind == .weak, !speaksOfSession(mention) {
            return mayMeanSession(mention) ? .mayCloseItself : .silent
        }
        let isMotion = words.contains { word in
            Vocabulary.motions.contains { word.text.hasPrefix($0) }
        }
        if isMotion { return mention.isExclusion ? .silent : .mayCloseItself }
        if isGeneral(mention) { return hasFlag ? .silent : .mayCloseItself }
        if !hasFlag, mayBeHeading(mention) { return .closesFollowing }
        return isCertain(mention) ? .closesItself : .mayCloseItself
    }

    private func verdict(onNoun mention: TitleMention) -> Verdict {
        if isAside(mention), "([".contains(words[mention.start].mark ?? " ") {
            return .closesItself
        }
        return hasFlag || isInquiry ? .silent : .mayCloseItself
    }

    /// Secret votes, streets that are not public, the Land whose short name is "NÖ".
    private func isOfSomethingElse(_ mention: TitleMention) -> Bool {
        let word = words[mention.start].text
        if !mention.hasSection {
            if word.hasPrefix("geheim"), words.contains(where: { Vocabulary.isVote($0.text) }) {
                return true
            }
            if mention.end < words.count, words[mention.end].mark.map({ $0 == "-" }) ?? true,
                Vocabulary.isThing(words[mention.end].text)
            {
                return true
            }
        }
        guard word == "nö", let before = before(mention) else { return false }
        return ["land", "landes", "bundesland"].contains(before)
    }

    /// A public item that tells what was decided elsewhere: "Bekanntgabe der in nichtöffentlicher
    /// Sitzung gefassten Beschlüsse". One that takes place there ("Mitteilungen (nichtöffentlich)",
    /// "Mitteilungen im nichtöffentlichen Teil") is none.
    private func announcesWhatWasDecided(_ mention: TitleMention) -> Bool {
        // In brackets, behind a dash or at the end the word speaks of the item itself.
        guard mention.start > 0, words[mention.start].mark == nil,
            mention.adjectiveEnd < words.count, words[mention.start].text != "nö"
        else { return false }
        let before = words[..<mention.start].map(\.text)
        let isAnnounced = before.contains { word in
            Vocabulary.announcing.contains(where: word.hasPrefix)
        }
        guard isAnnounced else { return false }
        let lead = before.reversed().drop { Vocabulary.between.contains($0) }.first ?? ""
        if Vocabulary.from.contains(lead) { return true }
        return words.contains { word in
            Vocabulary.decided.contains { word.text.hasPrefix($0) }
        }
            || before.contains { word in Vocabulary.minutes.contains(where: word.hasPrefix) }
    }

    private func isLed(_ mention: TitleMention) -> Bool {
        words[..<mention.start].allSatisfy { Vocabulary.mayLead($0.text) }
    }

    /// Whether a title names a part of the session and nothing else.
    private func isHeading(_ mention: TitleMention) -> Bool {
        let before = words[..<mention.start].map(\.text)
        // "Ende des öffentlichen Teils, Beginn des nichtöffentlichen Teils"
        let isNamed = before.indices.allSatisfy { index in
            Vocabulary.mayLead(before[index]) || Vocabulary.isPublic(before[index])
                || index > 0 && Vocabulary.isPublic(before[index - 1])
                    && Vocabulary.isSection(before[index])
        }
        guard isNamed else { return false }
        let after = words[mention.end...].map(\.text)
        switch mention.kind {
        case .noun: return after.isEmpty || after == ["der", "sitzung"]
        case .weak where !mention.hasSection:
            // "vertraulich" in the place of a title that is not to be read names no part.
            return after.isEmpty && (flag != .nonPublic || !before.isEmpty)
        case .weak, .strong: break
        }
        if hasFlag, Vocabulary.isSeveralSections(words[mention.end - 1].text) { return false }
        // "Nichtöffentlicher Teil: Grundstücksangelegenheiten" is one item of it.
        let namesItem = words[mention.end...].contains { word in
            word.mark == ":" && !Vocabulary.isCouncil(word.text) && !Vocabulary.isWeak(word.text)
                && !Vocabulary.isNonPublic(word.text)
        }
        if namesItem { return false }
        return after.prefix { !Vocabulary.isGround($0) }.allSatisfy(Vocabulary.mayTrail)
    }

    /// "Die folgenden Tagesordnungspunkte werden in nichtöffentlicher Sitzung beraten".
    private func announcesWhatFollows(_ mention: TitleMention) -> Bool {
        guard mention.kind == .strong || mention.hasSection else { return false }
        return zip(words, words.dropFirst()).contains { word, next in
            Vocabulary.followers.contains(where: word.text.hasPrefix)
                && Vocabulary.points.contains(next.text)
        }
    }

    /// Whether "geheim", "geschlossen" or "closed" speaks of a session and of no street.
    private func speaksOfSession(_ mention: TitleMention) -> Bool {
        let isClosed = isClosed(after: mention)
        let mayStandAlone = Vocabulary.standsAlone(words[mention.start].text) && isClosed
        if isLed(mention) { return mention.hasSection || mayStandAlone }
        if isAside(mention) { return mention.hasSection || mayStandAlone }
        return mention.hasSection && isInto(mention)
    }

    /// "Sachstand geschlossene Sitzung", as nothing else than a session is called so.
    private func mayMeanSession(_ mention: TitleMention) -> Bool {
        mention.hasSection && Vocabulary.isSession(words[mention.end - 1].text)
            && !isGeneral(mention)
    }

    /// Whether a sign or nothing follows.
    private func isClosed(after mention: TitleMention) -> Bool {
        guard mention.end < words.count else { return true }
        let next = words[mention.end]
        return next.isApart && ":-–—)]|,".contains(next.mark ?? " ")
    }

    /// Whether it stands in brackets, behind a dash, a colon or a comma.
    private func isAside(_ mention: TitleMention) -> Bool {
        let word = words[mention.start]
        return mention.start > 0 && word.isApart && "([{<-–—,;:/|".contains(word.mark ?? " ")
    }

    /// "in nichtöffentlicher Sitzung", "in den vertraulichen Teil"; of what happens there nothing
    /// is said but that it does.
    private func isInto(_ mention: TitleMention) -> Bool {
        before(mention).map(Vocabulary.into.contains) ?? false
    }

    /// The word before, articles left out; nil where a sign stands between.
    private func before(_ mention: TitleMention) -> String? {
        guard words[mention.start].mark == nil else { return nil }
        return words[..<mention.start].reversed().map(\.text)
            .first { !Vocabulary.articles.contains($0) }
    }

    private var isInquiry: Bool {
        words.contains { word in Vocabulary.inquiries.contains { word.text.hasPrefix($0) } }
    }

    /// Speaks of sessions in general, of what came out of one, or asks for it.
    private func isGeneral(_ mention: TitleMention) -> Bool {
        guard mention.start > 0, !isAside(mention) else { return false }
        if mention.hasSection, !isLed(mention),
            Vocabulary.isSeveralSections(words[mention.end - 1].text)
        {
            return true
        }
        guard let before = before(mention) else { return false }
        return Vocabulary.outOf.contains(before)
            || isInquiry && Vocabulary.topics.contains(before)
    }

    /// Without a flag of its own a short title that names a part closes what follows too.
    private func mayBeHeading(_ mention: TitleMention) -> Bool {
        let isMoved = words.contains { word in
            Vocabulary.moves.contains { word.text.hasPrefix($0) }
        }
        guard !isMoved, mention.kind == .strong || mention.hasSection else { return false }
        if isLed(mention) {
            return words[mention.start].text != "nö" || mention.hasSection
                || isClosed(after: mention)
        }
        if let before = before(mention), Vocabulary.aboutOrFor.contains(before) { return false }
        let rest = words.drop { Vocabulary.mayLead($0.text) }
        return mention.hasSection && rest.count <= 6
    }

    /// Whether the title says so of the item itself.
    private func isCertain(_ mention: TitleMention) -> Bool {
        if isAside(mention) { return true }
        if isLed(mention) { return mention.hasSection || isClosed(after: mention) }
        return isInto(mention)
            && words[mention.end...].allSatisfy { Vocabulary.verbs.contains($0.text) }
    }

    // MARK: Names of sessions and bodies

    /// Whether a name says that what it names is closed, or a part of it.
    var namesClosedSession: Bool {
        mentions.contains { mention in
            !isOfSomethingElse(mention)
                && (mention.kind != .weak || isHeading(mention) || speaksOfSession(mention))
        }
    }

    /// "Öffentliche und nichtöffentliche Sitzung"; not "Nichtöffentliche Sitzung des Ausschusses
    /// für öffentliche Ordnung".
    var namesOpenPartToo: Bool {
        let texts = words.map(\.text)
        let joins: Set<String> = ["und", "u", "oder", "bzw", "sowie", "and", "or"]
        let elsewhere: Set<String> = ["an", "nach", "vor", "after", "before", "following"]
        let isOpen = texts.indices.contains { index in
            guard Vocabulary.isPublic(texts[index]) else { return false }
            let lead = texts[..<index].last { !Vocabulary.articles.contains($0) } ?? ""
            guard !elsewhere.contains(lead) else { return false }
            let next = index + 1 < texts.count ? texts[index + 1] : ""
            return joins.contains(next) || joins.contains(lead)
                || Vocabulary.isNonPublic(next) || Vocabulary.isNonPublic(lead)
                || Vocabulary.isSection(next)
        }
        return isOpen
            || mentions.allSatisfy { mention in
                mention.hasSection && words[mention.end - 1].text.hasPrefix("teil")
                    && ["mit", "anschliessendem"].contains(before(mention) ?? "")
            }
    }
}
