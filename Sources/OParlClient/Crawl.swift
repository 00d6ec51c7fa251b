public import Agenda

/// Reads what an OParl server has, from one address on: a meeting, a list, a body or a whole
/// system.
///
/// What an address gives is told by its content. Lists are gone through by `links.next` alone, and
/// read whole or the crawl throws; single objects that are needed and did not come inside of
/// others are asked for after that, and one that cannot be had is skipped. It blocks, and belongs
/// to one thread.
public final class Crawl {
    /// How far it has come.
    public struct Progress: Sendable {
        public var requests = 0
        public var objects = 0
    }

    /// What is to be said of a crawl that came to its end.
    public struct Report: Sendable {
        public var progress = Progress()
        /// Lists that ended otherwise than they should, and why, in sentences for people.
        public var notes: [String] = []
        /// A server failed so often, or wants so long a rest, that not everything was asked for.
        public var isCutShort = false
    }

    private enum Purpose {
        /// A page of a list, or what the crawl begins with.
        case page(list: Int, OParlList?)
        case object(WantedObject)
    }

    private let limits: CrawlLimits
    private let reader: OParlReader
    private let fetcher: Fetcher<Purpose, OParlReader.Page>
    private let onProgress: (Progress) -> Void
    private var lists: [ListWatch] = []
    private var known: Set<String> = []
    /// Lists of what as a rule lies inside of the objects of others.
    private var spare: [(OParlList, WebAddress)] = []
    private var report = Report()
    private var isFollowing = true
    /// Objects that are still to be asked for.
    private var queue: ArraySlice<WantedObject> = []
    private var failuresInARow = 0
    private var missesInARow: [String: Int] = [:]
    /// Kinds of which the first ones led nowhere.
    private var forgotten: Set<String> = []

    /// - Parameters:
    ///   - reader: takes in what comes.
    ///   - isCancelled: asked many times a second.
    ///   - onProgress: called after each answer.
    public init(
        into reader: OParlReader, limits: CrawlLimits = CrawlLimits(),
        isCancelled: @escaping () -> Bool = { false },
        onProgress: @escaping (Progress) -> Void = { _ in }
    ) {
        self.limits = limits
        self.reader = reader
        self.onProgress = onProgress
        fetcher = Fetcher(limits: limits, isCancelled: isCancelled) { job, bytes in
            let (file, addresses) = (job.address.description, job.addresses.map(\.text))
            do throws(AgendaError) {
                switch job.purpose {
                case .page(_, let list):
                    return try reader.take(bytes, from: file, of: list, at: addresses)
                case .object(let wanted):
                    return try reader.take(bytes, from: file, as: wanted, at: addresses)
                }
            } catch {
                guard error.code != .spool else { throw error }
                throw CrawlError(reading: job.address, error)
            }
        }
    }

    /// Crawls from an address on.
    ///
    /// Throws a `CrawlError` where what is needed cannot be had, an `AgendaError` where the disk
    /// does not take it, and `CancellationError`.
    ///
    /// - Parameter isFollowing: whether pages that come next are read, and the lists that a body or
    ///   a system names.
    public func run(from text: String, following isFollowing: Bool = true) throws -> Report {
        guard let start = WebAddress(text) else {
            throw CrawlError(
                code: .address, address: text,
                reason: "this is no address of the web; name one that begins with https://")
        }
        self.isFollowing = isFollowing
        open(start)
        try work()
        for (list, address) in spare where try reader.needs(list) {
            open(address, list)
            try work()
        }
        // What comes names more that is wanted.
        while case let wanted = try reader.wanted(atMost: 50_000), !wanted.isEmpty {
            queue = wanted[...]
            try work()
        }
        report.progress.requests = fetcher.requests
        return report
    }

    private func open(_ address: WebAddress, _ source: OParlList? = nil) {
        guard known.insert(address.text).inserted else { return }
        fetcher.add(address, for: .page(list: lists.count, source))
        lists.append(ListWatch(address, source, limits: limits))
    }

