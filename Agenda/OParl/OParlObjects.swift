/// All objects of a source, found by their ids, however often and wherever they were met.
///
/// Of each it remembers where it lies in the spool: some dozen bytes. It belongs to one thread at
/// a time.
final class OParlObjects {
    /// Two ids share a digest once in many millions of imports of a million objects; Swift's
    /// hashes are seeded anew at each start, so that no source can choose them.
    private typealias Digest = Int

    private struct Entry {
        var kind: OParlKind
        /// Says nothing but who it is.
        var isBare: Bool
        var isDeleted: Bool
        var place: OParlSpool.Place?
    }

    private let spool: OParlSpool
    private var entries: [Entry] = []
    private var numbers: [Digest: Int32] = [:]
    /// What was deleted without a word of what it was, by its id.
    private var tombstones: [Digest: OParlObject] = [:]
    private var unreachable: Set<OParlReference> = []
    /// Objects by the last word of their address, -1 where several end alike; made when needed.
    private var lastWords: [Digest: Int32]?

    init(spool: OParlSpool) {
        self.spool = spool
    }

    private static func digest(_ kind: OParlKind?, _ reference: OParlReference) -> Digest {
        var hasher = Hasher()
        hasher.combine(kind)
        hasher.combine(reference)
        return hasher.finalize()
    }

    // MARK: Taking in

    /// What an object is: what it says, else what is expected where it stands, else what it looks
    /// like; nil where all that tells nothing.
    static func kind(
        of fields: [OParlField: OParlValue], expected: OParlKind? = nil
    ) -> OParlKind? {
        fields[.type]?.text.flatMap(OParlKind.init(type:)) ?? expected ?? OParlKind(shape: fields)
    }

    /// Remembers what was deleted and does not say what it was; false where it is no such thing.
    func bury(_ fields: [OParlField: OParlValue]) -> Bool {
        guard fields[.deleted]?.flag == true, let id = fields[.id]?.text else { return false }
        let tombstone = OParlObject(fields, kind: .other, origin: "")
        tombstones[Self.digest(nil, OParlReference(id))] = tombstone
        return true
    }

    /// Takes an object in with all that lie inside of it, and gives its number.
    @discardableResult
    func add(
        _ fields: [OParlField: OParlValue], _ kind: OParlKind, origin: String
    ) throws(AgendaError) -> Int {
        let number = number(ofID: fields[.id]?.text, kind)
        let isBare = fields.keys.allSatisfy { $0 == .id || $0 == .type }
        guard !isBare || entries[number].place == nil else { return number }
        var kept = fields.filter { !$0.key.isMark && !$0.key.isWrapping && $0.key != .type }
        // In an order of its own: that of a dictionary differs from run to run.
        for (field, value) in fields.sorted(by: { $0.key.number < $1.key.number }) {
            guard let inner = OParlKind(field: field) else { continue }
            let back = Self.wayBack(from: field, to: kind)
            switch value {
            case .object(let fields):
                kept[field] = try place(fields, as: inner, back, number, origin)
            case .list(let values):
                var list: [OParlValue] = []
                for value in values {
                    guard let fields = value.fields else {
                        list.append(value)
                        continue
                    }
                    list.append(try place(fields, as: inner, back, number, origin))
                }
                kept[field] = .list(list)
            case .nothing, .text, .place: break
            }
            if field.isWrapping { kept[field] = nil }
        }
        try put(
            OParlObject(kept, kind: kind, origin: origin), isBare: isBare, at: number,
            origin: origin)
        return number
    }

    /// Takes in what lies inside of another object.
    private func place(
        _ fields: [OParlField: OParlValue], as kind: OParlKind, _ back: OParlField?,
        _ outer: Int, _ origin: String
    ) throws(AgendaError) -> OParlValue {
        var fields = fields
        if let back, fields[back] == nil { fields[back] = .place(outer) }
        let kind = Self.kind(of: fields, expected: kind) ?? kind
        return .place(try add(fields, kind, origin: origin))
    }

    /// The field by which what lies inside of an object would name it, where we need that.
    private static func wayBack(from field: OParlField, to kind: OParlKind) -> OParlField? {
        switch (field, kind) {
        case (.consultation, .paper): .paper
        case (.membership, .person): .person
        case (.membership, .organization): .organization
        default: nil
        }
    }

    /// The number of the object with this id, a new one where there is none.
    private func number(ofID id: String?, _ kind: OParlKind) -> Int {
        let digest = id.map { Self.digest(kind, OParlReference($0)) }
        if let digest, let known = numbers[digest] { return Int(known) }
        let number = entries.count
        entries.append(Entry(kind: kind, isBare: true, isDeleted: false, place: nil))
        if let digest { numbers[digest] = Int32(number) }
        lastWords = nil
        return number
    }

    private func put(
        _ object: OParlObject, isBare: Bool, at number: Int, origin: String
    ) throws(AgendaError) {
        var object = object
        if entries[number].place != nil, var known = try self.object(number, whatever: true) {
            known.merge(object)
            object = known
        }
        entries[number].place = try spool.append(
            OParlRecord.bytes(object.fields, origin: origin))
        entries[number].isBare = isBare
        entries[number].isDeleted = object.isDeleted
    }

