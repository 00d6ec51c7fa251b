/// A playlist taken apart into lines and tags, with its variables replaced.
struct Playlist: Sendable {
    struct Tag: Hashable, Sendable {
        let name: String
        let value: String?
        let attributes: AttributeList
        let line: Int
    }

    /// What stands in a playlist, in order.
    enum Element: Hashable, Sendable {
        case tag(Tag)
        case uri(String, line: Int)
    }

    let lines: [Line]
    private(set) var elements: [Element] = []
    private(set) var tags: [Tag] = []
    /// References to what is not defined, with their lines.
    private(set) var undefined: [(name: String, line: Int)] = []
    private(set) var usesVariables = false

    init(_ text: String) {
        lines = Line.all(of: text)
        var variables: [String: String] = [:]
        for line in lines {
            switch line.content {
            case .blank, .comment: continue
            case .uri(let uri):
                elements.append(.uri(replaced(uri, variables, line.number), line: line.number))
            case .tag(let name, let value):
                let tag = tag(name, value, variables, line.number)
                elements.append(.tag(tag))
                tags.append(tag)
                if name == "EXT-X-DEFINE" { Self.define(tag.attributes, &variables) }
            }
        }
    }

    func tags(_ name: String) -> [Tag] { tags.filter { $0.name == name } }

    func first(_ name: String) -> Tag? { tags.first { $0.name == name } }

    func has(_ name: String) -> Bool { first(name) != nil }

    /// Of a multivariant playlist are also the empty ones (RFC 8216bis §4.1).
    var isMultivariant: Bool {
        let scopes = tags.compactMap { TagSyntax.all[$0.name]?.scope }
        return scopes.contains(.multivariant) || !scopes.contains(where: \.isOfMedia)
    }

    private mutating func tag(
        _ name: String, _ value: String?, _ variables: [String: String], _ line: Int
    ) -> Tag {
        guard case .attributes = TagSyntax.all[name]?.value else {
            return Tag(name: name, value: value, attributes: AttributeList(), line: line)
        }
        let list = AttributeList(value ?? "").mapTexts {
            $0.isQuoted || $0.written.contains("{$")
                ? replaced($0.written, variables, line) : $0.written
        }
        return Tag(name: name, value: value, attributes: list, line: line)
    }

    private mutating func replaced(
        _ text: String, _ variables: [String: String], _ line: Int
    ) -> String {
        guard text.contains("{$") else { return text }
        usesVariables = true
        return text.replacing(/\{\$([A-Za-z0-9_-]+)\}/) { match in
            let name = String(match.output.1)
            if let value = variables[name] { return value }
            undefined.append((name, line))
            return name
        }
    }

    private static func define(_ list: AttributeList, _ variables: inout [String: String]) {
        if let name = list["NAME"] { variables[name] = list["VALUE"] ?? "" }
        // Their values stand elsewhere; the name is as good as any.
        for name in [list["IMPORT"], list["QUERYPARAM"]].compactMap({ $0 }) {
            variables[name] = name
        }
    }
}
