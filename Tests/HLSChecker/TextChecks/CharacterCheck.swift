import Foundation

/// What characters a playlist is of (RFC 8216bis §4.1).
enum CharacterCheck {
    static func findings(in text: String) -> [Finding] {
        var findings: [Finding] = []
        if text.unicodeScalars.first == "\u{FEFF}" {
            findings.append(Finding(.byteOrderMark, line: 1, "It begins with a byte order mark."))
        }
        for line in Line.all(of: text) { findings += Self.findings(in: line) }
        return findings
    }

    private static func findings(in line: Line) -> [Finding] {
        var findings: [Finding] = []
        if isSpaced(line) {
            findings.append(
                Finding(.strayWhitespace, line: line.number, "\"\(line.text)\" has a space."))
        }
        // Most lines are plain; the rest of this takes time.
        if line.text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return findings }
        // Tabs separate the ids of date ranges that were removed (§4.4.5.2).
        let isSkip = line.text.utf8.starts(with: "#EXT-X-SKIP:".utf8)
        let control = line.text.unicodeScalars.first { scalar in
            scalar.properties.generalCategory == .control && !(isSkip && scalar == "\t")
        }
        if let control {
            let code = String(control.value, radix: 16, uppercase: true)
            findings.append(Finding(.controlCharacter, line: line.number, "There is U+\(code)."))
        }
        if !line.text.utf8.elementsEqual(line.text.precomposedStringWithCanonicalMapping.utf8) {
            findings.append(
                Finding(.notNormalized, line: line.number, "A character is written in two."))
        }
        return findings
    }

    private static func isSpaced(_ line: Line) -> Bool {
        let space = UInt8(ascii: " ")
        switch line.content {
        case .blank, .comment: return false
        case .uri(let uri): return uri.utf8.contains(space)
        case .tag(let name, let value):
            return name.utf8.contains(space) || value?.utf8.first == space
                || name != "EXTINF" && value?.utf8.last == space
        }
    }
}
