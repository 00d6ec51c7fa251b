import Foundation

/// An item's number as printed, for finding and comparing: "Ö 6.10" is `ö` and then 6, 10.
///
/// 6.1 and 6.10 are two items, and 6.2 stands before 6.10. "TOP 3", "3." and "3" are equal.
public struct PrintedNumber: Hashable, Comparable, Sendable {
    /// Runs of digits (without leading zeros) and of letters, in lower case.
    private let components: [String]
    /// How many components stand before each dot: "6.1a" has two groups, of one and of two.
    private let groups: [Int]

    public init(_ text: String) {
        var parts: [[String]] = text.precomposedStringWithCompatibilityMapping.lowercased()
            .split(separator: ".").map { Self.components(of: $0) }
        if let first = parts.first?.first, ["top", "tagesordnungspunkt"].contains(first),
            parts.count > 1 || parts[0].count > 1
        {
            parts[0].removeFirst()
        }
        parts.removeAll(where: \.isEmpty)
        components = Array(parts.joined())
        groups = parts.map(\.count)
    }

    private static func components(of text: Substring) -> [String] {
        var parts: [String] = []
        var joins: Bool?
        for character in text {
            let isDigit = character.isASCII && character.isNumber
            guard isDigit || character.isLetter || character.isNumber else {
                joins = nil
                continue
            }
            if joins == isDigit {
                parts[parts.count - 1].append(character)
            } else {
                parts.append(String(character))
            }
            joins = isDigit
        }
        return parts.map { part in
            guard part.first?.isASCII == true, part.first?.isNumber == true else { return part }
            let stripped = part.drop { $0 == "0" }
            return stripped.isEmpty ? "0" : String(stripped)
        }
    }

    public static func == (a: PrintedNumber, b: PrintedNumber) -> Bool {
        a.components == b.components
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(components)
    }

    public var isEmpty: Bool { components.isEmpty }

    /// Whether this number is `other` with more behind a dot: 6.1.2 under 6.1 and under 6, but
    /// neither 6.10 nor 6.1a under 6.1.
    public func isUnder(_ other: PrintedNumber) -> Bool {
        other.components.contains { $0.first?.isNumber == true }
            && groups.count > other.groups.count && groups.starts(with: other.groups)
            && components.starts(with: other.components)
    }

    /// How many components it has; the nearest of several prefixes has the most.
    var depth: Int { components.count }

    public static func < (a: PrintedNumber, b: PrintedNumber) -> Bool {
        for (left, right) in zip(a.components, b.components) where left != right {
            let areNumbers = left.first?.isNumber == true && right.first?.isNumber == true
            if areNumbers && left.utf8.count != right.utf8.count {
                return left.utf8.count < right.utf8.count
            }
            return left < right
        }
        return a.components.count < b.components.count
    }
}
