import Agenda
import Foundation
import Testing

@Suite("Encodings of CSV files")
struct EncodingTests {
    /// A file as some program saved it.
    enum Saved: String, CaseIterable, Sendable {
        case utf8, utf8Marked, utf16Little, utf16Big, utf16LittleBare, utf16BigBare, windows

        func bytes(_ text: String) -> [UInt8] {
            let units = Array(text.utf16)
            let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            return switch self {
            case .utf8: Array(text.utf8)
            case .utf8Marked: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
            case .utf16Little: [0xFF, 0xFE] + little
            case .utf16Big: [0xFE, 0xFF] + big
            case .utf16LittleBare: little
            case .utf16BigBare: big
            case .windows: [UInt8](text.data(using: .windowsCP1252) ?? Data())
            }
        }
    }

    enum Break: String, CaseIterable, Sendable {
        case unix = "\n"
        case windows = "\r\n"
        case mac = "\r"
    }

    private func items(_ bytes: [UInt8]) throws -> [ImportedItem] {
        try AgendaFile.items(csv: bytes, file: "a.csv")
    }

    private func fault(_ bytes: [UInt8]) -> AgendaError? {
        #expect(throws: AgendaError.self) { try items(bytes) }
    }

    static let agenda = """
        TOP;Titel;Öffentlich;Ergebnis
        1;Größe und Maß der Straßen;ja;„einstimmig“ – 3 €
        N 2;"Café
        am Königsplatz";nein;
        """

    @Test(
        "one agenda is the same in every encoding and with every line end",
        arguments: Saved.allCases,
        Break.allCases)
    func same(saved: Saved, lineEnd: Break) throws {
        let text = Self.agenda.replacingOccurrences(of: "\n", with: lineEnd.rawValue)
        let items = try items(saved.bytes(text))
        #expect(items.map(\.number) == ["1", "N 2"])
        #expect(items.map(\.title) == ["Größe und Maß der Straßen", "Café\nam Königsplatz"])
        #expect(items.map(\.publicity) == [.public, .nonPublic])
        #expect(items[0].result == "„einstimmig“ – 3 €")
    }

    @Test(
        "a wrong cell is named by its line in the file, whatever the file was saved in",
        arguments: Saved.allCases, Break.allCases)
    func lines(saved: Saved, lineEnd: Break) {
        let text = (Self.agenda + "\n3;\"Drei\nZeilen\nlang\";vielleicht;\n")
            .replacingOccurrences(of: "\n", with: lineEnd.rawValue)
        let error = fault(saved.bytes(text))
        #expect(error?.code == .wrongValue)
        #expect(error?.line == 7)
        #expect(error?.column == 3)
    }

    @Test(
        "semicolons, tabs and commas separate, and a first line may say which",
        arguments: [
            ("TOP;Titel\n1;Eins, zwei", 1), ("TOP\tTitel\n1\tEins, zwei", 1),
            ("TOP,Titel\n1,\"Eins, zwei\"", 1), ("number\ttitle\tpublic\n1\tEins, zwei\tyes", 1),
            ("sep=;\nTOP;Titel\n1;Eins, zwei", 1), ("sep=,\r\nTOP,Titel\r\n1,\"Eins, zwei\"", 1),
            ("sep=\t\rTOP\tTitel\r1\tEins, zwei", 1), ("\"TOP\"\t\"Titel\"\n1\tEins, zwei", 1),
        ])
    func separators(text: String, count: Int) throws {
        let items = try items(Array(text.utf8))
        #expect(items.map(\.title) == ["Eins, zwei"])
        #expect(items.map(\.number) == ["1"])
    }

    @Test("a line that names the separator is counted")
    func namedSeparator() {
        let error = fault(Array("sep=;\nTOP;Titel\n1;a;b".utf8))
        #expect(error?.code == .tooManyCells)
        #expect(error?.line == 3)
    }

    @Test(
        "text of Windows-1252 that happens to be UTF-8 in places is read as what it is",
        arguments: ["»Spaß«", "„Gruß“", "Maß–Straße ß“", "ÄÖÜäöüß€"])
    func chance(title: String) throws {
        let items = try items(Saved.windows.bytes("TOP;Titel\n1;\(title)\n2;Öl"))
        #expect(items.map(\.title) == [title, "Öl"])
    }

    @Test(
        "what is in no encoding, or in two, is refused with line and column",
        arguments: [
            // UTF-8, then Windows-1252; and the other way round.
            (Array("TOP;Titel\n1;Größe\n2;".utf8) + [0xF6] + Array("l".utf8), 3, 2, "mixture"),
            (
                Array("TOP;Titel\r1;".utf8) + [0xD6] + Array("l\r2;\"a\rGröße\"".utf8), 4, 2,
                "mixture"
            ),
            (Array("TOP;Titel\n1;Áá\n\"x\ny\";".utf8) + [0xE9, 0x3B], 4, 2, "mixture"),
            // A mark that promises UTF-8.
            ([0xEF, 0xBB, 0xBF] + Array("TOP;Titel\n1;".utf8) + [0xD6], 2, 2, "not UTF-8"),
            // Bytes that Windows-1252 leaves open.
            (Array("TOP;Titel\n1;a\n".utf8) + [0x81, 0x3B, 0x62], 3, 1, "neither"),
            // Half a pair, and half a unit.
            ([0xFF, 0xFE] + wide("TOP;Titel\n1;") + [0x3D, 0xD8] + wide("x"), 2, 2, "half"),
            ([0xFE, 0xFF, 0x00], 1, 1, "in the middle"),
            ([0xFF, 0xFE] + wide("TOP;Titel\n1;a") + [0x62], 2, 2, "in the middle"),
            ([0xFF, 0xFE, 0, 0] + [0x54, 0, 0, 0], 1, 1, "UTF-32"),
        ] as [([UInt8], Int, Int, String)])
    func refused(bytes: [UInt8], line: Int, column: Int, words: String) {
        let error = fault(bytes)
        #expect(error?.code == .encoding)
        #expect(error?.line == line)
        #expect(error?.column == column)
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("save") == true)
    }

    private static func wide(_ text: String) -> [UInt8] {
        Array(Saved.utf16Little.bytes(text).dropFirst(2))
    }

    @Test("persons come in the same encodings", arguments: Saved.allCases)
    func persons(saved: Saved) throws {
        let text = "Name;Fraktion;Rolle\r\nJürgen Weiß;Grüne;\r\n"
        let persons = try PersonsFile.persons(csv: saved.bytes(text), file: "p.csv")
        #expect(persons == [ImportedPerson(name: "Jürgen Weiß", faction: "Grüne")])
    }
}
