public import Foundation

/// Reads OParl 1.0 and 1.1: takes in answers of a server, or files of them, in any number and
/// order, and gives what they hold once their references can be followed.
///
/// It reads no file and asks no server. What is odd costs the object and not the rest. Objects
/// wait on the disk, so that a city's whole archive takes little memory. It belongs to one thread
/// at a time.
public final class OParlReader {
    /// One answer that was taken in.
    public struct Page: Hashable, Sendable {
        /// The address of the page after it, as the source writes it.
        public var next: String?
        /// A mark of each object in it: the same object has the same one in every answer.
        public var marks: [Int] = []
        /// The lists that the systems and bodies in it name.
        public var lists: [OParlList] = []
        /// How many objects it lists.
        public var count: Int { marks.count }
    }

    /// More in one answer are nonsense that would fill the memory.
    private static let mostObjects = 500_000
    private static let onlyNamed = "there is no object, only its name"

    private let objects: OParlObjects
    private var missing: OParlMissing
    private var skipped = SkippedObjects()
    private var lostNames = 0
    private let calendar: Calendar

    /// - Parameters:
    ///   - timeZone: the city's: of days, and of times without an offset.
    ///   - folder: where the objects wait that are too many for the memory.
    public init(
        timeZone: TimeZone, spoolingIn folder: String = FileManager.default.temporaryDirectory.path
    ) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        self.calendar = calendar
        objects = OParlObjects(spool: OParlSpool(in: folder))
        missing = OParlMissing(objects)
    }

    /// Whether a file is JSON and not CSV: its first sign is a bracket, or that of a web page in
    /// the place of either.
    public static func isMeant(by bytes: [UInt8]) -> Bool {
        let first = bytes.first { !([0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0].contains($0) || $0 <= 0x20) }
        return first.map { [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<")].contains($0) }
            ?? false
    }

    /// Takes in an object, an array of them, or a list `{data, pagination, links}`; nothing of it
    /// where it throws.
    ///
    /// - Parameters:
    ///   - bytes: JSON in UTF-8, UTF-16 or Windows-1252.
    ///   - file: a name for messages.
    ///   - wanted: what was asked for, if it was one object.
    ///   - list: the list that it is a page of, if a body named it.
    ///   - addresses: where it came from: further names of the object, if it is one.
    @discardableResult
    public func take(
        _ bytes: [UInt8], from file: String, as wanted: WantedObject? = nil,
        of list: OParlList? = nil, at addresses: [String] = []
    ) throws(AgendaError) -> Page {
        var json = try OParlJSON(bytes, file: file)
        var page = Page(next: try json.next())
        let isList = json.isList
        var index = 0
        try json.forEachObject { element throws(AgendaError) in
            index += 1
            guard index <= Self.mostObjects else {
                throw AgendaError(
                    .tooMany, file: file, line: 0,
                    reason:
                        "the file lists more than \(Self.mostObjects) objects; take it in pieces")
            }
            let origin = "\(file), object \(index)"
            guard let fields = element.fields else {
                page.marks.append(element.hashValue)
                if let name = element.text, OParlMissing.isAddress(name) {
                    missing.add(name)
                } else if let name = element.text {
                    skipped.add(name, Self.onlyNamed)
                } else {
                    skipped.add(origin, "this is no object that OParl knows")
                }
                return
            }
            guard !fields.isEmpty else { return }
            page.marks.append(fields[.id]?.text?.hashValue ?? element.hashValue)
            page.lists += OParlList.all(in: fields)
            if OParlObjects.kind(of: fields, expected: wanted?.kind) == nil, objects.bury(fields) {
                return
            }
            // What stands in a list of papers and looks like nothing else is a paper.
            guard
                let kind = OParlObjects.kind(of: fields, expected: wanted?.kind)
                    ?? (fields[.id] == nil ? nil : list?.kind)
            else {
                skipped.add(fields[.id]?.text ?? origin, "this is no object that OParl knows")
                return
            }
            let number = try objects.add(fields, kind, origin: origin)
            guard !isList else { return }
            for name in addresses + [wanted?.address].compactMap(\.self) {
                objects.name(number, name, as: kind)
                if let expected = wanted?.kind { objects.name(number, name, as: expected) }
            }
        }
        return page
    }

    /// How many objects there are, with those that lie inside of others.
    public var objectCount: Int { objects.count }

    // MARK: What is named and has not come

    /// Objects that are named, are needed, and have not come: each is given once.
    public func wanted(atMost count: Int) throws(AgendaError) -> [WantedObject] {
        try missing.take(count)
    }

    /// Whether a list may hold what is needed and did not come inside of other objects.
    public func needs(_ list: OParlList) throws(AgendaError) -> Bool {
        try missing.needs(list)
    }

    /// The source does not tell everybody of an object: an item is then one that is not public.
    public func refuse(_ wanted: WantedObject, _ reason: String) throws(AgendaError) {
        skipped.add(wanted.address, reason)
        guard wanted.kind == .agendaItem else { return }
        let number = try objects.add(
            [.id: .text(wanted.address), .public: .text("false")], .agendaItem,
            origin: wanted.address)
        objects.name(number, wanted.address, as: .agendaItem)
    }

    /// There is nothing where an object is said to be.
    public func miss(_ wanted: WantedObject) {
        // What has a kind is named by an object, and found to be missing there.
        if wanted.kind == nil { lostNames += 1 }
    }

    /// The source could not say just now what an object is: what is known of it stays.
    public func give(up wanted: WantedObject, _ reason: String) {
        skipped.add(wanted.address, reason)
        objects.setUnreachable(wanted.address)
    }

    /// What all that was taken in holds; nothing can be taken in after that.
    public func contents() throws(AgendaError) -> OParlContents {
        var skipped = skipped
        for name in missing.namesNotAskedFor() {
            skipped.add(name, Self.onlyNamed)
        }
        return try OParlContents(
            objects, skipped: skipped, lostNames: lostNames, calendar: calendar)
    }
}