    /// Makes an address one more name of an object: what was fetched from there.
    func name(_ number: Int, _ address: String, as kind: OParlKind) {
        let digest = Self.digest(kind, OParlReference(address))
        if numbers[digest] == nil { numbers[digest] = Int32(number) }
    }

    /// Remembers that nobody could say just now what an object is.
    func setUnreachable(_ id: String) {
        unreachable.insert(OParlReference(id))
    }

    func isUnreachable(_ id: String) -> Bool { unreachable.contains(OParlReference(id)) }

    // MARK: All of a kind

    /// With those that were deleted.
    var count: Int { entries.count }

    /// The numbers of those that are there, in the order in which they were first met.
    func numbers(_ kind: OParlKind) throws(AgendaError) -> [Int] {
        var found: [Int] = []
        for (number, entry) in entries.enumerated() where entry.kind == kind {
            if try isThere(number) { found.append(number) }
        }
        return found
    }

    /// How many objects there are of each kind.
    func counts() throws(AgendaError) -> [OParlKind: Int] {
        var counts: [OParlKind: Int] = [:]
        for (number, entry) in entries.enumerated() where try isThere(number) {
            counts[entry.kind, default: 0] += 1
        }
        return counts
    }

    /// Ids that the source says are no more, of any kind.
    func deletedIDs() throws(AgendaError) -> [String] {
        var ids = tombstones.values.compactMap(\.id).sorted()
        for (number, entry) in entries.enumerated() where entry.isDeleted {
            if let id = try object(number, whatever: true)?.id { ids.append(id) }
        }
        return ids
    }

    // MARK: Finding one

    /// The object with a number; nil where it was deleted.
    func object(_ number: Int) throws(AgendaError) -> OParlObject? {
        try object(number, whatever: false)
    }

    private func object(
        _ number: Int, whatever: Bool
    ) throws(AgendaError) -> OParlObject? {
        guard entries.indices.contains(number), let place = entries[number].place else {
            return nil
        }
        if !whatever, entries[number].isDeleted { return nil }
        let (fields, origin) = OParlRecord.read(try spool.bytes(at: place))
        let object = OParlObject(fields, kind: entries[number].kind, origin: origin)
        return !whatever && isBuried(object) ? nil : object
    }

    /// What a field names or holds; nil where that leads nowhere, or to what was deleted.
    func object(
        _ value: OParlValue, as kind: OParlKind
    ) throws(AgendaError) -> OParlObject? {
        guard let number = try number(value, as: kind) else { return nil }
        return try object(number)
    }

    /// The number of what a field names or holds, even of what was deleted.
    func number(_ value: OParlValue, as kind: OParlKind) throws(AgendaError) -> Int? {
        switch value {
        case .place(let number): return number
        case .text:
            guard let id = value.text else { return nil }
            return try number(called: id, kind)
        case .list(let values):
            for value in values {
                if let number = try number(value, as: kind) { return number }
            }
            return nil
        case .nothing, .object: return nil
        }
    }

    /// What a value calls an object, whether that is there or not.
    func id(of value: OParlValue, as kind: OParlKind) throws(AgendaError) -> String? {
        if let id = value.text { return id }
        guard let number = try number(value, as: kind) else { return nil }
        return try object(number, whatever: true)?.id
    }

    /// Whether an object of any kind is called so.
    func knows(_ id: String) -> Bool {
        let reference = OParlReference(id)
        return OParlKind.allCases.contains { numbers[Self.digest($0, reference)] != nil }
    }

    /// Whether it was named or held something bare, and nothing else of it has come.
    func isBare(_ number: Int) -> Bool { entries[number].isBare }

    private func number(called id: String, _ kind: OParlKind) throws(AgendaError) -> Int? {
        let reference = OParlReference(id)
        if let number = numbers[Self.digest(kind, reference)] { return Int(number) }
        // The source calls it by an address, and itself by the end of that, or the reverse.
        guard let word = reference.lastWord else {
            let number = try wordsOfIDs()[Self.digest(kind, reference)]
            return number.flatMap { $0 < 0 ? nil : Int($0) }
        }
        return numbers[Self.digest(kind, word)].map { Int($0) }
    }

    private func wordsOfIDs() throws(AgendaError) -> [Digest: Int32] {
        if let lastWords { return lastWords }
        var words: [Digest: Int32] = [:]
        for number in entries.indices {
            guard let object = try object(number, whatever: true),
                let word = object.id.flatMap({ OParlReference($0).lastWord })
            else { continue }
            let digest = Self.digest(object.kind, word)
            words[digest] = words[digest] == nil ? Int32(number) : -1
        }
        lastWords = words
        return words
    }

    // MARK: What was deleted

    /// Whether it was not deleted.
    func isThere(_ number: Int) throws(AgendaError) -> Bool {
        let entry = entries[number]
        guard !entry.isDeleted, !tombstones.isEmpty else { return !entry.isDeleted }
        return try object(number) != nil
    }

    private func isBuried(_ object: OParlObject) -> Bool {
        guard !tombstones.isEmpty, let id = object.id,
            let tombstone = tombstones[Self.digest(nil, OParlReference(id))]
        else { return false }
        var merged = object
        merged.merge(tombstone)
        return merged.isDeleted
    }
}
