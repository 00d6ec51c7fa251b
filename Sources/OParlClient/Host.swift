/// What a crawl has found out of a host, and how it spares it.
struct Host {
    /// Requests that run.
    var running = 0
    /// Nothing is asked before.
    var pausedUntil: ContinuousClock.Instant?
    /// It has given an answer that could be read: what fails now may be well in a moment.
    var isProven = false
}
