import Agenda
import Testing

/// One title as councils write it, and what it says of itself and of what follows.
struct TitleRow: Sendable, CustomTestStringConvertible {
    enum Effect: Sendable {
        /// Nothing is closed.
        case open
        /// The item alone, which says so of itself.
        case itself
        /// The item alone, as nobody can be certain.
        case perhaps
        /// The item and all that follows.
        case following
        /// What follows, and not the item: the public part ends with it.
        case after
    }

    var title: String
    var flag: Publicity
    var effect: Effect

    init(_ title: String, _ flag: Publicity, _ effect: Effect) {
        self.title = title
        self.flag = flag
        self.effect = effect
    }

    var testDescription: String { "\(title) (\(flag.rawValue))" }
}

extension TitleRow {
    static let all = german + germanTraps + english + englishTraps

    /// Titles that close something.
    static let german: [TitleRow] = [
        // Headings.
        TitleRow("Nichtöffentlicher Teil", .public, .following),
        TitleRow("Nichtöffentliche Sitzung", .unsaid, .following),
        TitleRow("NICHT ÖFFENTLICHE SITZUNG", .public, .following),
        TitleRow("< Sitzungsteil nichtöffentlich >", .unsaid, .following),
        TitleRow("B. Nicht-öffentlicher Teil", .public, .following),
        TitleRow("N i c h t ö f f e n t l i c h e   S i t z u n g", .public, .following),
        TitleRow("N i c h t ö f f e n t l i c h e r T e i l", .public, .following),
        TitleRow("G E H E I M E   B E R A T U N G", .public, .following),
        TitleRow("nichtoffentlich", .public, .following),
        TitleRow("Nichtoffentlicher Teil", .public, .following),
        TitleRow("NICHTOEFFENTLICHER TEIL", .public, .following),
        TitleRow("NichtöffentlicherTeil", .public, .following),
        TitleRow("Nicht \u{FFFD}ffentlicher Teil", .public, .following),
        TitleRow("Nichtöff. Teil", .public, .following),
        TitleRow("nichtöffentl. Sitzungsteil", .public, .following),
        TitleRow("nicht öff. Sitzung", .unsaid, .following),
        TitleRow("II. NÖ-Teil", .public, .following),
        TitleRow("n. ö. Teil", .public, .following),
        TitleRow("Nichtöffentlicher Teil gemäß § 35 Abs. 1 GemO", .public, .following),
        TitleRow("Nichtöffentliche Sitzung des Gemeinderates ab 20.30 Uhr", .public, .following),
        TitleRow("Gemeinderat: nichtöffentlicher Teil", .public, .following),
        TitleRow("Geschlossene Sitzung", .public, .following),
        TitleRow("Geschlossener Teil", .unsaid, .following),
        TitleRow("Geheime Beratung", .public, .following),
        TitleRow("Geheime Sitzung des Ältestenrates", .unsaid, .following),
        TitleRow("Vertrauliche Sitzung", .public, .following),
        TitleRow("Teil C – vertraulich", .public, .following),
        TitleRow("ohne Öffentlichkeit", .public, .following),
        TitleRow("Sitzung ohne Öffentlichkeit", .unsaid, .following),
        TitleRow("Interner Teil", .public, .following),
        TitleRow("Interne Sitzung", .unsaid, .following),
        TitleRow("Ausschluss der Öffentlichkeit", .public, .following),
        TitleRow("Ausschluß d. Öffentlichkeit", .public, .following),
        TitleRow("Herstellung der Nichtöffentlichkeit", .public, .following),
        TitleRow("Übergang in die nichtöffentliche Sitzung", .public, .following),
        TitleRow(
            "Die folgenden Tagesordnungspunkte werden in nichtöffentlicher Sitzung beraten",
            .public, .following),
        TitleRow(
            "Die nachstehenden Punkte finden unter Ausschluss der Öffentlichkeit statt",
            .public, .following),
        TitleRow("Zweiter Teil: Nichtöffentlich", .public, .following),
        TitleRow("Es folgt eine nichtöffentliche Sitzung", .public, .following),
        TitleRow(
            "Ende des öffentlichen Teils / Beginn des nichtöffentlichen Teils", .public,
            .following),
        TitleRow("Hier endet der öffentliche Teil", .unsaid, .after),
        TitleRow("Ende der öffentlichen Sitzung", .public, .after),
        TitleRow("Schließung des öffentlichen Teils", .unsaid, .after),
        // Without a flag of its own a title may be a heading.
        TitleRow("Nichtöffentliche Angelegenheiten der Ortschaft Kleinau", .unsaid, .following),
        TitleRow("Personal - nichtöffentlicher Teil", .unsaid, .following),
        TitleRow("Ausschluss der Öffentlichkeit für den Rest der Sitzung", .unsaid, .following),
        // Items that say so of themselves.
        TitleRow("Personal - nichtöffentlicher Teil", .public, .itself),
        TitleRow("Nichtöffentlich: Verkauf des Grundstücks Marktgasse 4", .public, .itself),
        TitleRow("Nichtöffentlicher Teil: Grundstücksangelegenheiten", .public, .itself),
        TitleRow("Vertraulich: Ankauf eines Grundstücks", .public, .itself),
        TitleRow("Vertraulich: Ankauf eines Grundstücks", .unsaid, .itself),
        TitleRow("Geheim – Gefahrenabwehrplan Wasserwerk", .public, .itself),
        TitleRow("Stundung einer Gewerbesteuerschuld (nicht öffentlich)", .public, .itself),
        TitleRow("Stundung einer Gewerbesteuerschuld (vertraulich)", .public, .itself),
        TitleRow("Prozessvergleich [intern]", .public, .itself),
        TitleRow("Prozessvergleich, n. ö.", .public, .itself),
        TitleRow("Mitteilungen in geschlossener Sitzung", .public, .itself),
        TitleRow("Anfragen (nichtöffentlich)", .public, .itself),
        TitleRow("Anfragen im nichtöffentlichen Teil", .public, .itself),
        TitleRow(
            "Bekanntgabe der in nichtöffentlicher Sitzung gefassten Beschlüsse (nichtöffentlich)",
            .public, .itself),
        TitleRow("Wird in nichtöffentlicher Sitzung behandelt", .public, .itself),
        TitleRow("- verschoben in den nichtöffentlichen Teil -", .public, .itself),
        TitleRow("verschoben in den nichtöffentlichen Teil", .unsaid, .itself),
        TitleRow("Vergabe der Bauleistungen – ohne Öffentlichkeit", .public, .itself),
        // Nobody can be certain: the office is asked.
        TitleRow("Antrag auf Behandlung in nichtöffentlicher Sitzung", .public, .perhaps),
        TitleRow("Antrag auf Behandlung in nichtöffentlicher Sitzung", .unsaid, .perhaps),
        TitleRow("Beschluss über den Ausschluss der Öffentlichkeit zu TOP 9", .public, .perhaps),
        TitleRow("Beratung der nichtöffentlichen Vorlage 12/2027", .public, .perhaps),
        TitleRow("Zulassung von Gästen zur nichtöffentlichen Sitzung", .unsaid, .perhaps),
        TitleRow("Bericht des Bürgermeisters nichtöffentlich", .public, .perhaps),
        TitleRow("Beratung nicht in öffentlicher Sitzung", .public, .perhaps),
        // A flag of its own closes the item and nothing else.
        TitleRow("Haushalt 2027", .nonPublic, .itself),
        TitleRow("vertraulich", .nonPublic, .itself),
        TitleRow("Verkauf, nichtöffentlicher Teil der Vorlage", .nonPublic, .itself),
    ]

