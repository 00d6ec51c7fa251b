extension OParlOddity {
    private static func item(_ id: String, _ consultation: String) -> String {
        #""agendaItem": [{"id": "\#(id)", "name": "Spielplatz", "consultation": \#(consultation)}]"#
    }

    private static let paper = #"""
        {"id": "https://x/p1", "type": "Paper", "reference": "V/1", "name": "Bau",
         "mainFile": {"accessUrl": "https://x/p1.pdf"},
         "consultation": [{"id": "https://x/c1", "agendaItem": "i1", "meeting": "https://x/m1"}]}
        """#

    static let ofPapers: [OParlOddity] = [
        OParlOddity(
            "version 1.0: the paper lists the consultation that the item names",
            meeting("m1", item("i1", #""https://x/c1""#)), paper,
            lines: [line(), "  |Spielplatz <V/1=Bau@https://x/p1.pdf>"]),
        OParlOddity(
            "version 1.1: the consultation names its paper, and that its file",
            meeting("m1", item("i1", #""https://x/c2""#)),
            #"""
            [{"id": "https://x/c2", "type": "Consultation", "paper": "https://x/p2"},
             {"id": "https://x/p2", "type": "Paper", "reference": "V/2", "mainFile": "https://x/f"},
             {"id": "https://x/f", "type": "File", "accessUrl": "https://x/2.pdf", "name": "Zwei"}]
            """#, lines: [line(), "  |Spielplatz <V/2=Zwei@https://x/2.pdf>"]),
        OParlOddity(
            "a postponed matter: items of two meetings share a consultation that names only one",
            meeting("m1", item("i1", #""https://x/c1""#)),
            meeting("m2", item("i2", #""https://x/c1""#)), paper,
            lines: [
                line(), "  |Spielplatz <V/1=Bau@https://x/p1.pdf>", line("m2"),
                "  |Spielplatz <V/1=Bau@https://x/p1.pdf>",
            ]),
        OParlOddity(
            "the item's own reference decides against another consultation's back-reference",
            meeting("m1", item("i1", #"{"id": "c9", "paper": {"reference": "V/9"}}"#)), paper,
            lines: [line(), "  |Spielplatz <V/9>"]),
        OParlOddity(
            "an item that names no consultation has those of its meeting that name it",
            meeting("m1", #""agendaItem": [{"id": "i1", "name": "Spielplatz"}]"#),
            meeting("m2", #""agendaItem": [{"id": "i1", "name": "Spielplatz"}]"#), paper,
            lines: [
                line(), "  |Spielplatz <V/1=Bau@https://x/p1.pdf>", line("m2"), "  |Spielplatz",
            ]),
        OParlOddity(
            "a consultation without an id, inside of its paper",
            meeting("m1", #""agendaItem": [{"id": "i1", "name": "Spielplatz"}]"#),
            #"""
            {"id": "p", "reference": "V/5", "consultation": [{"agendaItem": "i1"}]}
            """#, lines: [line(), "  |Spielplatz <V/5>"]),
        OParlOddity(
            "consultations and papers that are not there cost nothing; a paper without a name",
            meeting("m1", item("i1", #"["https://x/gone", {"paper": ["https://x/p3", "gone"]}]"#)),
            #"{"id": "https://x/p3", "type": "Paper", "paperType": "Antrag", "name": "N/A"}"#,
            lines: [line(), "  |Spielplatz"]),
        OParlOddity(
            "an item without a title has its paper's; only addresses of the web are taken",
            meeting("m1", #""agendaItem": [{"id": "i1", "consultation": "c3"}]"#),
            #"""
            {"id": "p4", "type": "Paper", "name": "Radweg", "consultation": "c3",
             "mainFile": {"accessUrl": "javascript:alert(1)", "downloadUrl": "HTTP://x/4"}}
            """#, lines: [line(), "  |Radweg <Radweg@HTTP://x/4>"]),
        OParlOddity(
            "a deleted paper is no paper", meeting("m1", item("i1", #""https://x/c1""#)), paper,
            #"{"id": "https://x/p1", "deleted": true}"#,
            lines: [line(), "  |Spielplatz", "deleted https://x/p1"]),
    ]
}
