extension OParlOddity {
    static let ofAgendas: [OParlOddity] = [
        OParlOddity(
            "position orders items, whatever order and number say",
            meeting(
                "m1",
                #"""
                "agendaItem": [
                  {"id": "a", "order": 10350, "number": "2", "name": "Zwei"},
                  {"id": "b", "order": 1, "number": "2", "name": "Noch eine Zwei"},
                  {"id": "c", "order": 1, "name": "Ohne Nummer"}]
                """#), lines: [line(), "  2|Zwei", "  2|Noch eine Zwei", "  |Ohne Nummer"]),
        OParlOddity(
            "public false closes, true opens only itself, silence says nothing, other words close",
            meeting(
                "m1",
                #"""
                "agendaItem": [{"number": "1", "name": "A", "public": true},
                  {"number": "2", "name": "B", "public": false}, {"number": "3", "name": "C"},
                  {"number": "4", "name": "D", "public": "nein"},
                  {"number": "5", "name": "E", "public": 0},
                  {"number": "6", "name": "F", "public": "intern"},
                  {"number": "7", "name": "G", "public": "N/A"},
                  {"number": "8", "name": "H", "public": null},
                  {"number": "9", "name": "I", "public": "true"}]
                """#),
            lines: [
                line(), " +1|A", " !2|B", "  3|C", " !4|D", " !5|E", " !6|F", "  7|G", "  8|H",
                " +9|I",
            ]),
        OParlOddity(
            "an item that is not public and tells nothing else is there all the same",
            meeting("m1", #""agendaItem": [{"id": "a", "public": false}, {"id": "b"}]"#),
            lines: [line(), " !|", "skipped b: the agenda item has neither number nor title"]),
        OParlOddity(
            "an object where an array belongs, and an object with numbers for names",
            meeting("m1", #""agendaItem": {"id": "a", "number": "1", "name": "Einziger"}"#),
            meeting(
                "m2",
                #""agendaItem": {"10": {"name": "Zehn"}, "2": {"name": "Zwei"}, "0": {"name": "N"}}"#
            ),
            lines: [line(), "  1|Einziger", line("m2"), "  |N", "  |Zwei", "  |Zehn"]),
        OParlOddity(
            "an item listed twice is one, one that is not there is skipped, the rest comes in",
            meeting("m1", #""agendaItem": ["https://x/a", "https://x/gone", "https://x/a"]"#),
            #"{"id": "https://x/a", "type": "AgendaItem", "name": "Da"}"#,
            lines: [
                line(), "  |Da", "skipped https://x/gone: the agenda item is named and not there",
            ]),
        OParlOddity(
            "an agenda of which nothing is there is no agenda, and so is an empty one",
            meeting("m1", #""agendaItem": ["https://x/gone"]"#),
            meeting("m2", #""agendaItem": []"#), meeting("m3", ""),
            lines: [
                line(), line("m2"), line("m3"),
                "skipped https://x/gone: the agenda item is named and not there",
            ]),
        OParlOddity(
            "version 1.1: items name their meeting, and one newer than its list comes last",
            #"""
            [{"id": "https://x/b", "type": "AgendaItem", "meeting": "https://x/m1", "name": "Neu"},
             {"id": "https://x/a", "type": "AgendaItem", "meeting": "https://x/m1", "name": "Alt"},
             {"id": "https://x/c", "type": "AgendaItem", "meeting": "https://x/m2", "name": "C"},
             {"id": "https://x/d", "type": "AgendaItem", "meeting": "https://x/m2", "name": "D"}]
            """#, meeting("m1", #""agendaItem": ["https://x/a"]"#), meeting("m2", ""),
            lines: [line(), "  |Alt", "  |Neu", line("m2"), "  |C", "  |D"]),
        OParlOddity(
            "an item changed later than its meeting counts; closed in either, it is closed",
            meeting(
                "m1",
                #"""
                "agendaItem": [
                  {"id": "a", "name": "Alt", "modified": "2026-01-01T00:00:00Z", "public": false},
                  {"id": "b", "name": "B", "public": true}, {"id": "c", "name": "C", "public": false}]
                """#),
            #"""
            [{"id": "a", "type": "AgendaItem", "name": "Neu", "modified": "2026-02-01T00:00:00Z",
              "public": true},
             {"id": "b", "type": "AgendaItem", "name": "B", "public": false},
             {"id": "c", "type": "AgendaItem", "name": "C", "public": true, "result": "ja"}]
            """#, lines: [line(), " +|Neu", " !|B", " !|C -> ja"]),
        OParlOddity(
            "names over several lines with tabs and control characters are one line; N/A is nothing",
            meeting(
                "m1",
                "\"agendaItem\": [{\"number\": \" 1. \", \"name\": \"Bebauungsplan\\n\\thier:\n\t"
                    + "Satzung\u{0B}\u{1F}\", \"result\": \"N/A\"}, {\"number\": \"n/a\", \"name\": "
                    + "\"Zwei\", \"result\": \" vertagt \\r\\n\"}]"),
            lines: [line(), "  1.|Bebauungsplan hier: Satzung", "  |Zwei -> vertagt"]),
        OParlOddity(
            "numbers that are numbers are text, and make the tree; each part counts anew",
            meeting(
                "m1",
                #"""
                "agendaItem": [{"name": "Öffentlicher Teil"}, {"number": 6, "name": "A"},
                  {"number": 6.1, "name": "B"}, {"number": "6.1.2", "name": "C"},
                  {"name": "Nichtöffentlicher Teil"}, {"number": "6.1", "name": "D"},
                  {"number": 6.10, "name": "E"}]
                """#),
            lines: [
                line(), "  |Öffentlicher Teil", "  6|A", "  6.1|B under 1", "  6.1.2|C under 2",
                "  |Nichtöffentlicher Teil", "  6.1|D", "  6.10|E",
            ]),
        OParlOddity(
            "an item deleted in the list, elsewhere, and by its id alone; one that came back",
            meeting(
                "m1",
                #"""
                "agendaItem": [{"id": "a", "name": "A", "deleted": true}, {"id": "b", "name": "B"},
                  {"id": "c", "name": "C"}, {"id": "d", "name": "D"},
                  {"id": "e", "name": "E", "modified": "2026-03-01T00:00:00Z"}]
                """#),
            #"""
            {"data": [{"id": "b", "type": "AgendaItem", "deleted": true},
              {"id": "c", "deleted": true, "modified": "2026-02-01T00:00:00Z"},
              {"id": "e", "deleted": true, "modified": "2026-02-01T00:00:00Z"}]}
            """#,
            lines: [
                line(), "  |D", "  |E", "deleted c", "deleted e", "deleted a", "deleted b",
                "skipped a: the agenda item is named and not there",
                "skipped b: the agenda item is named and not there",
                "skipped c: the agenda item is named and not there",
            ]),
    ]
}
