/// Variables: where they are defined and used (RFC 8216bis §4.4.2.3).
enum VariableCheck: TextCheck {
    static func findings(in playlist: Playlist) -> [Finding] {
        var findings = playlist.undefined.map {
            Finding(.undefinedVariable, line: $0.line, "\($0.name) is not defined.")
        }
        var defined: Set<String> = []
        for tag in playlist.tags("EXT-X-DEFINE") {
            let list = tag.attributes
            let names = ["NAME", "IMPORT", "QUERYPARAM"].compactMap { list[$0] }
            guard names.count == 1, let name = names.first, isName(name),
                list["NAME"] == nil || list["VALUE"] != nil
            else {
                findings.append(
                    Finding(.defineForm, line: tag.line, "It is \(tag.value ?? "empty")."))
                continue
            }
            if !defined.insert(name).inserted {
                findings.append(
                    Finding(.repeatedVariable, line: tag.line, "\(name) was defined already."))
            }
            if list["IMPORT"] != nil && playlist.isMultivariant {
                findings.append(
                    Finding(.importInMultivariant, line: tag.line, "\(name) is imported."))
            }
        }
        return findings
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte)
                    || (97...122).contains(byte) || byte == 45 || byte == 95
            }
    }
}
