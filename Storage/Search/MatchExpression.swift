import Glibc

/// A query as FTS5's MATCH takes it, and the weights of its phrases for the rank function.
struct MatchExpression {
    /// One way in which a part of the query is met.
    struct Alternative: Hashable {
        /// A term for each place; several that may stand for each other are parted by `|`.
        var places: [String]
        /// Of a number, whose longer ones count too.
        var isPrefix = false
        /// 1 for the word itself, less for a word that holds it.
        var share: Float = 1

        /// Terms hold no quotation marks: they are letters and digits alone.
        fileprivate var text: String {
            "\"\(places.joined(separator: " "))\"" + (isPrefix ? " *" : "")
        }
    }

    private(set) var text = ""
    private(set) var weights = RankFunction.Weights()

    /// - Parameters:
    ///   - parts: Of each part of the query its alternatives and its rarity.
    ///   - filters: Words of the column `f` that must all be there.
    ///   - needsText: Whether a match in the context alone is no hit.
    init(
        parts: [(alternatives: [Alternative], rarity: Float)], filters: [String], needsText: Bool
    ) {
        weights.needsText = needsText && !parts.isEmpty
        var clauses: [String] = []
        for (index, part) in parts.enumerated() {
            let alternatives = part.alternatives.map(\.text).joined(separator: " OR ")
            clauses.append("{text context} : (\(alternatives))")
            for alternative in part.alternatives {
                weights.phrases.append((index, part.rarity * alternative.share))
            }
        }
        clauses += filters.map { "f : \"\($0)\"" }
        text = clauses.joined(separator: " AND ")
    }

    /// How much a word that stands in `documents` of `all` texts tells.
    static func rarity(documents: Int, of all: Int) -> Float {
        logf(1 + Float(max(all, 1)) / Float(documents + 1))
    }
}
