import MadeUpServers

extension CrawlOddity {
    static let all: [CrawlOddity] = whole + odd + circles + singles

    private static let whole: [CrawlOddity] = [
        CrawlOddity(
            "a whole system: its bodies, their lists, page by page; what came is not asked for",
            from: "/system",
            [
                "/system": .json(
                    #"{"id": "BASE/system", "oparlVersion": "1.0", "body": "BASE/bodies"}"#),
                "/bodies": list(
                    #"{"id": "BASE/b", "type": "Body", "meeting": "BASE/b/meeting"}"#,
                    next: "BASE/bodies?page=2"),
                "/bodies?page=2": list(
                    #"""
                    {"id": "BASE/b2", "type": "Body", "paper": "BASE/b/paper",
                     "organization": "BASE/b/organization", "person": "BASE/b/person"}
                    """#),
                "/b/meeting": list(
                    meeting(
                        "A",
                        #""agendaItem": [{"number": "1", "name": "X", "consultation": "BASE/c/1"}]"#
                    ), next: "BASE/b/meeting?page=2"),
                "/b/meeting?page=2": list(meeting("B")),
                "/b/organization": list(
                    council, #"{"id": "BASE/o/2", "name": "Grüne", "organizationType": "Fraktion"}"#
                ),
                "/b/paper": list(
                    #"""
                    {"id": "BASE/p/1", "reference": "V/1", "mainFile": {"accessUrl": "http://f/1"},
                     "consultation": [{"id": "BASE/c/1"}]}
                    """#),
                "/b/person": list(
                    #"{"name": "Ada", "familyName": "A", "membership": {"organization": "BASE/o/2"}}"#
                ),
            ],
            lines: ["A of Rat, 1 X <V/1@http://f/1>", "B of Rat", #"Ada: ["Grüne"]"#],
            requests: ["/o/1": 0, "/c/1": 0, "/p/1": 0, "/b/meeting?page=2": 1]),
        CrawlOddity(
            "a list of meetings alone: what they name is asked for one by one, and each once",
            from: "/m",
            [
                "/m": list(meeting("A"), meeting("B", #""agendaItem": ["BASE/i/1", "BASE/i/2"]"#)),
                "/o/1": .json(council),
                "/i/1": .json(#"{"id": "BASE/i/1", "name": "X", "consultation": "BASE/c/1"}"#),
                "/i/2": .json(#"{"id": "BASE/i/2", "name": "Y", "consultation": "BASE/c/1"}"#),
                "/c/1": .json(#"{"id": "BASE/c/1", "paper": "BASE/p/1"}"#),
                "/p/1": .json(#"{"id": "BASE/p/1", "reference": "V/1", "mainFile": "BASE/f/1"}"#),
                "/f/1": .json(#"{"id": "BASE/f/1", "accessUrl": "http://f/1"}"#),
            ],
            lines: ["A of Rat", "B of Rat,  X <V/1@http://f/1>,  Y <V/1@http://f/1>"],
            requests: ["/o/1": 1, "/c/1": 1, "/p/1": 1, "/f/1": 1]),
        CrawlOddity(
            "one meeting, and nothing of the body that it names", from: "/m/A",
            ["/m/A": .json(meeting("A", #""body": "BASE/b""#)), "/o/1": .json(council)],
            lines: ["A of Rat"], requests: ["/b": 0]),
        CrawlOddity(
            "version 1.1: items, consultations and memberships in lists of their own",
            from: "/b",
            [
                "/b": body(
                    "meeting", "organization", "paper", "person", "agendaItem", "consultation",
                    "membership"),
                "/b/meeting": list(meeting("A")),
                "/b/organization": list(
                    council, #"{"id": "BASE/o/2", "name": "SPD", "classification": "Fraktion"}"#),
                "/b/paper": list(#"{"id": "BASE/p/1", "reference": "V/1"}"#),
                "/b/person": list(#"{"id": "BASE/n/1", "type": "Person", "name": "Bo"}"#),
                "/b/agendaItem": list(
                    #"{"id": "BASE/i/1", "number": "1", "name": "X", "meeting": "BASE/m/A"}"#),
                "/b/consultation": list(
                    #"""
                    {"id": "BASE/c/1", "agendaItem": "BASE/i/1", "paper": "BASE/p/1",
                     "meeting": "BASE/m/A"}
                    """#),
                "/b/membership": list(
                    #"{"person": "BASE/n/1", "organization": "BASE/o/2", "role": "Mitglied"}"#),
            ], lines: ["A of Rat, 1 X <V/1>", #"Bo: ["SPD"]"#]),
        CrawlOddity(
            "version 1.1: lists of what came inside of other objects are not read", from: "/b",
            [
                "/b": body("meeting", "organization", "agendaItem", "membership"),
                "/b/meeting": list(meeting("A", #""agendaItem": [{"name": "X"}]"#)),
                "/b/organization": list(
                    council, #"{"id": "BASE/o/2", "name": "G", "membership": [{"role": "x"}]}"#),
            ], lines: ["A of Rat,  X"], requests: ["/b/agendaItem": 0, "/b/membership": 0]),
    ]

    private static let odd: [CrawlOddity] = [
        CrawlOddity(
            "a body where a list belongs, objects where arrays belong, no type anywhere",
            from: "/system",
            [
                "/system": .json(#"{"oparlVersion": "1.0", "body": "BASE/bodies"}"#),
                "/bodies": .json(
                    #"""
                    {"id": "BASE/b", "person": "BASE/b/person", "meeting": "BASE/b/meeting",
                     "organization": {"0": "BASE/b/organization"}}
                    """#),
                "/b/meeting": .json(
                    """
                    {"data": {"7": \(meeting("B", #""agendaItem": {"name": "X"}"#, type: false)),
                      "3": \(meeting("A", #""agendaItem": {"1": {"name": "Y"}}"#, type: false))},
                     "links": {"next": null}}
                    """),
                "/b/organization": list(#"{"id": "BASE/o/1", "name": "Rat", "post": []}"#),
                "/b/person": .json("null"),
            ], lines: ["A of Rat,  Y", "B of Rat,  X"]),
        CrawlOddity(
            "ids that are not the URL, or differ only in their query: both are names of it",
            from: "/b",
            [
                "/b": body("meeting"),
                "/b/meeting": list(
                    #"""
                    {"id": "m-1", "type": "Meeting", "name": "A", "start": "2026-11-20T17:00",
                     "organization": "BASE/o?id=1&expand=1", "agendaItem": ["BASE/i?id=1"]}
                    """#),
                "/o?id=1&expand=1": .json(#"{"id": "BASE/o?id=1", "name": "Rat", "post": []}"#),
                "/i?id=1": .json(#"{"id": "urn:item:1", "number": "1", "name": "X"}"#),
            ], lines: ["A of Rat, 1 X"], requests: ["/o?id=1": 0, "/i?id=1": 1]),
        CrawlOddity(
            "raw control characters, a byte order mark, Windows-1252, an address with umlauts",
            from: "/b",
            [
                "/b": .json("\u{FEFF}{\"type\": \"Body\", \"meeting\": \"/b/gr\u{FC}n e\"}"),
                "/b/gr%c3%bcn%20e": list(
                    meeting("A", "\"agendaItem\": [{\"name\": \"Zeile\n\tzwei\u{1}\"}]"), council),
            ], lines: ["A of Rat,  Zeile zwei"]),
        CrawlOddity(
            "errors, a web page, half an answer and nothing at all, now and then: asked again",
            from: "/b",
            [
                "/b": .inTurn([.status(500), .status(503), .status(429), body("meeting")]),
                "/b/meeting": .inTurn([
                    .status(502), .status(504), .json(#"{"data": [{"#), .html,
                    list(meeting("A"), council),
                ]),
            ], lines: ["A of Rat"], requests: ["/b": 4, "/b/meeting": 5]),
        CrawlOddity(
            "a closed meeting is skipped, a closed item is one that is not public", from: "/m",
            [
                "/m": list(#""BASE/m/closed""#, #""BASE/m/A""#, council),
                "/m/closed": .status(401),
                "/m/A": .json(meeting("A", #""agendaItem": "BASE/i/1""#)),
                "/i/1": .status(403),
            ],
            lines: [
                "A of Rat, ! ",
                "skipped BASE/m/closed: it answers 401: this is not open to everybody",
                "skipped BASE/i/1: it answers 403: this is not open to everybody",
            ], requests: ["/m/closed": 1, "/i/1": 1]),
        CrawlOddity(
            "references that lead nowhere, or to an address that is none, are counted", from: "/m",
            [
                "/m": list(
                    meeting(
                        "A",
                        #""agendaItem": [{"name": "X", "consultation": ["BASE/c/1", "https://"]}]"#
                    ), #""BASE/m/B""#)
            ],
            lines: ["A of A,  X", "dangling 4"], requests: ["/o/1": 1, "/c/1": 1, "/m/B": 1]),
        CrawlOddity(
            "tombstones with a type and without", from: "/m",
            [
                "/m": list(
                    meeting("A"), council,
                    #"{"id": "BASE/m/B", "type": "Meeting", "deleted": true}"#,
                    #"{"id": "BASE/m/C", "deleted": true}"#)
            ], lines: ["A of Rat", "deleted BASE/m/C", "deleted BASE/m/B"]),
        CrawlOddity(
            "no meeting, as null, an empty object, an empty list, or no content at all",
            from: "/b",
            [
                "/b": body("meeting", "paper", "person", "organization"),
                "/b/meeting": .json("null"), "/b/paper": .json("{}"), "/b/person": .status(204),
                "/b/organization": .json(#"{"data": null, "links": []}"#),
            ], lines: []),
        CrawlOddity(
            "lists that are closed or not there are left out, and it is said", from: "/b",
            [
                "/b": body("meeting", "person", "paper"),
                "/b/meeting": list(meeting("A"), council), "/b/person": .status(401),
            ],
            lines: [
                "A of Rat",
                "note BASE/b/person: it answers 401: this is not open to everybody.",
                "note BASE/b/paper: there is nothing (404); check the address.",
            ], requests: ["/b/person": 1]),
    ]

    private static let circles: [CrawlOddity] = [
        CrawlOddity(
            "a next page that is the page itself", from: "/m",
            ["/m": list(meeting("A"), council, next: "BASE/m")],
            lines: [
                "A of Rat",
                "note BASE/m: the list was ended, as its next page is one that was read before.",
            ], requests: ["/m": 1]),
        CrawlOddity(
            "pages that go round", from: "/m?page=1",
            [
                "/m?page=1": list(meeting("A"), council, next: "?page=2"),
                "/m?page=2": list(meeting("B"), next: "/m?page=1"),
            ],
            lines: [
                "A of Rat", "B of Rat",
                "note BASE/m?page=1: the list was ended, as its next page is one that was read before.",
            ], requests: ["/m?page=1": 1, "/m?page=2": 1]),
        CrawlOddity(
            "next links that are ever new, with the same data", from: "/m",
            [
                "/m": list(meeting("A"), council, next: "/m?t=1"),
                "/m?t=1": list(meeting("A"), next: "/m?t=2"),
                "/m?t=2": list(meeting("A"), next: "/m?t=3"),
                "/m?t=3": list(council, next: "/m?t=4"),
                "/m?t=4": list(meeting("B"), next: "/m?t=5"),
            ],
            lines: [
                "A of Rat",
                "note BASE/m: the list was ended, as its last 3 pages brought nothing new.",
            ], requests: ["/m?t=3": 1, "/m?t=4": 0]),
        CrawlOddity(
            "a next page that is not there, or no address", from: "/b",
            [
                "/b": body("meeting", "paper"),
                "/b/meeting": list(meeting("A"), council, next: "/b/meeting?page=2"),
                "/b/paper": list(#"{"id": "p", "x": 1}"#, next: "gopher://x/"),
            ],
            lines: [
                "A of Rat",
                "note BASE/b/paper: the list was ended, as its next page has no address of the web.",
                "note BASE/b/meeting?page=2: there is nothing (404); check the address.",
            ]),
        CrawlOddity(
            "two bodies that share their lists: each list is read once", from: "/bodies",
            [
                "/bodies": list(
                    #"{"id": "BASE/b/1", "type": "Body", "meeting": "/m"}"#,
                    #"{"id": "BASE/b/2", "type": "Body", "meeting": "BASE/m"}"#),
                "/m": list(meeting("A"), council),
            ], lines: ["A of Rat"], requests: ["/m": 1]),
        CrawlOddity(
            "five redirects; what follows is seen from where they lead", from: "/1",
            [
                "/1": .redirect("/2"), "/2": .redirect("BASE/3"),
                "/3": .status(301, ["Location": "4"]),
                "/4": .status(307, ["Location": "/5"]), "/5": .status(308, ["Location": "/deep/m"]),
                "/deep/m": list(meeting("A"), council, next: "n"),
                "/deep/n": list(meeting("B")),
            ], lines: ["A of Rat", "B of Rat"]),
    ]

    private static let singles: [CrawlOddity] = [
        CrawlOddity(
            "an object that cannot be had is skipped, and its meeting's agenda is one in part",
            from: "/m",
            [
                "/m": list(
                    meeting("A", #""agendaItem": [{"name": "X"}, "BASE/i/1"]"#), council,
                    meeting("B", #""agendaItem": [{"name": "Y", "consultation": "BASE/c/1"}]"#)),
                "/i/1": .status(500), "/c/1": .html,
            ],
            lines: [
                "A of Rat (in part),  X", "B of Rat,  Y",
                "skipped BASE/i/1: asked 3 times, it answers with error 500; try again later, or "
                    + "tell whoever runs it",
                "skipped BASE/c/1: asked 3 times, this is a web page and no JSON; name the address "
                    + "of the OParl interface",
                "dangling 1",
            ], requests: ["/i/1": 3, "/c/1": 3]),
        CrawlOddity(
            "a meeting whose body cannot be asked for just now waits for another day", from: "/m",
            ["/m": list(meeting("A")), "/o/1": .status(502)],
            lines: [
                "A of A, never: whose meeting it is could not be asked for just now",
                "skipped BASE/o/1: asked 3 times, it answers with error 502; try again later, or "
                    + "tell whoever runs it",
                "dangling 1",
            ], requests: ["/o/1": 3]),
        CrawlOddity(
            "an object reached by redirects has the names of all places", from: "/m",
            [
                "/m": list(meeting("A", #""agendaItem": ["BASE/old/1", "BASE/new/1"]"#), council),
                "/old/1": .redirect("/new/1"),
                "/new/1": .json(#"{"id": "item-1", "name": "X"}"#),
            ], lines: ["A of Rat,  X"]),
        CrawlOddity(
            "objects that hold each other, and one that holds itself", from: "/m",
            [
                "/m": list(
                    meeting(
                        "A",
                        #""agendaItem": [{"id": "BASE/i/1", "name": "X", "meeting": {"id": "BASE/m/A"}}]"#
                    ),
                    #"{"id": "BASE/o/1", "type": "Organization", "name": "Rat", "subOrganizationOf": {"id": "BASE/o/1", "type": "Organization"}}"#
                )
            ], lines: ["A of Rat,  X"]),
    ]
}
