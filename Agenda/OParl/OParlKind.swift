/// What an object of OParl is; only what we read has a name of its own.
enum OParlKind: String, CaseIterable, Hashable, Sendable {
    case meeting, agendaItem, paper, consultation, organization, person, membership, file
    /// Bodies, systems, locations, legislative terms: known, and nothing to us.
    case other

    /// By its `type`, a URL or its last word; nil for words that OParl does not know.
    init?(type: String) {
        let word = type.split { $0 == "/" || $0 == "#" || $0 == ":" }.last?.lowercased() ?? ""
        switch word {
        case "meeting": self = .meeting
        case "agendaitem": self = .agendaItem
        case "paper": self = .paper
        case "consultation": self = .consultation
        case "organization", "organisation": self = .organization
        case "person": self = .person
        case "membership": self = .membership
        case "file": self = .file
        case "body", "system", "location", "legislativeterm", "legislativeterms": self = .other
        default: return nil
        }
    }

    /// What stands in the field of an object, where it is an object itself.
    init?(field: String) {
        switch field {
        case "meeting": self = .meeting
        case "agendaItem": self = .agendaItem
        case "paper", "relatedPaper", "superordinatedPaper", "subordinatedPaper": self = .paper
        case "consultation": self = .consultation
        case "organization", "onBehalfOf", "underDirectionOf", "originatorOrganization",
            "subOrganizationOf":
            self = .organization
        case "person", "participant", "originatorPerson": self = .person
        case "membership": self = .membership
        case "mainFile", "auxiliaryFile", "derivativeFile", "masterFile", "invitation",
            "resultsProtocol", "verbatimProtocol", "resolutionFile":
            self = .file
        case "location", "body", "system", "legislativeTerm": self = .other
        default: return nil
        }
    }

    /// By the fields that it alone has; nil where they tell nothing.
    init?(shape fields: [String: OParlValue]) {
        func has(_ names: String...) -> Bool { names.contains { fields[$0] != nil } }
        let listsItems =
            switch fields["agendaItem"] {
            case .list, .object: true
            case .text, .nothing, nil: false
            }
        if has("accessUrl", "downloadUrl", "mimeType", "fileName") {
            self = .file
        } else if has("oparlVersion", "contactEmail", "legislativeTerm", "ags", "rgs", "geojson") {
            self = .other
        } else if has("meetingState", "resultsProtocol", "invitation") || listsItems {
            self = .meeting
        } else if has("familyName", "givenName", "formOfAddress") {
            self = .person
        } else if has("reference", "mainFile", "paperType", "underDirectionOf") {
            self = .paper
        } else if has("organizationType", "classification", "subOrganizationOf", "post") {
            self = .organization
        } else if has("onBehalfOf", "votingRight") || has("role") && has("organization", "person") {
            self = .membership
        } else if has("agendaItem") || has("paper") && has("meeting") {
            self = .consultation
        } else if has("number", "public", "resolutionText", "resolutionFile", "order")
            || has("consultation") || has("meeting") && has("name")
        {
            self = .agendaItem
        } else if has("start", "end", "cancelled") && has("name", "organization") {
            self = .meeting
        } else if has("membership", "meeting") && has("name") {
            self = .organization
        } else if has("streetAddress", "postalCode", "locality") {
            self = .other
        } else {
            return nil
        }
    }
}
