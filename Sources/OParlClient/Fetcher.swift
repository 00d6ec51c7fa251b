import CCurl

/// Gets what lies at addresses: a few at once from a host, again where a server fails for a while,
/// and where redirects lead. It belongs to one thread.
///
/// An answer counts as had when it can be read.
final class Fetcher<Purpose, Content> {
    /// What was asked for, and how far that has come.
    struct Job {
        let purpose: Purpose
        /// How often it may be asked for at most.
        let tries: Int
        /// The address, and those that redirects led to.
        fileprivate(set) var addresses: [WebAddress]
        fileprivate(set) var tried = 0
        fileprivate var notBefore: ContinuousClock.Instant?

        var address: WebAddress { addresses[addresses.count - 1] }
    }

    private let limits: CrawlLimits
    private let isCancelled: () -> Bool
    /// Reads an answer; what it throws is a reason to ask again.
    private let read: (Job, [UInt8]) throws -> Content
    private let transfers = Transfers()
    private var waiting: [Job] = []
    private var running: [ObjectIdentifier: Job] = [:]
    private var hosts: [String: Host] = [:]
    /// How many requests were made.
    private(set) var requests = 0
    /// How long all answers were.
    private(set) var bytes = 0

    init(
        limits: CrawlLimits, isCancelled: @escaping () -> Bool,
        read: @escaping (Job, [UInt8]) throws -> Content
    ) {
        self.limits = limits
        self.isCancelled = isCancelled
        self.read = read
    }

    func add(_ address: WebAddress, for purpose: Purpose, tries: Int? = nil) {
        waiting.append(
            Job(purpose: purpose, tries: tries ?? limits.tries, addresses: [address]))
    }

    /// How many are to be asked for, and have not begun.
    var waitingCount: Int { waiting.count }

    /// Takes away all that has not begun.
    func withdraw() -> [Job] {
        defer { waiting = [] }
        return waiting
    }

    /// The next that came or failed for good; nil when there is nothing left to ask for.
    ///
    /// Throws `CancellationError`, and what `read` throws that is no fault of the answer.
    func next() throws -> (job: Job, result: Result<Content, CrawlError>)? {
        while true {
            guard !isCancelled() else { throw CancellationError() }
            try start()
            while let (transfer, code) = transfers.finished() {
                guard let job = running.removeValue(forKey: ObjectIdentifier(transfer)) else {
                    continue
                }
                hosts[job.address.host]?.running -= 1
                if let result = try finish(job, transfer, code) { return (job, result) }
            }
            guard !waiting.isEmpty || !running.isEmpty else { return nil }
            let pause = untilNextStart()
            if pause > .zero { transfers.wait(pause) }
        }
    }

    /// How long until something may begin: not longer than somebody waits who calls it off.
    private func untilNextStart() -> Duration {
        let now = ContinuousClock.now
        var pause = Duration.milliseconds(100)
        guard transfers.count < limits.atOnceEverywhere else { return pause }
        for job in waiting {
            let host = hosts[job.address.host] ?? Host()
            guard host.running < limits.atOnce else { continue }
            let begin = max(job.notBefore ?? now, host.pausedUntil ?? now)
            pause = min(pause, begin - now)
        }
        return pause
    }

    // MARK: Beginning

    private func start() throws {
        var index = 0
        let now = ContinuousClock.now
        while index < waiting.count, transfers.count < limits.atOnceEverywhere {
            let job = waiting[index]
            guard mayStart(job, now) else {
                index += 1
                continue
            }
            waiting.remove(at: index)
            let transfer = try Transfer(to: job.address, limits: limits)
            hosts[job.address.host, default: Host()].running += 1
            running[ObjectIdentifier(transfer)] = job
            transfers.start(transfer)
            requests += 1
        }
    }

    private func mayStart(_ job: Job, _ now: ContinuousClock.Instant) -> Bool {
        let host = hosts[job.address.host] ?? Host()
        return host.running < limits.atOnce && host.pausedUntil.map { $0 <= now } ?? true
            && job.notBefore.map { $0 <= now } ?? true
    }

    // MARK: Ending

