import Agenda
import Foundation
import Testing

@Suite("Importing CSV")
struct ImportTests {
    private func items(_ text: String) throws -> [ImportedItem] {
        try AgendaFile.items(csv: Array(text.utf8), file: "agenda.csv")
    }

    static let full = """
        TOP;Titel;Öffentlich;Vorlage;Ergebnis;Unter
        1;Eröffnung;ja;;;
        6;Haushalt;;V/26/1, V/26/2 https://rat.example/v/2;"beschlossen; einstimmig";
        6.1;Stellenplan;nein;;;
        6.1.2;Ämter;Ja;;abgesetzt;
        7;"Antrag ""Spielplatz""
        am Markt";;;;6
        ;Verschiedenes;JA;https://rat.example/v/9;vertagt;
        """

    @Test("an agenda with all columns is read as it stands")
    func full() throws {
        let items = try items(Self.full)
        #expect(items.map(\.number) == ["1", "6", "6.1", "6.1.2", "7", ""])
        #expect(items.map(\.parent) == [nil, nil, 1, 2, 1, nil])
        #expect(
            items.map(\.publicity) == [.public, .unsaid, .nonPublic, .public, .unsaid, .public])
        #expect(items.map(\.isWithdrawn) == [false, false, false, true, false, false])
        #expect(
            items[1].papers == [
                Paper(reference: "V/26/1"),
                Paper(reference: "V/26/2", url: "https://rat.example/v/2"),
            ])
        #expect(items[1].result == "beschlossen; einstimmig")
        #expect(items[4].title == "Antrag \"Spielplatz\"\nam Markt")
        #expect(items[5].papers == [Paper(reference: "9", url: "https://rat.example/v/9")])
    }

    @Test("the same agenda with a byte order mark, other line ends or commas is the same")
    func encodings() throws {
        let expected = try items(Self.full)
        #expect(try items("\u{FEFF}" + Self.full) == expected)
        #expect(try items(Self.full.replacingOccurrences(of: "\n", with: "\r\n")) == expected)
        #expect(try items(Self.full.replacingOccurrences(of: "\n", with: "\r")) == expected)
        #expect(try items(Self.full + "\n;;;;;\n\n") == expected)
        #expect(
            try items("number,title,public\n1,\"Eins, zwei\",yes\n2,Drei,false").map(\.title) == [
                "Eins, zwei", "Drei",
            ])
    }

    @Test("columns come in any order, in German or English, and title alone is enough")
    func columns() throws {
        let items = try items("title; NUMBER ;\"Öffentlich\"\nEins;1;true\nZwei\n")
        #expect(items.map(\.title) == ["Eins", "Zwei"])
        #expect(items.map(\.number) == ["1", ""])
        #expect(items.map(\.publicity) == [.public, .unsaid])
        #expect(try self.items("Titel\nEins\n").count == 1)
    }

    @Test("a parent that is named is the nearest above; 6.10 stands under 6, not under 6.1")
    func parents() throws {
        let items = try items(
            "TOP;Titel;Unter\n6;a\n6.1;b\n6.10;c\n6;d\n6.2;e\nÖ 3;f\nÖ 3.1;g\n8;h;TOP 6\n6.1a;i")
        #expect(items.map(\.parent) == [nil, 0, 0, nil, 3, nil, 5, 3, 3])
    }

    @Test(
        "a file with anything wrong is refused whole, with line, column and what to do",
        arguments: [
            ("", AgendaError.Code.empty, 1, nil, "is empty"),
            ("TOP;Titel\n", .empty, 1, nil, "no rows"),
            ("TOP;Titl\n1;a", .unknownColumn, 1, 2, "did you mean \"Titel\""),
            ("TOP;Titel;öffentlch\n1;a", .unknownColumn, 1, 3, "did you mean \"Öffentlich\""),
            ("TOP;Titel;Zauberstab\n1;a", .unknownColumn, 1, 3, "columns are TOP, Titel"),
            ("TOP;Titel;number\n1;a", .doubledColumn, 1, 3, "twice"),
            ("TOP;Titel;Titel\n1;a", .doubledColumn, 1, 3, "twice"),
            ("TOP;Titel;\n1;a", .unnamedColumn, 1, 3, "no name"),
            ("TOP;Öffentlich\n1;ja", .missingColumn, 1, nil, "\"Titel\" is missing"),
            ("TOP;Titel\n1;a;b", .tooManyCells, 2, 3, "more cells"),
            ("TOP;Titel\n1;\"a\nb\";\n2;c;d", .tooManyCells, 3, 3, "more cells"),
            ("TOP;Titel\n1;a\n2;\"b\n3;c\n", .unclosedQuote, 3, 2, "close it"),
            ("TOP;Titel\n1;\"a\"b", .textBehindQuote, 2, 2, "as two"),
            ("TOP;Titel\n1;a\n2;b\u{0}", .nul, 3, 2, "NUL"),
            ("TOP;Titel\n1;\"a\nb\u{0}\"", .nul, 3, 2, "NUL"),
            ("TOP;Titel;Öffentlich\n1;\"a\nb\";ja\n2;c;vielleicht", .wrongValue, 4, 3, "ja, nein"),
            ("TOP;Titel\n1;a\n2;\n", .missingValue, 3, 2, "no Titel"),
            ("TOP;Titel\n1;a\n2\n", .missingValue, 3, 2, "no Titel"),
            ("TOP;Titel;Unter\n1;a;\n2;b;9", .unknownParent, 3, 3, "\"9\""),
            ("TOP;Titel;Unter\n1;a;2\n2;b;", .unknownParent, 2, 3, "row above"),
        ] as [(String, AgendaError.Code, Int, Int?, String)])
    func refused(
        text: String, code: AgendaError.Code, line: Int, column: Int?, words: String
    ) throws {
        let error = #expect(throws: AgendaError.self) { try items(text) }
        #expect(error?.code == code)
        #expect(error?.line == line)
        #expect(error?.column == column)
        let description = try #require(error?.description)
        #expect(description.contains(words))
        #expect(description.hasPrefix("agenda.csv, line \(line)"))
    }

    @Test("a mixture of encodings is refused where it begins")
    func encoding() {
        var bytes = Array("TOP;Titel\n1;Größe\n2;\"a\nGr".utf8)
        bytes += [0xF6, 0xDF] + Array("e\"\n".utf8)
        let error = #expect(throws: AgendaError.self) {
            try AgendaFile.items(csv: bytes, file: "a.csv")
        }
        #expect(error?.code == .encoding)
        #expect(error?.line == 4)
        #expect(error?.column == 2)
    }

    @Test("persons are read with faction and role; one of two factions is one person")
    func persons() throws {
        let text = "Name;Fraktion;Rolle\nDr. Ada Weiß;Grüne Liste;\nK. Ellerbrock;;Verwaltung\n"
        let list = try PersonsFile.persons(csv: Array(text.utf8), file: "p.csv")
        #expect(
            list == [
                ImportedPerson(name: "Dr. Ada Weiß", faction: "Grüne Liste"),
                ImportedPerson(name: "K. Ellerbrock", role: "Verwaltung"),
            ])
        let english = "role,name,faction\n,A,X\nchair,B,Y\n,A,Z"
        let persons = ImportedPerson.persons(
            try PersonsFile.persons(csv: Array(english.utf8), file: "p.csv"))
        #expect(persons.map(\.name) == ["A", "B"])
        #expect(persons[0].memberships.map(\.faction) == ["X", "Z"])
        #expect(persons[1].role == "chair")
    }

    @Test("a list of recordings is read with days as offices write them")
    func recordings() throws {
        let text =
            "Datei;Datum;Beginn;Gremium;Titel\na.avi;4.5.1999;17:30;Rat;Haushalt\nb.mpg;;;;\n"
        let list = try RecordingsFile.recordings(csv: Array(text.utf8), file: "l.csv")
        #expect(list.map(\.file) == ["a.avi", "b.mpg"])
        #expect(list.map(\.day) == ["1999-05-04", nil])
        #expect(list[0].begin == "17:30" && list[0].body == "Rat" && list[0].title == "Haushalt")
        let english = "date,file\n2000-02-29,c.ts"
        #expect(
            try RecordingsFile.recordings(csv: Array(english.utf8), file: "l.csv").map(\.day) == [
                "2000-02-29"
            ])
    }

    @Test(
        "a list of recordings is known by a column of that very name, however it is written",
        arguments: [
            ("Datei;Datum\na.avi;", true), ("\"FILE\",\"date\"\r\n", true),
            ("Datum\tDatei", true), ("sep=,\r\ndate, file \r\n", true), ("Datei\n\"a", true),
            ("Name,Email,Profile\n", false), ("Dateien;Name\n", false), ("", false),
            ("Name;Notiz\nDatei;file\n", false), ("\"Name;Datei;Datum\"\n", false),
            ("\"Datei", false),
        ])
    func isMeant(text: String, isList: Bool) {
        #expect(RecordingsFile.isMeant(by: Array(text.utf8)) == isList)
        var utf16: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        #expect(RecordingsFile.isMeant(by: utf16) == isList)
        let mixed = Array(text.utf8) + Array("\nü".utf8) + [0xFC, 0x20]
        #expect(RecordingsFile.isMeant(by: mixed) == isList)
    }

    @Test(
        "a list of recordings with anything wrong is refused",
        arguments: [
            ("Datei;Datum\na;1.2", AgendaError.Code.wrongValue, "is no day"),
            ("Datei;Datum\na;29.02.1999", .wrongValue, "is no day"),
            ("Datei;Datum\na;1999-13-01", .wrongValue, "is no day"),
            ("Datei;Datum;Beginn\na;1.1.1999;25:00", .wrongValue, "is no time"),
            ("Datei;Beginn\na;17:00", .wrongValue, "needs its day"),
            ("Datei\na\na", .wrongValue, "in line 2 already"),
            ("Datum\n1.1.1999", .missingColumn, "\"Datei\""),
            ("Datei;Gremum\na;b", .unknownColumn, "did you mean \"Gremium\""),
        ])
    func refusedRecordings(text: String, code: AgendaError.Code, words: String) {
        let error = #expect(throws: AgendaError.self) {
            try RecordingsFile.recordings(csv: Array(text.utf8), file: "l.csv")
        }
        #expect(error?.code == code)
        #expect(error?.description.contains(words) == true)
    }

    @Test(
        "a file of persons with anything wrong is refused",
        arguments: [
            ("Name;Fraction\nA;X", AgendaError.Code.unknownColumn, "did you mean \"Fraktion\""),
            ("Fraktion\nX", .missingColumn, "\"Name\""),
            ("Name;Fraktion\n;X", .missingValue, "no Name"),
            ("Name;name\nA;B", .doubledColumn, "twice"),
        ])
    func refusedPersons(text: String, code: AgendaError.Code, words: String) {
        let error = #expect(throws: AgendaError.self) {
            try PersonsFile.persons(csv: Array(text.utf8), file: "p.csv")
        }
        #expect(error?.code == code)
        #expect(error?.description.contains(words) == true)
    }
}
