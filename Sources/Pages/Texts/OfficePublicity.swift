import Agenda

extension Texts.Office {
    /// What the office reads of an item's publicity, and its buttons.
    struct Publicity: Sendable {
        var isPublic: String
        var isNonPublic: String
        /// Where words alone may say so.
        var isUncertain: String
        var byOffice: String
        var says: String
        var saysNot: String
        var takeBack: String
        var why: @Sendable (PublicityRule.Reason) -> String

        static let german = Publicity(
            isPublic: "öffentlich",
            isNonPublic: "nicht öffentlich",
            isUncertain: "nicht öffentlich, bitte prüfen",
            byOffice: "Die Geschäftsstelle hat es so bestimmt.",
            says: "Ist öffentlich",
            saysNot: "Ist nicht öffentlich",
            takeBack: "Zurücknehmen",
            why: { reason in
                switch reason {
                case .office: "Die Geschäftsstelle hat es so bestimmt."
                case .kept: "War schon vorher geschlossen, und niemand hat es freigegeben."
                case .flag: "So steht es in der Tagesordnung."
                case .number: "Die Nummer sagt es."
                case .title: "Der Titel sagt es."
                case .uncertainTitle: "Der Titel könnte es sagen."
                case .heading: "Eine Überschrift darüber sagt es."
                case .parent: "Der Punkt darüber, zu dem er gehört, ist nicht öffentlich."
                case .name: "Der Name der Sitzung oder des Gremiums sagt es."
                case .mixedName: "Die Sitzung hat beide Teile, und nichts sagt, welcher dies ist."
                }
            })

        static let english = Publicity(
            isPublic: "public",
            isNonPublic: "not public",
            isUncertain: "not public, please check",
            byOffice: "The council office has said so.",
            says: "Is public",
            saysNot: "Is not public",
            takeBack: "Take back",
            why: { reason in
                switch reason {
                case .office: "The council office has said so."
                case .kept: "It was closed before, and nobody has released it."
                case .flag: "The agenda says so."
                case .number: "Its number says so."
                case .title: "Its title says so."
                case .uncertainTitle: "Its title may say so."
                case .heading: "A heading above says so."
                case .parent: "The item above that it belongs to is not public."
                case .name: "The name of the session or body says so."
                case .mixedName: "The session has both parts, and nothing says which this is."
                }
            })
    }
}
