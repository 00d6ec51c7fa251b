/// The fields of OParl's objects that we read, or by which we tell what an object is; all others
/// are passed over while reading.
enum OParlField: String, CaseIterable, Hashable, Sendable {
    case id, type, name, shortName, modified, deleted
    // A list of a server.
    case data, links, next
    // A system, a body; the lists of a body are called as the fields of other objects are.
    case oparlVersion, body, contactEmail, legislativeTerm, ags, rgs
    // A meeting.
    case start, end, cancelled, meetingState, organization, participant, agendaItem
    case invitation, resultsProtocol
    // An item.
    case number, order, `public`, result, resolutionText, resolutionFile, consultation, meeting
    // A paper.
    case reference, paperType, mainFile, paper, relatedPaper, superordinatedPaper
    case subordinatedPaper, underDirectionOf, originatorPerson, originatorOrganization
    // An organisation.
    case organizationType, classification, subOrganizationOf, post, membership
    // A person, a membership.
    case familyName, givenName, formOfAddress, title, status, person
    case role, onBehalfOf, votingRight, startDate, endDate
    // A file, a location.
    case accessUrl, downloadUrl, mimeType, fileName
    case streetAddress, postalCode, locality, geojson

    private static let named = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    /// Nil for a field that is nothing to us.
    init?(named name: String) {
        guard let field = Self.named[name] else { return nil }
        self = field
    }

    private static let numbered = allCases
    private static let numbers = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($1, UInt8($0)) })

    /// A number of its own, for as long as the program runs.
    var number: UInt8 { Self.numbers[self] ?? 0 }

    init?(number: UInt8) {
        guard Self.numbered.indices.contains(Int(number)) else { return nil }
        self = Self.numbered[Int(number)]
    }

    /// Whether it only tells what an object is, by being there: its value is not looked at.
    var isMark: Bool {
        switch self {
        case .contactEmail, .legislativeTerm, .ags, .rgs, .invitation, .resultsProtocol, .order,
            .resolutionText, .resolutionFile, .paperType, .post, .votingRight, .mimeType,
            .fileName, .streetAddress, .postalCode, .locality, .geojson:
            true
        default: false
        }
    }

    /// Whether nothing is read of it but the objects that lie inside.
    var isWrapping: Bool {
        switch self {
        case .body, .participant, .relatedPaper, .superordinatedPaper, .subordinatedPaper,
            .underDirectionOf, .originatorPerson, .originatorOrganization, .subOrganizationOf:
            true
        default: false
        }
    }
}
