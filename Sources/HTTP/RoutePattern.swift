/// A path's pattern: `/sessions/:id/items/:n.mp4`. A name begins with `:` and takes letters; a
/// segment may hold several with text between, each takes as little as it can but something.
struct RoutePattern: Sendable {
    private enum Token: Sendable {
        case text([UInt8])
        case name(String)
    }

    private enum Segment: Sendable {
        case fixed(String)
        case mixed([Token])
    }

    private let segments: [Segment]
    /// Fixed segments before those with names, so that the more definite route is tried first.
    let order: [Int]

    var count: Int { segments.count }

    init(_ pattern: String) {
        precondition(pattern.hasPrefix("/"), "a route begins with a slash: \(pattern)")
        segments = pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
            $0.contains(":") ? .mixed(RoutePattern.tokens($0)) : .fixed(String($0))
        }
        order = segments.map { segment in
            switch segment {
            case .fixed: 0
            case .mixed(let tokens): 100 - min(tokens.count, 99)
            }
        }
    }

    private static func tokens(_ segment: Substring) -> [Token] {
        var tokens: [Token] = []
        var rest = segment
        while let first = rest.first {
            if first == ":" {
                let name = rest.dropFirst().prefix { $0.isLetter }
                precondition(!name.isEmpty, "a route's parameter has no name: \(segment)")
                tokens.append(.name(String(name)))
                rest = rest.dropFirst(name.count + 1)
            } else {
                let text = rest.prefix { $0 != ":" }
                tokens.append(.text(Array(text.utf8)))
                rest = rest.dropFirst(text.count)
            }
        }
        return tokens
    }

    /// The parameters, or nil where the path is another.
    func match(_ path: [String]) -> PathParameters? {
        guard path.count == segments.count else { return nil }
        // Fixed ones first: most routes fall out there.
        for index in segments.indices {
            if case .fixed(let text) = segments[index], text != path[index] { return nil }
        }
        var found: [(name: String, value: String)] = []
        for index in segments.indices {
            guard case .mixed(let tokens) = segments[index] else { continue }
            if tokens.count == 1, case .name(let name) = tokens[0] {
                guard !path[index].isEmpty else { return nil }
                found.append((name, path[index]))
                continue
            }
            guard RoutePattern.match(tokens, 0, Array(path[index].utf8)[...], &found) else {
                return nil
            }
        }
        return PathParameters(found)
    }

    private static func match(
        _ tokens: [Token], _ index: Int, _ segment: ArraySlice<UInt8>,
        _ found: inout [(name: String, value: String)]
    ) -> Bool {
        guard index < tokens.count else { return segment.isEmpty }
        switch tokens[index] {
        case .text(let text):
            guard segment.starts(with: text) else { return false }
            return match(tokens, index + 1, segment.dropFirst(text.count), &found)
        case .name(let name):
            guard !segment.isEmpty else { return false }
            let place = found.count
            found.append((name, ""))
            var end = index + 1 == tokens.count ? segment.endIndex : segment.startIndex + 1
            while end <= segment.endIndex {
                if match(tokens, index + 1, segment[end...], &found) {
                    let value = segment[segment.startIndex..<end]
                    found[place].value = String(decoding: value, as: UTF8.self)
                    return true
                }
                found.removeLast(found.count - place - 1)
                end += 1
            }
            found.removeLast()
            return false
        }
    }
}
