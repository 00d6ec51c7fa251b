/// Text of which some words are marked: a snippet of a hit.
public struct MarkedText: Sendable, Hashable {
    public struct Run: Sendable, Hashable {
        public var text: String
        public var isMarked: Bool

        public init(text: String, isMarked: Bool) {
            self.text = text
            self.isMarked = isMarked
        }
    }

    public var runs: [Run]

    public init(runs: [Run]) {
        self.runs = runs
    }

    /// Text without a mark.
    public init(_ text: String) {
        runs = [Run(text: text, isMarked: false)]
    }

    /// Text in which marked words stand between two delimiters.
    public init(_ text: String, between open: Character, and close: Character) {
        runs = []
        var run = Run(text: "", isMarked: false)
        for character in text {
            if character == open || character == close {
                if !run.text.isEmpty { runs.append(run) }
                run = Run(text: "", isMarked: character == open)
            } else {
                run.text.append(character)
            }
        }
        if !run.text.isEmpty { runs.append(run) }
    }

    var markup: HTML {
        HTML(joining: runs.map { $0.isMarked ? "<mark>\($0.text)</mark>" : "\($0.text)" })
    }

    var isEmpty: Bool { runs.allSatisfy(\.text.isEmpty) }
}
