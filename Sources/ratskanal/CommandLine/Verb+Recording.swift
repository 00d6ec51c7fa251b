import Agenda
import Foundation
import Ingest
import Storage

extension Verb {
    static let recordingImport = Verb(
        words: ["recording", "import"],
        summary: "take in recordings (H.264 and AAC in MP4 or MKV); prints each session's id",
        operands: "FILE…", operandCount: 1...10_000,
        options: [
            Option("--title", "T", help: "default what the file says, or its name"),
            Option("--body", "B", help: "the body's id, [a-z0-9-]; default archiv"),
            Option("--date", "D", help: "YYYY-MM-DD; default the day of the recording"),
            Option("--begin", "TIME", help: "HH:MM that day, or a full time"),
            Option("--visibility", "V", help: "office, unlisted or public; default the body's"),
            Option("--again", help: "even where the file was imported before"),
        ]
    ) { invocation in
        let intake = try RecordingIntake(invocation)
        var failure: Failure?
        for path in invocation.operands {
            do {
                print(try intake.take(path).id)
            } catch {
                if failure != nil || invocation.operands.count > 1 {
                    FileHandle.standardError.write(
                        Data("ratskanal: \(Failure(wording: error).description)\n".utf8))
                }
                failure = Failure(wording: error)
                if error is CancellationError { break }
            }
        }
        guard let failure else { return }
        guard invocation.operands.count > 1 else { throw failure }
        throw Failure(failure.code, "Not every file was imported; those named above were not.")
    }
}
