/// Which of the languages that we speak a client likes best (RFC 9110 §12.5.4).
public struct AcceptLanguage: Sendable {
    private struct Range {
        /// The primary language, "en" of "en-GB"; "*" is any.
        var language: Substring
        var weight: Int
    }

    /// In the client's order.
    private let ranges: [Range]

    /// What is no language range (RFC 4647 §2.1) is passed over; nil is a client that says nothing.
    public init(_ field: String?) {
        ranges = WeightedList(field ?? "").members.compactMap { member in
            let parts = member.value.split(separator: "-", omittingEmptySubsequences: false)
            guard let first = parts.first, Self.isRange(parts) else { return nil }
            return Range(language: Substring(first), weight: member.weight)
        }
    }

    /// The best of the languages, each a primary subtag in lower case like "de"; nil where none of
    /// them is wanted.
    ///
    /// A range is looked up by its primary language (RFC 4647 §3.4): "en-GB" means "en", and the
    /// heaviest of several counts. `*` stands for what no other range names. Of equals the one that
    /// is named goes before one that `*` stands for, then the client's order decides, then ours.
    public func best(of languages: [String]) -> String? {
        var best: (language: String, rank: Rank)?
        for (place, language) in languages.enumerated() {
            guard let rank = rank(of: language, place: place), rank.weight > 0 else { continue }
            if let known = best?.rank, !rank.isBefore(known) { continue }
            best = (language, rank)
        }
        return best?.language
    }

    private struct Rank {
        var weight: Int
        var isNamed: Bool
        /// Where it stands, the client's places before ours.
        var place: Int

        func isBefore(_ other: Rank) -> Bool {
            if weight != other.weight { return weight > other.weight }
            if isNamed != other.isNamed { return isNamed }
            return place < other.place
        }
    }

    private func rank(of language: String, place: Int) -> Rank? {
        func heaviest(_ name: String) -> (place: Int, weight: Int)? {
            let found = ranges.enumerated().filter { $0.element.language == name }
            guard let weight = found.map(\.element.weight).max(),
                let first = found.first(where: { $0.element.weight == weight })
            else { return nil }
            return (first.offset, weight)
        }
        if let named = heaviest(language) {
            return Rank(weight: named.weight, isNamed: true, place: named.place)
        }
        return heaviest("*").map { Rank(weight: $0.weight, isNamed: false, place: place) }
    }

    /// `*`, or subtags of one to eight characters, the first of letters alone.
    private static func isRange(_ parts: [Substring]) -> Bool {
        if parts == ["*"] { return true }
        return parts.enumerated().allSatisfy { index, part in
            (1...8).contains(part.utf8.count)
                && part.utf8.allSatisfy { octet in
                    (0x61...0x7A).contains(octet) || index > 0 && (0x30...0x39).contains(octet)
                }
        }
    }
}
