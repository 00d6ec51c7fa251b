/// A rule that is broken, and where.
public struct Finding: Hashable, Sendable, CustomStringConvertible {
    public var rule: Rule
    /// Which playlist or medium; empty where only one was looked at.
    public var place: String
    /// Counted from 1; nil where it is no matter of a line.
    public var line: Int?
    /// What is there.
    public var detail: String

    init(_ rule: Rule, line: Int? = nil, _ detail: String) {
        self.rule = rule
        self.line = line
        self.detail = detail
        place = ""
    }

    func at(_ place: String) -> Finding {
        var finding = self
        if finding.place.isEmpty { finding.place = place }
        return finding
    }

    public var description: String {
        let law = rule.law
        let position = line.map { place.isEmpty ? "line \($0)" : "\(place):\($0)" } ?? place
        let start = position.isEmpty ? "" : "\(position): "
        return "\(start)\(rule.rawValue): \(detail) \(law.sentence) (RFC 8216bis \(law.section))"
    }
}