    /// Titles that only look so.
    static let germanTraps: [TitleRow] = [
        "Wahl in geheimer Abstimmung", "Geheime Wahl der stellvertretenden Vorsitzenden",
        "Wahl eines Beisitzers (geheim)", "Betriebsgeheimnisse in Bebauungsplänen",
        "Geheimnis der Burgruine: neuer Wanderweg", "Verpflichtung zur Geheimhaltung",
        "Einführung eines internen Kontrollsystems", "Internes Kontrollsystem",
        "Interne Verrechnung von Leistungen", "Interkommunale Vergabestelle",
        "Internationale Gartenschau", "Internetauftritt der Stadt",
        "Vertraulichkeit von Daten im Bürgerbüro",
        "Vertrauliche Geburt: Bericht der Beratungsstelle", "Umgang mit vertraulichen Unterlagen",
        "Geschlossene Ortschaft: Versetzung der Ortstafel",
        "Auftragsvergabe für geschlossene Gruben", "Geschlossener Ortsteil am Hang",
        "Öffentlichkeitsarbeit", "Öffentlichkeitsbeteiligung am Bebauungsplan Nr. 12",
        "Frühzeitige Beteiligung der Öffentlichkeit und der Behörden",
        "Verfahren ohne frühzeitige Öffentlichkeitsbeteiligung", "Öffentliche Sitzung",
        "Öffentliche Toiletten", "Veröffentlichung personenbezogener Daten in Vorlagen",
        "Nichtöffnung des Freibades im Mai", "Vergabe im nicht offenen Verfahren",
        "Widmung nicht öffentlicher Verkehrsflächen",
        "Videoüberwachung durch nichtöffentliche Stellen",
        "Förderung nicht öffentlich geförderter Wohnungen",
        "Zuschuss des Landes NÖ zum Hochwasserschutz",
        "Bekanntgabe der in nichtöffentlicher Sitzung gefassten Beschlüsse",
        "Bekanntgabe der unter Ausschluss der Öffentlichkeit gefassten Beschlüsse",
        "Beschlüsse aus nichtöffentlicher Sitzung vom 4. März",
        "Bericht aus der geschlossenen Sitzung des Beirats",
        "Mitteilung von Beschlüssen aus vertraulicher Sitzung",
        "Niederschrift über die nichtöffentliche Sitzung vom 4. März",
        "Anfrage GRÜNE: Nichtöffentlichkeit von Ausschusssitzungen",
        "Anfrage zu nichtöffentlichen Sitzungen der Gesellschafterversammlung",
        "Protokollierung nichtöffentlicher Sitzungen",
        "Nichtöffentlichkeit von Aufsichtsratssitzungen",
        "Antrag auf Ausschluss der Öffentlichkeit",
        "Antrag: Liveübertragung von öffentlichen Rats- und Ausschusssitzungen",
        "Geschlossenheit des Ortsbildes", "Privatstraßen", "Schluss der Sitzung",
        "Interner Bericht der Rechnungsprüfung", "Geheimschrift im Stadtarchiv",
        "Einrichtung einer geschlossenen Unterbringung",
        "Hallenbad (geschlossen bis Mai)", "Geheimtipps im Tourismusprospekt",
        "Aufhebung der Vertraulichkeit eines Gutachtens", "Interne Organisationsuntersuchung",
        "Internat am Stadtrand", "Geschlossene Bauweise in der Talstraße",
        "Vertrauensperson im Schöffenwahlausschuss", "Privatisierung der Stadthalle",
        "Nicht öffnende Fenster im Schulhaus", "Beteiligung der Träger öffentlicher Belange",
        "Öffentlich-rechtliche Vereinbarung", "Öffentlicher Nahverkehr: Linie 5",
        "Unterrichtung über nichtöffentlich gefasste Beschlüsse",
        "Protokoll der nichtöffentlichen Sitzung vom 4. März",
        "Verlesung der Beschlüsse aus der nicht öffentlichen Sitzung",
        "Information über Beschlüsse des nichtöffentlichen Teils der letzten Sitzung",
        "Anfrage wegen nichtöffentlicher Sitzungen", "Öffentliche Ausschreibung",
        "Förderung von nichtöffentlichen Ladesäulen", "Schließung des Hallenbades",
        "Ausschluss eines Bieters", "Ausschluss von Ratsmitgliedern wegen Befangenheit",
        "Einwohnerfragestunde (öffentlich)", "Stimmabgabe geheim oder offen",
    ].map { TitleRow($0, .public, .open) }