    /// Hands over some of the objects that are to be asked for, or what is to be said of them.
    private func ask() {
        while fetcher.waitingCount < 2 * limits.atOnceEverywhere, let object = queue.popFirst() {
            if report.isCutShort {
                reader.give(up: object, "it was not asked for, as the server had failed so often")
            } else if let address = WebAddress(object.address),
                !forgotten.contains(object.kindName)
            {
                // One of many: what it costs to wait for it is worth more than it.
                fetcher.add(address, for: .object(object), tries: min(3, limits.tries))
            } else {
                reader.miss(object)
            }
        }
    }

    private func work() throws {
        ask()
        while let (job, result) = try fetcher.next() {
            defer { ask() }
            switch (job.purpose, result) {
            case (.page(let list, _), .success(let page)):
                if isFollowing {
                    turn(page, of: list, at: job.address)
                    follow(page.lists, from: job.address)
                }
                try count(page, at: job.address)
            case (.page(let list, _), .failure(let error)): try close(list, error)
            case (.object(let object), .success(let page)):
                failuresInARow = 0
                missesInARow[object.kindName] = nil
                try count(page, at: job.address)
            case (.object(let object), .failure(let error)): try skip(object, error)
            }
        }
    }

    private func count(_ page: OParlReader.Page, at address: WebAddress) throws(CrawlError) {
        guard reader.objectCount <= limits.objects, fetcher.bytes <= limits.answers else {
            throw CrawlError(
                code: .tooLong, address: address.description,
                reason:
                    "by now there are \(reader.objectCount) objects in \(fetcher.bytes >> 20) MB, "
                    + "more than any city has; name one body or one list")
        }
        report.progress.objects += page.count
        report.progress.requests = fetcher.requests
        onProgress(report.progress)
    }

    // MARK: Lists

    private func turn(_ page: OParlReader.Page, of list: Int, at address: WebAddress) {
        switch lists[list].step(after: page.marks, at: address, next: page.next) {
        case .end: break
        case .page(let next): fetcher.add(next, for: .page(list: list, lists[list].source))
        case .stop(let reason):
            note("\(lists[list].address): the list was ended, as \(reason).")
        }
    }

    private func follow(_ found: [OParlList], from page: WebAddress) {
        for list in found {
            guard let address = WebAddress(list.address, at: page) else { continue }
            guard known.count + spare.count < limits.lists else {
                return note("\(page): there are more than \(limits.lists) lists; name one body.")
            }
            if list.isSpare { spare.append((list, address)) } else { open(address, list) }
        }
    }

    private func note(_ sentence: String) {
        if report.notes.count < limits.notes, !report.notes.contains(sentence) {
            report.notes.append(sentence)
        }
    }

    /// A list whose page cannot be had: one that is closed or not there is left out, but the first
    /// address must give something, and of others all or nothing.
    private func close(_ list: Int, _ error: CrawlError) throws {
        switch error.code {
        case .status(401), .status(403), .status(404), .status(410):
            guard list > 0 || lists[list].hasBegun else { throw error }
            note("\(error)")
        default: throw error
        }
    }

    // MARK: Single objects

    private func skip(_ object: WantedObject, _ error: CrawlError) throws {
        failuresInARow += 1
        switch error.code {
        case .status(401), .status(403):
            failuresInARow = 0
            try reader.refuse(object, error.reason)
        case .status(404), .status(410), .status(400):
            failuresInARow = 0
            reader.miss(object)
            missesInARow[object.kindName, default: 0] += 1
            if missesInARow[object.kindName, default: 0] >= limits.misses {
                forgotten.insert(object.kindName)
                withdraw()
            }
        default:
            reader.give(up: object, error.reason)
            if failuresInARow >= limits.failuresInARow || error.code == .retryAfter {
                report.isCutShort = true
                withdraw()
            }
        }
    }

    /// Takes back what has not begun.
    private func withdraw() {
        for job in fetcher.withdraw() {
            if case .object(let object) = job.purpose { queue.append(object) }
        }
    }
}
