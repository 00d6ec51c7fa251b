public import Foundation

/// Reads OParl 1.0 and 1.1: takes in answers of a server, or files of them, in any number and
/// order, and gives what they hold once their references can be followed.
///
/// It reads no file and asks no server. What is odd costs the object and not the rest.
public struct OParlReader: Sendable {
    /// One answer that was taken in.
    public struct Page: Hashable, Sendable {
        /// The address of the page after it, as the source writes it.
        public var next: String?
        /// How many objects it listed.
        public var count: Int
    }

    private var objects = OParlObjects()
    private var skipped: [SkippedObject] = []
    private let calendar: Calendar

    /// - Parameter timeZone: the city's: of days, and of times without an offset.
    public init(timeZone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        self.calendar = calendar
    }

    /// Whether a file is JSON and not CSV: its first sign is a bracket, or that of a web page in
    /// the place of either.
    public static func isMeant(by bytes: [UInt8]) -> Bool {
        let first = bytes.first { !([0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0].contains($0) || $0 <= 0x20) }
        return first.map { [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<")].contains($0) }
            ?? false
    }

    /// Takes in an object, an array of them, or a list `{data, pagination, links}`.
    ///
    /// - Parameters:
    ///   - bytes: JSON in UTF-8, UTF-16 or Windows-1252.
    ///   - file: a name for messages.
    @discardableResult
    public mutating func take(_ bytes: [UInt8], from file: String) throws(AgendaError) -> Page {
        let value = try OParlJSON.value(of: bytes, file: file)
        var elements = value.list
        var page = Page(next: nil, count: 0)
        if let fields = value.fields, let data = fields["data"], fields["id"] == nil {
            elements = data.list
            page.next = fields["links"]?.fields?["next"]?.text
        }
        for (index, element) in elements.enumerated() {
            let origin = "\(file), object \(index + 1)"
            guard let fields = element.fields else {
                skip(element.text ?? origin, "there is no object, only its name")
                continue
            }
            guard !fields.isEmpty else { continue }
            page.count += 1
            if !objects.add(fields, origin: origin) {
                skip(fields["id"]?.text ?? origin, "this is no object that OParl knows")
            }
        }
        return page
    }

    private mutating func skip(_ id: String, _ reason: String) {
        skipped.append(SkippedObject(id: id, reason: reason))
    }

    /// What all that was taken in holds.
    public func contents() -> OParlContents {
        var contents = OParlContents()
        var meetings = OParlMeetings(objects, calendar: calendar)
        contents.meetings = meetings.all()
        let (persons, nameless) = OParlRoster(objects: objects, calendar: calendar).persons()
        contents.persons = persons
        contents.deleted = objects.deletedIDs
        contents.skipped = skipped + meetings.skipped + nameless
        contents.danglingReferences = meetings.danglingReferences
        let counts = objects.counts
        let names: [(OParlKind, String)] = [
            (.meeting, "meetings"), (.agendaItem, "agenda items"), (.paper, "papers"),
            (.consultation, "consultations"), (.organization, "organisations"),
            (.person, "persons"), (.membership, "memberships"), (.file, "files"),
            (.other, "other objects"),
        ]
        contents.counts = names.compactMap { kind, name in counts[kind].map { (name, $0) } }
        return contents
    }
}
