import Testing

/// Something that a real OParl endpoint does, and what is made of it.
struct OParlOddity: Sendable, CustomTestStringConvertible {
    let name: String
    let files: [String]
    let lines: [String]

    init(_ name: String, _ files: String..., lines: [String]) {
        self.name = name
        self.files = files
        self.lines = lines
    }

    var testDescription: String { name }

    /// A meeting on a Friday at five, with these fields more.
    static func meeting(_ id: String = "m1", _ fields: String) -> String {
        """
        {"id": "https://x/\(id)", "type": "https://schema.oparl.org/1.1/Meeting", "name": "Sitzung",
         "start": "2026-11-20T17:00:00+01:00",
         "organization": [{"id": "https://x/o1", "name": "Rat"}]\(fields.isEmpty ? "" : ", \(fields)")}
        """
    }

    /// The line of that meeting.
    static func line(_ id: String = "m1", _ more: String = "") -> String {
        "meeting https://x/\(id) 2026-11-20 17:0- Rat: Sitzung\(more)"
    }
}