    /// Nil where it is to be asked for again, here or elsewhere.
    private func finish(
        _ job: Job, _ transfer: Transfer, _ code: CURLcode
    ) throws -> Result<Content, CrawlError>? {
        var job = job
        job.tried += 1
        do {
            let answer = try transfer.result(code)
            bytes += answer.body.count
            if (300..<400).contains(answer.status) {
                try redirect(&job, to: answer)
                return nil
            }
            guard answer.status >= 400 else {
                // 204 is an answer without content: nothing is there.
                let content = try read(job, answer.status == 204 ? Array("[]".utf8) : answer.body)
                hosts[job.address.host]?.isProven = true
                return .success(content)
            }
            throw try refusal(of: job, answer)
        } catch let error as CrawlError {
            guard mayTryAgain(job, after: error) else { return .failure(said(error, of: job)) }
            let pause = pause(after: job.tried)
            job.notBefore = .now + pause
            // One that has too much to do is left alone by all.
            if [.status(429), .status(503)].contains(error.code) {
                spare(job.address.host, for: pause)
            }
            waiting.insert(job, at: 0)
            return nil
        }
    }

    private func redirect(_ job: inout Job, to answer: Transfer.Answer) throws(CrawlError) {
        let first = job.addresses[0]
        func error(_ code: CrawlError.Code, _ reason: String) -> CrawlError {
            CrawlError(code: code, address: first.description, reason: reason)
        }
        guard let location = answer.location else {
            throw error(
                .status(answer.status),
                "it answers \(answer.status) and does not say where to; check the address")
        }
        guard let target = WebAddress(location, at: job.address) else {
            throw error(
                .redirects, "it redirects to what is no address of the web; check the address")
        }
        guard job.addresses.count <= limits.redirects else {
            throw error(
                .redirects,
                "it redirects more than \(limits.redirects) times; name the address where it is")
        }
        job.addresses.append(target)
        job.tried = 0
        waiting.insert(job, at: 0)
    }

    /// Words for a status, after what it says of when to come back.
    private func refusal(
        of job: Job, _ answer: Transfer.Answer
    ) throws(CrawlError) -> CrawlError {
        let status = answer.status
        let reason: String
        switch status {
        case 401, 403: reason = "it answers \(status): this is not open to everybody"
        case 404, 410: reason = "there is nothing (\(status)); check the address"
        case 429, 500...:
            let wait = Duration.seconds(answer.retryAfter)
            guard wait <= limits.longestRetryAfter else {
                throw CrawlError(
                    code: .retryAfter, address: job.address.description,
                    reason: "it answers \(status) and asks to come back in \(answer.retryAfter) "
                        + "seconds; try again then")
            }
            spare(job.address.host, for: wait)
            reason =
                "it answers with error \(status); try again later, or tell whoever runs it"
        default: reason = "it answers \(status), so it gives nothing; check the address"
        }
        return CrawlError(
            code: .status(status), address: job.address.description, reason: reason)
    }

    private func spare(_ host: String, for time: Duration) {
        let end = ContinuousClock.now + time
        let before = hosts[host]?.pausedUntil ?? end
        hosts[host, default: Host()].pausedUntil = max(before, end)
    }

    private func mayTryAgain(_ job: Job, after error: CrawlError) -> Bool {
        guard job.tried < job.tries else { return false }
        let isProven = hosts[job.address.host]?.isProven ?? false
        return switch error.code {
        case .status(let status): status == 429 || status >= 500
        // What was never well before is a wrong address, and said at once.
        case .connection, .content: isProven
        case .interrupted: isProven || job.tried < 2
        case .stalled: isProven && job.tried < 2
        case .address, .privateAddress, .certificate, .noHTTP, .tooLong, .redirects, .retryAfter:
            false
        }
    }

    private func pause(after tried: Int) -> Duration {
        let longest = limits.pause * (1 << min(tried - 1, 16))
        return min(longest, limits.longestPause) * Double.random(in: 0.5...1.5)
    }

    private func said(_ error: CrawlError, of job: Job) -> CrawlError {
        guard job.tried > 1 else { return error }
        var error = error
        error.reason = "asked \(job.tried) times, \(error.reason)"
        return error
    }
}
