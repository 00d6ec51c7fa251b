/// How much and how long a crawl bears with a server, and how it spares it.
public struct CrawlLimits: Sendable {
    /// Requests at one host at once.
    public var atOnce = 3
    /// Requests at all hosts together.
    public var atOnceEverywhere = 6
    /// How often something is asked for where a server fails; one object of many, and what comes
    /// too slowly, is asked for less often.
    public var tries = 5
    /// The pause before the second try; it doubles with each, more or less by half.
    public var pause: Duration = .milliseconds(500)
    public var longestPause: Duration = .seconds(30)
    /// The longest Retry-After that is waited for.
    public var longestRetryAfter: Duration = .seconds(300)
    /// Until a connection stands.
    public var connectTime: Duration = .seconds(20)
    /// An answer that brings less than 64 bytes a second for so long has stalled: whole seconds.
    public var stallTime: Duration = .seconds(60)
    /// For one answer from its request to its end.
    public var answerTime: Duration = .seconds(600)
    /// Of an answer, unpacked, in bytes.
    public var answer = 32 << 20
    public var redirects = 5
    /// Of all answers together, unpacked, in bytes.
    public var answers = 16 << 30
    /// Of all answers together, with those that lie inside of others.
    public var objects = 5_000_000
    /// Pages of one list.
    public var pages = 50_000
    /// Pages of a list in a row that bring nothing new.
    public var pagesWithoutNews = 3
    /// Lists of all bodies together.
    public var lists = 10_000
    /// Sentences of a report.
    public var notes = 20
    /// Objects in a row that a server cannot give.
    public var failuresInARow = 20
    /// Objects of a kind that are asked for in vain before that kind is asked for no more.
    public var misses = 50
    /// Whether servers in private networks may be asked.
    public var allowsPrivateAddresses = false
    /// Private ones that may be asked all the same.
    var allowedAddresses: Set<InternetAddress> = []

    public init() {}
}
