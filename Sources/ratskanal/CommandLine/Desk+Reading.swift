import Agenda
import OParlClient
import Storage

/// What an import has read.
struct Intake {
    var contents: OParlContents
    /// For people, in the end.
    var notes: [String] = []
    /// Why it is not all that there is.
    var failure: Failure?
}

extension Desk {
    /// Reads files, or all that a server has.
    func read(_ source: ImportSource, isForOneSession: Bool) throws -> Intake {
        let reader = OParlReader(
            timeZone: configuration.timeZone, spoolingIn: directory.file("run"))
        var notes: [String] = []
        var failure: Failure?
        switch source {
        case .files(let files): try files.read(into: reader)
        case .address(let address):
            let report = try crawl(from: address, into: reader, following: !isForOneSession)
            notes = report.notes
            if report.isCutShort {
                failure = Failure(
                    .failed,
                    "\(address): the server failed too often, or asked for a long rest, so that not "
                        + "everything was asked for: what came was taken in, and the same command "
                        + "takes in more later.")
            }
        }
        let contents = try reader.contents()
        guard contents.isEmpty else {
            return Intake(contents: contents, notes: notes, failure: failure)
        }
        if let note = notes.first { throw Failure(.failed, note) }
        let counts = contents.counts.map { "\($0.count) \($0.name)" }
        let found = counts.isEmpty ? "" : ", only \(counts.joined(separator: ", "))"
        throw Failure(
            .failed,
            "\(source.name): there are no OParl meetings and no persons in it\(found); name a "
                + "meeting, a list of meetings, \(source.whole).")
    }

    private func crawl(
        from address: String, into reader: OParlReader, following: Bool
    ) throws -> Crawl.Report {
        var limits = CrawlLimits()
        limits.allowsPrivateAddresses = configuration.asksPrivateAddresses
        var bar = ProgressBar("Reading", total: nil, of: "objects")
        defer { bar.clear() }
        let crawl = Crawl(
            into: reader, limits: limits, isCancelled: { Interruption.hasCome },
            onProgress: { bar.show(Double($0.objects)) })
        return try crawl.run(from: address, following: following)
    }
}
