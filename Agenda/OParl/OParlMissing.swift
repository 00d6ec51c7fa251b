/// An object that a source names, and that has not come by itself.
public struct WantedObject: Hashable, Sendable {
    /// As the source writes it.
    public let address: String
    /// Nil where that is unknown.
    let kind: OParlKind?

    /// The same for all of a kind.
    public var kindName: String { kind?.rawValue ?? "" }
}

/// What is named, is needed for meetings and persons, and has not come.
struct OParlMissing {
    private let objects: OParlObjects
    /// What stood in lists as an address alone.
    private var names: [String] = []
    private var asked: Set<OParlReference> = []

    /// So many of a kind are asked for one by one; more are worth a list.
    private static let fewEnough = 20

    init(_ objects: OParlObjects) {
        self.objects = objects
    }

    mutating func add(_ name: String) {
        names.append(name)
    }

    /// Names of lists that neither came nor can be asked for.
    func namesNotAskedFor() -> [String] {
        names.filter { !objects.knows($0) && !asked.contains(OParlReference($0)) }
    }

    /// At most so many, each given once.
    mutating func take(_ count: Int) throws(AgendaError) -> [WantedObject] {
        var found: [WantedObject] = []
        var asked = asked
        try forEach { wanted in
            if asked.insert(OParlReference(wanted.address)).inserted { found.append(wanted) }
            return found.count < count
        }
        self.asked = asked
        return found
    }

    /// Whether none of what a list holds has come, or much of it is missing.
    func needs(_ list: OParlList) throws(AgendaError) -> Bool {
        guard try objects.counts()[list.kind] != nil else { return true }
        var found: Set<OParlReference> = []
        try forEach { wanted in
            if wanted.kind == list.kind { found.insert(OParlReference(wanted.address)) }
            return found.count < Self.fewEnough
        }
        return found.count >= Self.fewEnough
    }

    /// Gives each name that leads nowhere, some of them often, until `body` says false.
    private func forEach(_ body: (WantedObject) -> Bool) throws(AgendaError) {
        for name in names where !objects.knows(name) {
            guard body(WantedObject(address: name, kind: nil)) else { return }
        }
        for (kind, steps) in Self.ways {
            for number in try objects.numbers(kind) {
                guard try follow(steps[...], from: number, body) else { return }
            }
        }
    }

    /// Which fields of what lead to what we need.
    private static let ways: [(OParlKind, [(OParlField, OParlKind)])] = [
        (.meeting, [(.organization, .organization)]),
        (.meeting, [(.agendaItem, .agendaItem)]),
        (.agendaItem, [(.consultation, .consultation), (.paper, .paper), (.mainFile, .file)]),
        (.person, [(.membership, .membership), (.organization, .organization)]),
        (.person, [(.membership, .membership), (.onBehalfOf, .organization)]),
    ]

    private func follow(
        _ steps: ArraySlice<(OParlField, OParlKind)>, from number: Int,
        _ body: (WantedObject) -> Bool
    ) throws(AgendaError) -> Bool {
        guard let (field, kind) = steps.first, let object = try objects.object(number) else {
            return true
        }
        for value in object[field].list {
            if let next = try objects.number(value, as: kind), !objects.isBare(next) {
                guard try follow(steps.dropFirst(), from: next, body) else { return false }
            } else if let name = try objects.id(of: value, as: kind), Self.isAddress(name) {
                guard body(WantedObject(address: name, kind: kind)) else { return false }
            }
        }
        return true
    }

    static func isAddress(_ name: String) -> Bool {
        let start = name.prefix(8).lowercased()
        return start.hasPrefix("http://") || start.hasPrefix("https://")
    }
}
