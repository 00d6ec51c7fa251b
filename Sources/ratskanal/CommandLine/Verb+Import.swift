import Agenda
import Foundation
import Link
import Storage

extension Verb {
    static let agendaImport = Verb(
        words: ["agenda", "import"],
        summary: "take a session's agenda from a CSV file, or meetings, agendas and persons from "
            + "OParl files or the URL of an OParl meeting, body or system; again to bring them up "
            + "to date",
        operands: "FILE|DIR…|URL", operandCount: 1...10_000,
        options: [
            Option(
                "--session", "ID",
                help: "the session; default for CSV the only live or planned one, for OParl one "
                    + "for each meeting")
        ]
    ) { invocation in
        let source = try ImportSource(invocation)
        let desk = try Desk(invocation)
        let id = invocation["--session"]
        if case .files(let files) = source, let (path, bytes) = try files.csv() {
            let items = try AgendaFile.items(csv: bytes, file: path)
            try desk.replaceAgenda(of: desk.plannedSession(id), with: items)
            return
        }
        Interruption.watch()
        // One that is not there is better said before an hour of reading.
        let session = try id.map(desk.session)
        let intake = try desk.read(source, isForOneSession: session != nil)
        if let session {
            try desk.takeAgenda(of: intake.contents, into: session)
        } else {
            try desk.takeMeetings(of: intake.contents)
        }
        for note in intake.notes { Output.write(line: note) }
        if let failure = intake.failure { throw failure }
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
        Output.write(line: persons.count.counted("person"))
    }
}
