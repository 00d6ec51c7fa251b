/// What an object of OParl is; only what we read has a name of its own.
enum OParlKind: String, CaseIterable, Hashable, Sendable {
    case meeting, agendaItem, paper, consultation, organization, person, membership, file
    /// They name the lists of the others.
    case body, system
    /// Locations, legislative terms: known, and nothing to us.
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
        case "body": self = .body
        case "system": self = .system
        case "location", "legislativeterm", "legislativeterms": self = .other
        default: return nil
        }
    }

    /// What stands in the field of an object, where it is an object itself.
    init?(field: OParlField) {
        switch field {
        case .meeting: self = .meeting
        case .agendaItem: self = .agendaItem
        case .paper, .relatedPaper, .superordinatedPaper, .subordinatedPaper: self = .paper
        case .consultation: self = .consultation
        case .organization, .onBehalfOf, .underDirectionOf, .originatorOrganization,
            .subOrganizationOf:
            self = .organization
        case .person, .participant, .originatorPerson: self = .person
        case .membership: self = .membership
        case .mainFile: self = .file
        case .body: self = .body
        default: return nil
        }
    }

    /// By the fields that it alone has; nil where they tell nothing.
    init?(shape fields: [OParlField: OParlValue]) {
        func has(_ names: OParlField...) -> Bool { names.contains { fields[$0] != nil } }
        let listsItems =
            switch fields[.agendaItem] {
            case .list, .object: true
            case .text, .nothing, .place, nil: false
            }
        if has(.accessUrl, .downloadUrl, .mimeType, .fileName) {
            self = .file
        } else if has(.oparlVersion) {
            self = .system
        } else if has(.legislativeTerm, .ags, .rgs) || has(.person) && has(.meeting) {
            self = .body
        } else if has(.contactEmail) {
            self = has(.body) ? .system : .body
        } else if has(.geojson) {
            self = .other
        } else if has(.meetingState, .resultsProtocol, .invitation) || listsItems {
            self = .meeting
        } else if has(.familyName, .givenName, .formOfAddress) {
            self = .person
        } else if has(.reference, .mainFile, .paperType, .underDirectionOf) {
            self = .paper
        } else if has(.organizationType, .classification, .subOrganizationOf, .post) {
            self = .organization
        } else if has(.onBehalfOf, .votingRight) || has(.role) && has(.organization, .person) {
            self = .membership
        } else if has(.agendaItem) || has(.paper) && has(.meeting) {
            self = .consultation
        } else if has(.number, .public, .resolutionText, .resolutionFile, .order)
            || has(.consultation) || has(.meeting) && has(.name)
        {
            self = .agendaItem
        } else if has(.start, .end, .cancelled) && has(.name, .organization) {
            self = .meeting
        } else if has(.membership, .meeting) && has(.name) {
            self = .organization
        } else if has(.streetAddress, .postalCode, .locality) {
            self = .other
        } else {
            return nil
        }
    }
}
