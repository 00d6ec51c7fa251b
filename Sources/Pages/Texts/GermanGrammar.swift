extension Texts {
    /// The article that a body's name takes; nil where no rule knows it.
    static func article(of body: String) -> String? {
        let head =
            body.lowercased().split(separator: " ", omittingEmptySubsequences: true)
            .prefix { !["für", "der", "des", "am", "zur", "zum", "in", "–", "-"].contains($0) }
            .last ?? ""
        let endings: [(String, [String])] = [
            ("Die", ["vertretung", "versammlung", "kommission", "fraktion", "konferenz"]),
            ("Das", ["präsidium", "gremium", "kollegium", "parlament"]),
            ("Der", ["rat", "ausschuss", "tag", "senat", "vorstand", "rats"]),
        ]
        return endings.first { $0.1.contains { head.hasSuffix($0) } }?.0
    }

    /// 1284 as "1.284".
    static func grouped(_ number: Int) -> String { grouped(number, by: ".") }
}
