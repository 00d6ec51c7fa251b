import Agenda
import Storage

extension Desk {
    /// Reads what all files hold together.
    func read(_ files: ImportFiles) throws -> OParlContents {
        let reader = OParlReader(
            timeZone: configuration.timeZone, spoolingIn: directory.file("run"))
        try files.read(into: reader)
        let contents = try reader.contents()
        guard contents.isEmpty else { return contents }
        let counts = contents.counts.map { "\($0.count) \($0.name)" }
        let found = counts.isEmpty ? "" : ", only \(counts.joined(separator: ", "))"
        throw Failure(
            .failed,
            "\(files.operands.joined(separator: ", ")): there are no OParl meetings and no persons "
                + "in it\(found); name a meeting, a list of meetings, or the folder of a whole dump."
        )
    }
}
