/// All objects of a source, found by their ids, however often and wherever they were met.
struct OParlObjects: Sendable {
    private struct Key: Hashable {
        var kind: OParlKind
        var reference: OParlReference
    }

    private var all: [OParlObject] = []
    private var places: [Key: Int] = [:]
    /// Objects by the last word of their address; nil where several end alike.
    private var lastWords: [Key: Int?] = [:]
    /// What was deleted without a word of what it was.
    private var tombstones: [OParlReference: OParlObject] = [:]

    /// Takes an object in with all that lie inside of it; false where it tells nothing of what it
    /// is.
    mutating func add(
        _ fields: [String: OParlValue], in field: String? = nil, origin: String
    ) -> Bool {
        let kind =
            fields["type"]?.text.flatMap(OParlKind.init(type:))
            ?? field.flatMap(OParlKind.init(field:)) ?? OParlKind(shape: fields)
        guard let kind else {
            guard fields["deleted"]?.flag == true, let id = fields["id"]?.text else { return false }
            tombstones[OParlReference(id)] = OParlObject(fields, kind: .other, origin: origin)
            return true
        }
        insert(OParlObject(fields, kind: kind, origin: origin))
        // In an order of its own: that of a dictionary differs from run to run.
        let inside = fields.filter { OParlKind(field: $0.key) != nil }.sorted { $0.key < $1.key }
        for (name, value) in inside {
            for inner in value.list {
                guard var inner = inner.fields else { continue }
                if let back = Self.wayBack(from: name, to: kind), inner[back] == nil {
                    inner[back] = fields["id"]
                }
                _ = add(inner, in: name, origin: origin)
            }
        }
        return true
    }

    /// The field by which what lies inside of an object would name it, where we need that.
    private static func wayBack(from field: String, to kind: OParlKind) -> String? {
        switch (field, kind) {
        case ("consultation", .paper): "paper"
        case ("membership", .person): "person"
        case ("membership", .organization): "organization"
        default: nil
        }
    }

    private mutating func insert(_ object: OParlObject) {
        guard let id = object.id else {
            all.append(object)
            return
        }
        let reference = OParlReference(id)
        let key = Key(kind: object.kind, reference: reference)
        if let place = places[key] {
            all[place].merge(object)
            return
        }
        places[key] = all.count
        if let word = reference.lastWord {
            let short = Key(kind: object.kind, reference: word)
            lastWords[short] = .some(lastWords[short] == nil ? all.count : nil)
        }
        all.append(object)
    }

    /// Those that are there, in the order in which they were first met.
    func all(_ kind: OParlKind) -> [OParlObject] {
        all.filter { $0.kind == kind && !isGone($0) }
    }

    /// Ids that the source says are no more, of any kind.
    var deletedIDs: [String] {
        tombstones.values.compactMap(\.id).sorted()
            + all.compactMap { $0.isDeleted ? $0.id : nil }
    }

    /// How many objects there are of each kind.
    var counts: [OParlKind: Int] {
        all.reduce(into: [:]) { if !isGone($1) { $0[$1.kind, default: 0] += 1 } }
    }

    /// What a field names or holds; nil where that leads nowhere, or to what was deleted.
    func object(_ value: OParlValue, as kind: OParlKind) -> OParlObject? {
        let found: OParlObject?
        switch value {
        case .object(let fields):
            found =
                fields["id"]?.text.flatMap { object(called: $0, kind) }
                ?? OParlObject(fields, kind: kind, origin: "")
        case .text: found = value.text.flatMap { object(called: $0, kind) }
        case .list(let values): return values.lazy.compactMap { object($0, as: kind) }.first
        case .nothing: return nil
        }
        return found.flatMap { isGone($0) ? nil : $0 }
    }

    private func object(called id: String, _ kind: OParlKind) -> OParlObject? {
        let reference = OParlReference(id)
        if let place = places[Key(kind: kind, reference: reference)] { return all[place] }
        // The source calls it by an address, and itself by the end of that, or the reverse.
        if let word = reference.lastWord,
            let place = places[Key(kind: kind, reference: word)]
        {
            return all[place]
        }
        return lastWords[Key(kind: kind, reference: reference)]?.map { all[$0] }
    }

    private func isGone(_ object: OParlObject) -> Bool {
        guard !object.isDeleted else { return true }
        guard !tombstones.isEmpty, let id = object.id,
            let tombstone = tombstones[OParlReference(id)]
        else { return false }
        var merged = object
        merged.merge(tombstone)
        return merged.isDeleted
    }
}
