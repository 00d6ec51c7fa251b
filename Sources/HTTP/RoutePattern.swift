/// A path's pattern: `/sessions/:id/items/:n.mp4`. A name begins with `:` and takes letters; a
/// segment may hold several with text between, each takes as little as it can but something.
struct RoutePattern: Sendable {
    private enum Token: Sendable, Equatable {
        case text(String)
        case name(String)
    }

    private let segments: [[Token]]
    /// Fixed segments before those with names, so that the more definite route is tried first.
    let order: [Int]

    var count: Int { segments.count }

    init(_ pattern: String) {
        precondition(pattern.hasPrefix("/"), "a route begins with a slash: \(pattern)")
        segments = pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
            RoutePattern.tokens($0)
        }
        order = segments.map { tokens in
            if !tokens.contains(where: { if case .name = $0 { true } else { false } }) { return 0 }
            return 100 - min(tokens.count, 99)
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
                tokens.append(.text(String(text)))
                rest = rest.dropFirst(text.count)
            }
        }
        return tokens
    }

    /// The parameters, or nil where the path is another.
    func match(_ path: [String]) -> PathParameters? {
        guard path.count == segments.count else { return nil }
        var found: [(name: String, value: String)] = []
        for (tokens, segment) in zip(segments, path) {
            guard RoutePattern.match(tokens[...], segment[...], &found) else { return nil }
        }
        return PathParameters(found)
    }

    private static func match(
        _ tokens: ArraySlice<Token>, _ segment: Substring,
        _ found: inout [(name: String, value: String)]
    ) -> Bool {
        guard let token = tokens.first else { return segment.isEmpty }
        switch token {
        case .text(let text):
            guard segment.hasPrefix(text) else { return false }
            return match(tokens.dropFirst(), segment.dropFirst(text.count), &found)
        case .name(let name):
            if tokens.count == 1 {
                guard !segment.isEmpty else { return false }
                found.append((name, String(segment)))
                return true
            }
            let before = found.count
            var end = segment.startIndex
            while end < segment.endIndex {
                end = segment.index(after: end)
                found.append((name, String(segment[..<end])))
                if match(tokens.dropFirst(), segment[end...], &found) { return true }
                found.removeLast(found.count - before)
            }
            return false
        }
    }
}
