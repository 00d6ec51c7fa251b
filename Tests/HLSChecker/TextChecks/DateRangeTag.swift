/// What all tags of one date range say together.
struct DateRangeTag {
    /// As they are written, by name.
    let attributes: [String: String]

    init(_ attributes: [String: String]) {
        self.attributes = attributes
    }

    /// Each of a playlist's ranges by its ID.
    static func all(in document: MediaDocument) -> [String: DateRangeTag] {
        var known: [String: [String: String]] = [:]
        for tag in document.dateRanges {
            guard let id = tag.attributes["ID"] else { continue }
            for attribute in tag.attributes.all {
                known[id, default: [:]][attribute.name] = attribute.written
            }
        }
        return known.mapValues { DateRangeTag($0) }
    }

    /// Without quotation marks.
    func text(_ name: String) -> String? {
        attributes[name].map { AttributeList.Attribute(name: name, written: $0).text }
    }

    var start: Moment? { text("START-DATE").flatMap { Moment($0) } }
    var endDate: Moment? { text("END-DATE").flatMap { Moment($0) } }
    var duration: Seconds? { text("DURATION").flatMap { WrittenSeconds($0)?.value } }
    var endsOnNext: Bool { attributes["END-ON-NEXT"] == "YES" }

    /// Nil while it is not known.
    var end: Moment? {
        if let endDate { return endDate }
        guard let start, let duration else { return nil }
        return start + duration
    }
}