    static let english: [TitleRow] = [
        TitleRow("Closed session", .public, .following),
        TitleRow("CLOSED SESSION", .unsaid, .following),
        TitleRow("C L O S E D   S E S S I O N", .public, .following),
        TitleRow("In camera", .public, .following),
        TitleRow("In camera session", .unsaid, .following),
        TitleRow("Exclusion of the public", .public, .following),
        TitleRow("Exclusion of the Press and Public", .public, .following),
        TitleRow("Executive session", .public, .following),
        TitleRow("Adjourn to executive session", .public, .following),
        TitleRow("Part II – Confidential", .public, .following),
        TitleRow("Private session", .public, .following),
        TitleRow("Exempt items", .unsaid, .following),
        TitleRow("Non-public part", .public, .following),
        TitleRow("The following items will be considered in closed session", .public, .following),
        TitleRow("Meeting closed to the public", .public, .following),
        TitleRow("Press and public excluded", .public, .following),
        TitleRow("Items to be considered in private", .public, .following),
        TitleRow("Land disposal - exempt information", .public, .itself),
        TitleRow("End of the public session", .public, .after),
        TitleRow("Purchase of land (confidential)", .public, .itself),
        TitleRow("Purchase of land (in camera)", .public, .itself),
        TitleRow("Confidential: purchase of land", .public, .itself),
        TitleRow("Litigation – closed session", .public, .itself),
        TitleRow("Deferred to closed session", .public, .itself),
        TitleRow("Motion to go into closed session", .public, .perhaps),
        TitleRow("Settlement (not for publication)", .public, .itself),
    ]

    static let englishTraps: [TitleRow] = [
        "Closed-circuit television in the market hall", "Public hearing on the budget",
        "Report from closed session", "Footpath closed to the public",
        "Minutes of the executive session of 4 March",
        "Announcement of decisions taken in closed session", "Executive summary",
        "Road closed to public traffic", "Private gardens in private ownership",
        "Election by secret ballot", "Public comment on closed session items",
        "Confidentiality of patient data", "Public session", "Exempt accommodation: licensing",
        "Installation of in-vehicle camera systems", "International partnership",
        "Open spaces strategy", "Closing of accounts", "Camera enforcement of bus lanes",
        "Open market licence", "Private hire vehicles", "Confidential helpline for residents",
        "Executive committee appointments", "Minutes of the last meeting", "Internal audit plan",
        "Restricted parking zone", "Exempt vehicles in the low emission zone",
    ].map { TitleRow($0, .public, .open) }
}
