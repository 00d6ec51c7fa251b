import Foundation

/// An item's number as printed, for finding and comparing: "Ö 6.10" is `ö` and then 6, 10.
///
/// 6.1 and 6.10 are two items, and 6.2 stands before 6.10. "TOP 3", "3." and "3" are equal.
public struct PrintedNumber: Hashable, Comparable, Sendable {
    /// Runs of digits (without leading zeros) and of letters, in lower case.
    private let components: [String]

    public init(_ text: String) {
        var parts: [String] = []
        var wasDigit = false
        var joins = false
        for character in text.precomposedStringWithCompatibilityMapping.lowercased() {
            let isDigit = character.isASCII && character.isNumber
            guard isDigit || character.isLetter || character.isNumber else {
                joins = false
                continue
            }
            if joins && wasDigit == isDigit {
                parts[parts.count - 1].append(character)
            } else {
                parts.append(String(character))
            }
            wasDigit = isDigit
            joins = true
        }
        if parts.count > 1, ["top", "tagesordnungspunkt"].contains(parts[0]) {
            parts.removeFirst()
        }
        components = parts.map { part in
            guard part.first?.isASCII == true, part.first?.isNumber == true else { return part }
            let stripped = part.drop { $0 == "0" }
            return stripped.isEmpty ? "0" : String(stripped)
        }
    }

    public var isEmpty: Bool { components.isEmpty }

    /// Whether this number is `other` with something behind it: 6.1.2 under 6.1 and under 6.
    public func isUnder(_ other: PrintedNumber) -> Bool {
        !other.isEmpty && components.count > other.components.count
            && components.starts(with: other.components)
            && other.components.contains { $0.first?.isNumber == true }
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
