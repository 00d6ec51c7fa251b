import Agenda
import Foundation
import Ingest
import Storage

extension Verb {
    static let recordingImport = Verb(
        words: ["recording", "import"],
        summary: "take in recordings of any kind, or folders of them; prints each session's id",
        operands: "FILE|DIR…", operandCount: 1...10_000,
        options: [
            Option("--title", "T", help: "default what the list or the file says, or its name"),
            Option("--body", "B", help: "the body's id, [a-z0-9-]; default the list's, or archiv"),
            Option("--date", "D", help: "YYYY-MM-DD; default the day of the recording"),
            Option("--begin", "TIME", help: "HH:MM that day, or a full time"),
            Option("--visibility", "V", help: "office, unlisted or public; default the body's"),
            Option("--preset", "P", help: "x264's, for what must be converted; default fast"),
            Option("--hevc", "H", help: "both (default) keeps HEVC beside H.264, or transcode"),
            Option("--again", help: "even where the file was imported before"),
        ],
        notes: """
            A folder is taken in with all that is below it. A CSV file in it may say what its files
            are: Datei;Datum;Beginn;Gremium;Titel or file,date,begin,body,title. An import that was
            ended goes on where it is begun again.
            """
    ) { invocation in
        let intake = try RecordingIntake(invocation)
        let files = try RecordingFiles(invocation.operands)
        guard invocation["--title"] == nil || files.entries.count == 1 else {
            throw invocation.usage("--title is for one file.")
        }
        func say(_ line: String) {
            Output.write(error: "ratskanal: \(line)")
        }
        if !files.others.isEmpty {
            let names = files.others.prefix(5).joined(separator: ", ")
            say("\(files.others.count.counted("file")) left out, no recordings by name: \(names)")
        }
        let isAlone = files.entries.count == 1
        var failures: [Failure] = []
        var (taken, old) = (0, 0)
        for (index, entry) in files.entries.enumerated() {
            let name = URL(filePath: entry.path).lastPathComponent
            do {
                let new = try intake.take(
                    entry, label: isAlone ? nil : "\(index + 1)/\(files.entries.count) \(name)")
                if new.isOld {
                    old += 1
                } else {
                    taken += 1
                    Output.write(line: new.session)
                }
                if let shortfall = new.shortfall { say(shortfall) }
            } catch is CancellationError where !isAlone {
                if old > 0 { say(Self.leftAlone(old)) }
                throw Self.calledOff(entry, taken, failures, of: files.entries.count)
            } catch {
                let failure = Failure(wording: error)
                failures.append(failure)
                if !isAlone { say(failure.description) }
            }
        }
        if old > 0 { say(Self.leftAlone(old)) }
        guard let first = failures.first else { return }
        guard !isAlone else { throw first }
        throw Failure(
            first.code,
            "Of \(files.entries.count) files \(notImported(failures.count)).")
    }

    private static func leftAlone(_ count: Int) -> String {
        "\(count.counted("file")) imported before and left as \(count == 1 ? "it is" : "they are")."
    }

    private static func notImported(_ count: Int) -> String {
        count == 1
            ? "1 was not imported; it is named above"
            : "\(count) were not imported; they are named above"
    }

    private static func calledOff(
        _ entry: RecordingFiles.Entry, _ taken: Int, _ failures: [Failure], of count: Int
    ) -> Failure {
        let others = failures.isEmpty ? "" : " and \(notImported(failures.count))"
        return Failure(
            .failed,
            "It was called off in \(entry.path), of which nothing was kept. Of \(count) files "
                + "\(taken) \(taken == 1 ? "was" : "were") taken in\(others): the same command goes on "
                + "where this one ended.")
    }
}
