extension OParlOddity {
    private static func at(_ start: String, _ end: String? = nil, agenda: Bool = true) -> String {
        """
        {"id": "m", "type": "Meeting", "name": "S", "start": "\(start)",
         \(end.map { "\"end\": \"\($0)\"," } ?? "")
         "agendaItem": [\(agenda ? "{\"name\": \"A\"}" : "")], "organization": {"name": "Rat"}}
        """
    }

    private static func timed(
        _ name: String, _ meeting: String, _ schedule: String, agenda: Bool = true
    ) -> OParlOddity {
        OParlOddity(
            name, meeting,
            lines: ["meeting m \(schedule) Rat: S"] + (agenda ? ["  |A"] : []))
    }

    static let ofMeetings: [OParlOddity] = [
        timed(
            "times with an offset", at("2026-11-20T17:00:00+01:00", "2026-11-20T19:30:00+01:00"),
            "2026-11-20 17:0-19:30"),
        timed("times in UTC", at("2026-06-30T22:30:00Z"), "2026-07-01 0:30-"),
        timed(
            "times without an offset are the city's",
            at("2026-07-01 17:00", "2026-07-01T18:00:00.5"),
            "2026-07-01 17:0-18:0"),
        timed(
            "an end at midnight", at("2026-11-20T17:00:00", "2026-11-20T00:00:00"),
            "2026-11-20 17:0-"),
        timed(
            "an end at the next midnight", at("2026-11-20T17:00:00", "2026-11-21T00:00:00"),
            "2026-11-20 17:0-"),
        timed(
            "an end in 2099", at("2026-11-20T17:00:00", "2099-12-31T23:59:00"),
            "2026-11-20 17:0-"),
        timed(
            "an end that is the start", at("2026-11-20T17:00:00", "2026-11-20T17:00:00"),
            "2026-11-20 17:0-"),
        timed("a day with an agenda and no hour", at("2026-11-20"), "2026-11-20 -"),
        timed(
            "midnight with an agenda", at("2026-11-20T00:00:00Z", "2026-11-20T23:59:00Z"),
            "2026-11-20 -"),
        timed(
            "an entry for a whole day is no session",
            at("2026-11-20T00:00:00", "2026-11-22T00:00:00", agenda: false),
            "never, it is an entry for a whole day without an agenda, no session", agenda: false),
        timed(
            "an entry up to 23:59 is none", at("2026-11-20", "2026-11-20T23:59:59", agenda: false),
            "never, it is an entry for a whole day without an agenda, no session", agenda: false),
        timed(
            "a start in 2099", at("2099-01-01T17:00:00"),
            "never, the meeting starts in 2099, which is no date"),
        timed("no start", at("N/A"), "never, the meeting has no start"),
        timed(
            "a start that is none", at("30.02.2026"),
            #"never, the meeting's start, "30.02.2026", is no time"#),
        timed(
            "a day that is none", at("2026-02-30T17:00:00"),
            #"never, the meeting's start, "2026-02-30T17:00:00", is no time"#),
        OParlOddity(
            "two meetings of one body at one time, one cancelled by flag, one by its state",
            meeting("m1", #""cancelled": true"#), meeting("m2", #""meetingState": "Abgesagt""#),
            meeting("m3", #""cancelled": false, "meetingState": "eingeladen""#),
            lines: [
                line("m1", " cancelled"), line("m2", " cancelled"), line("m3", " not cancelled"),
            ]),
        OParlOddity(
            "cancelled in words, over several lines",
            #"{"id": "m", "type": "Meeting", "name": "Rat\n\tENTFA\#u{308}LLT", "start": "2026-11-20T17:00"}"#,
            lines: [
                "meeting m 2026-11-20 17:0- Rat ENTFA\u{308}LLT?: Rat ENTFA\u{308}LLT cancelled"
            ]),
        OParlOddity(
            "the body is the first organisation that is no faction",
            #"""
            [{"id": "m", "type": "Meeting", "name": "S", "start": "2026-11-20T17:00",
              "organization": ["https://x/gone", "http://x/f/", "https://x/b"]},
             {"id": "https://x/f", "type": "Organization", "name": "Die", "organizationType": "Fraktion"},
             {"id": "https://x/b", "type": "Organization", "name": "Bau\n ausschuss"}]
            """#, lines: ["meeting m 2026-11-20 17:0- Bau ausschuss: S"]),
        OParlOddity(
            "an organisation that is not there is guessed from the name, a name from the body",
            #"""
            [{"id": "m", "type": "Meeting", "name": "3. Sitzung des Stadtrats (öffentlich)",
              "start": "2026-11-20T17:00", "organization": "https://x/gone"},
             {"id": "n", "type": "Meeting", "start": "2026-11-21T17:00", "meetingState": "x"}]
            """#,
            lines: [
                "meeting m 2026-11-20 17:0- Stadtrats?: 3. Sitzung des Stadtrats (öffentlich)",
                "meeting n 2026-11-21 17:0- Gremium?: Gremium",
            ]),
        OParlOddity(
            "type is missing, its own, or of a field; ids are no addresses or numbers",
            #"""
            {"data": [
              {"id": 7, "name": "S", "start": "2026-11-20T17:00", "agendaItem": [8, "https://x/i/9"],
               "organization": ["https://x/orgs/4"]},
              {"id": 8, "number": "1", "name": "Acht", "public": true},
              {"id": "9", "number": "2", "name": "Neun", "type": "vendor:Ding"},
              {"id": "4", "name": "Rat", "organizationType": "Gremium"}]}
            """#, lines: ["meeting 7 2026-11-20 17:0- Rat: S", " +1|Acht", "  2|Neun"]),
        OParlOddity(
            "what is no object, or none of OParl's, is skipped, what says nothing passed over",
            #"["https://x/m9", 3, null, {}, {"a": 1}, {"id": "q", "error": "500"}, \#(meeting("m1", ""))]"#,
            lines: [
                line(), "skipped 3: there is no object, only its name",
                "skipped 1.json, object 3: this is no object that OParl knows",
                "skipped q: this is no object that OParl knows",
                "skipped https://x/m9: there is no object, only its name",
            ]),
        OParlOddity(
            "a body where a list belongs, null, an empty list", #"{"type": "Body", "id": "b"}"#,
            "null", "[]", #"{"data": null, "links": []}"#, "{}", lines: []),
        OParlOddity(
            "deleted meetings are no meetings, with a type and without",
            #"""
            {"data": [{"id": "m1", "type": "Meeting", "deleted": true}, {"id": "m2", "deleted": true}]}
            """#, lines: ["deleted m2", "deleted m1"]),
    ]
}
