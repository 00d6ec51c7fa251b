/// Which objects name which, seen from those that are named.
struct OParlRelation {
    /// Numbers of objects, by the one that is named once `sort` was called.
    private var pairs: [(target: Int32, source: Int32)] = []
    /// By the name of what is not there itself.
    private var nameless: [OParlReference: [Int]] = [:]

    mutating func add(_ source: Int, naming target: Int) {
        pairs.append((Int32(target), Int32(source)))
    }

    mutating func add(_ source: Int, naming target: OParlReference) {
        nameless[target, default: []].append(source)
    }

    /// To be called once, between the last `add` and the first question.
    mutating func sort() {
        pairs.sort { ($0.target, $0.source) < ($1.target, $1.source) }
    }

    /// The objects that name the one with this number, in the order in which they were met.
    func sources(naming target: Int) -> [Int] {
        var low = 0
        var high = pairs.count
        while low < high {
            let middle = (low + high) / 2
            if pairs[middle].target < target { low = middle + 1 } else { high = middle }
        }
        return pairs[low...].prefix { $0.target == target }.map { Int($0.source) }
    }

    func sources(naming target: OParlReference) -> [Int] { nameless[target] ?? [] }
}

extension OParlObjects {
    /// Which objects of one kind name which of another in a field.
    func relation(
        from kind: OParlKind, by field: OParlField, to target: OParlKind
    ) throws(AgendaError) -> OParlRelation {
        var relation = OParlRelation()
        for source in try numbers(kind) {
            for value in try object(source)?[field].list ?? [] {
                if let number = try number(value, as: target) {
                    relation.add(source, naming: number)
                } else if let name = value.text {
                    relation.add(source, naming: OParlReference(name))
                }
            }
        }
        relation.sort()
        return relation
    }
}
