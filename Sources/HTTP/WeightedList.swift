/// What a client can take, each with its weight: Accept-Encoding's and Accept-Language's shape
/// (RFC 9110 §12.4.2).
struct WeightedList {
    struct Member: Equatable {
        /// In lower case.
        var value: String
        /// In thousandths; 0 is "not acceptable", and so is a weight that cannot be read.
        var weight: Int
    }

    let members: [Member]

    init(_ field: String) {
        members = field.split(separator: ",").compactMap { part in
            let sides = part.split(separator: ";", omittingEmptySubsequences: false)
            let value = sides.first?.trimmed.lowercased() ?? ""
            guard !value.isEmpty else { return nil }
            return Member(value: value, weight: sides.count > 1 ? Self.weight(sides[1]) : 1000)
        }
    }

    /// `q=0.7`, with three digits behind the point at most.
    private static func weight(_ text: Substring) -> Int {
        let sides = text.split(separator: "=", omittingEmptySubsequences: false)
        guard sides.count == 2, sides[0].trimmed.lowercased() == "q" else { return 0 }
        let digits = sides[1].trimmed.split(separator: ".", omittingEmptySubsequences: false)
        guard digits.count <= 2, let whole = digits.first, whole == "0" || whole == "1"
        else { return 0 }
        let fraction = digits.count == 2 ? digits[1] : ""
        guard fraction.utf8.count <= 3, fraction.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let thousandths = Int(fraction + String(repeating: "0", count: 3 - fraction.utf8.count))
        else { return 0 }
        let weight = (whole == "1" ? 1000 : 0) + thousandths
        return weight <= 1000 ? weight : 0
    }
}
