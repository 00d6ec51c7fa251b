extension OParlOddity {
    private static let factions = #"""
        [{"id": "o1", "type": "Organization", "name": "Grüne", "organizationType": "Fraktion"},
         {"id": "o2", "type": "Organization", "name": "SPD", "classification": "fraktion"},
         {"id": "o3", "type": "Organization", "name": "Bauausschuss", "organizationType": "Gremium"}]
        """#

    static let ofPersons: [OParlOddity] = [
        OParlOddity(
            "memberships inside of a person; only factions count",
            #"""
            {"id": "p", "type": "Person", "name": "Frau Ada\tWeiß", "formOfAddress": "Frau",
             "status": ["Bürgermeisterin"], "membership": [
               {"organization": "o1", "role": "Vorsitz", "startDate": "2020-11-01",
                "endDate": "2099-12-31"},
               {"organization": "o3", "role": "Mitglied"}, {"organization": "gone"},
               {"organization": "o2", "startDate": "2014-06-01T00:00:00+02:00",
                "endDate": "2020-10-31"}]}
            """#, factions,
            lines: [
                "person p Ada Weiß [Bürgermeisterin]: Grüne (Vorsitz) 2020-11-01…, "
                    + "SPD (-) 2014-06-01…2020-10-31"
            ]),
        OParlOddity(
            "memberships apart, named by the person or naming it, each once",
            #"""
            [{"id": "m1", "type": "Membership", "person": "https://x/p", "organization": "o2"},
             {"id": "m2", "type": "Membership", "person": "http://x/p", "organization": "o1"},
             {"id": "https://x/p", "type": "Person", "name": "Kim", "membership": "m1"}]
            """#, factions, lines: ["person https://x/p Kim: SPD (-) …, Grüne (-) …"]),
        OParlOddity(
            "memberships inside of the faction",
            #"""
            [{"id": "o", "name": "FDP", "organizationType": "Fraktion",
              "membership": [{"person": "p", "role": "Mitglied"}]},
             {"id": "p", "type": "Person", "name": "Kim"}]
            """#, lines: ["person p Kim: FDP (Mitglied) …"]),
        OParlOddity(
            "on behalf of a faction, where nothing else says it",
            #"""
            [{"id": "p", "type": "Person", "name": "A", "membership":
               [{"organization": "o3", "onBehalfOf": "o1", "startDate": "2020-01-01"}]},
             {"id": "q", "type": "Person", "name": "B", "membership":
               [{"organization": "o3", "onBehalfOf": "o1"}, {"organization": "o1", "role": "M"}]}]
            """#, factions,
            lines: ["person p A: Grüne (-) 2020-01-01…", "person q B: Grüne (M) …"]),
        OParlOddity(
            "names: turned round, in parts, none at all",
            #"""
            [{"id": "p", "type": "Person", "name": "Weiß, Ada", "familyName": "Weiß",
              "givenName": "Ada", "title": ["Dr.", "N/A"]},
             {"id": "q", "familyName": "Blau", "givenName": "Bo"},
             {"id": "r", "type": "Person", "name": "Herr Dr. Cem Rot"},
             {"id": "s", "type": "Person", "name": " \n"}]
            """#,
            lines: [
                "person p Dr. Ada Weiß", "person q Bo Blau", "person r Dr. Cem Rot",
                "skipped s: the person has no name",
            ]),
        OParlOddity(
            "a faction that was deleted is none, and neither is a person",
            #"""
            [{"id": "p", "type": "Person", "name": "A", "membership": {"organization": "o1"}},
             {"id": "q", "type": "Person", "name": "B", "deleted": true}]
            """#, factions, #"{"id": "o1", "type": "Organization", "deleted": true}"#,
            lines: ["person p A", "deleted q", "deleted o1"]),
    ]
}
