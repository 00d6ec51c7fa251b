import Agenda
import Foundation
import Link
import Storage

extension Verb {
    static let agendaImport = Verb(
        words: ["agenda", "import"],
        summary: "take a session's agenda from a CSV file; again to bring it up to date",
        operands: "FILE", operandCount: 1...1,
        options: [
            Option("--session", "ID", help: "the session; default the only live or planned one")
        ]
    ) { invocation in
        let desk = try Desk(invocation)
        let session = try desk.plannedSession(invocation["--session"])
        let path = invocation.operands[0]
        let items = try AgendaFile.items(csv: try Self.file(path), file: path)
        let agenda = try desk.catalogue.importAgenda(items, into: session.id)
        if session.state == .live,
            try desk.catalogue.contents(of: session.id).openNonPublicItem != nil
        {
            try desk.command(.closeGate(session.id, by: "command line"))
        }
        try Findable.update(session.id, in: desk.catalogue)
        print("\(session.id): \(agenda.count) items")
    }

    static let personsImport = Verb(
        words: ["persons", "import"],
        summary: "take the roster from a CSV file; again to bring it up to date",
        operands: "FILE", operandCount: 1...1
    ) { invocation in
        let desk = try Desk(invocation)
        let path = invocation.operands[0]
        let imported = try PersonsFile.persons(csv: try Self.file(path), file: path)
        let persons = try desk.catalogue.importPersons(ImportedPerson.persons(imported))
        print("\(persons.count) persons")
    }

    private static func file(_ path: String) throws -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw Failure(.failed, "\(path) cannot be read: \(error.localizedDescription)")
        }
    }
}
