import Foundation
import Mutating
import Testing

@testable import Agenda

/// The importers of agendas and persons before files that are damaged somewhere.
///
/// RATSKANAL_MUTATIONS=100 tries a hundred times as many.
@Suite struct MutationTests {
    private static let agenda = """
        TOP;Titel;Öffentlich;Vorlage;Ergebnis;Unter
        1;Begrüßung;ja;;;
        6;"Haushalt
        2027";ja;V-12/2026, V-13/2026 https://rat.example/13.pdf;einstimmig;
        6.1;Änderungsanträge;;;;6
        N 7;Grundstück;nein;;;

        """
    private static let persons = """
        Name;Fraktion;Rolle
        Dr. Miriam Osterkamp;Grüne;Oberbürgermeisterin
        "Jan ""Hannes"" Weiß";SPD;

        """

    private static func encoded(_ text: String) -> [[UInt8]] {
        [String.Encoding.utf8, .utf16, .utf16LittleEndian, .windowsCP1252].compactMap {
            text.data(using: $0).map { [UInt8]($0) }
        }
    }

    @Test("A damaged CSV file is read or refused with its line")
    func csv() {
        for original in Self.encoded(Self.agenda) {
            for bytes in Mutations(of: original, count: 500) {
                do throws(AgendaError) {
                    _ = try AgendaFile.items(csv: bytes, file: "a.csv")
                } catch {
                    #expect("\(error)".contains("a.csv"), "\(error)")
                }
            }
        }
        for original in Self.encoded(Self.persons) {
            for bytes in Mutations(of: original, count: 250) {
                do throws(AgendaError) {
                    _ = try PersonsFile.persons(csv: bytes, file: "p.csv")
                } catch {
                    #expect("\(error)".contains("p.csv"), "\(error)")
                }
            }
        }
    }

    @Test("A damaged OParl file is read, but for what is odd in it, or refused with its name")
    func oparl() throws {
        let files = (OParlOddity.ofAgendas + OParlOddity.ofMeetings).flatMap(\.files)
        for original in files.map({ Array($0.utf8) }) {
            for bytes in Mutations(of: original, count: 20) {
                let reader = OParlReader(timeZone: try #require(TimeZone(identifier: "UTC")))
                do throws(AgendaError) {
                    try reader.take(bytes, from: "o.json")
                    _ = try reader.contents().all()
                } catch {
                    #expect("\(error)".contains("o.json"), "\(error)")
                }
            }
        }
    }
}
