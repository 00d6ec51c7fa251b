import Agenda
import Foundation
import Link
import Storage

extension Verb {
    static let agendaImport = Verb(
        words: ["agenda", "import"],
        summary: "take a session's agenda from a CSV file, or meetings, agendas and persons from "
            + "OParl files; again to bring them up to date",
        operands: "FILE|DIR…", operandCount: 1...10_000,
        options: [
            Option(
                "--session", "ID",
                help: "the session; default for CSV the only live or planned one, for OParl one "
                    + "for each meeting")
        ]
    ) { invocation in
        let files = try ImportFiles(invocation.operands)
        let desk = try Desk(invocation)
        let id = invocation["--session"]
        if let (path, bytes) = try files.csv() {
            let items = try AgendaFile.items(csv: bytes, file: path)
            try desk.replaceAgenda(of: desk.plannedSession(id), with: items)
            return
        }
        Interruption.watch()
        let session = try id.map(desk.session)
        let contents = try desk.read(files)
        if let session {
            try desk.takeAgenda(of: contents, into: session)
        } else {
            try desk.takeMeetings(of: contents)
        }
    }

    static let personsImport = Verb(
        words: ["persons", "import"],
        summary: "take the roster from a CSV file; again to bring it up to date",
        operands: "FILE", operandCount: 1...1
    ) { invocation in
        let desk = try Desk(invocation)
        let path = invocation.operands[0]
        let bytes = try ImportFiles.bytes(of: path)
        guard !OParlReader.isMeant(by: bytes) else {
            throw Failure(
                .failed,
                "\(path) is no CSV: persons in OParl come in with `ratskanal agenda import`.")
        }
        let imported = try PersonsFile.persons(csv: bytes, file: path)
        let persons = try desk.catalogue.importPersons(ImportedPerson.persons(imported))
        // Their names and factions are found with the speeches.
        try Findable.update(desk.catalogue.sessions(naming: persons.map(\.id)), in: desk.catalogue)
        print(persons.count.counted("person"))
    }
}
