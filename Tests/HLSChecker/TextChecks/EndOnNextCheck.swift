/// Ranges that end where the next of their class begins (RFC 8216bis §4.4.5.1).
enum EndOnNextCheck: DocumentCheck {
    static func findings(in document: MediaDocument) -> [Finding] {
        let classes = Dictionary(
            grouping: DateRangeTag.all(in: document).values.filter { $0.start != nil },
            by: { $0.text("CLASS") ?? "" })
        return classes.compactMap { name, ranges in
            guard !name.isEmpty, ranges.contains(where: \.endsOnNext) else { return nil }
            let ordered = ranges.sorted { one, other in
                let (start, next) = (one.start?.microseconds ?? 0, other.start?.microseconds ?? 0)
                return start < next
            }
            let overlaps = zip(ordered, ordered.dropFirst()).contains { range, next in
                guard let end = range.end, let start = next.start else { return false }
                return end > start
            }
            return overlaps ? Finding(.endOnNextOverlap, "Two of the class \(name) do.") : nil
        }
    }
}
