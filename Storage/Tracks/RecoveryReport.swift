/// What was found and mended after a start, in one line.
public struct RecoveryReport: Hashable, Sendable, CustomStringConvertible {
    /// Track files that were open when the process ended.
    public internal(set) var files = 0
    public internal(set) var filesCut = 0
    public internal(set) var bytesCut: Int64 = 0
    public internal(set) var filesShort = 0
    /// Open segments that are complete now, with their parts.
    public internal(set) var closed: [String] = []
    /// Numbers that name a gap now.
    public internal(set) var gaps: [String] = []
    /// Files that another process is writing at this moment.
    public internal(set) var skipped = 0

    /// Folders of imports that were killed in the middle, taken away.
    public internal(set) var importsRemoved = 0

    /// Whether everything was as it should be.
    public var isClean: Bool {
        filesCut == 0 && filesShort == 0 && closed.isEmpty && gaps.isEmpty && skipped == 0
            && importsRemoved == 0
    }

    public var description: String {
        var facts: [String] = []
        if filesCut > 0 {
            facts.append("\(Self.count(filesCut, "track file")) cut back by \(bytesCut) bytes")
        }
        if filesShort > 0 {
            facts.append("\(Self.count(filesShort, "track file")) shorter than catalogued")
        }
        facts += closed.prefix(4).map { "segment \($0)" }
        if closed.count > 4 { facts.append("\(closed.count - 4) more segments closed") }
        if !gaps.isEmpty {
            let more = gaps.count > 4 ? " and \(gaps.count - 4) more" : ""
            facts.append("gap at \(gaps.prefix(4).joined(separator: ", "))\(more)")
        }
        if skipped > 0 {
            facts.append("\(Self.count(skipped, "track file")) in use by another process")
        }
        if importsRemoved > 0 {
            facts.append("\(Self.count(importsRemoved, "unfinished import")) removed")
        }
        return facts.isEmpty ? "nothing to mend" : facts.joined(separator: ", ")
    }

    private static func count(_ number: Int, _ word: String) -> String {
        "\(number) \(word)\(number == 1 ? "" : "s")"
    }
}
