/// What a handler decides on the loop.
public enum Answer: Sendable {
    case now(Response)
    /// Held until a topic brings news.
    case wait(Wait)
    /// Made on a worker thread, where it may block.
    case work(@Sendable (Request) -> Response)
    /// Made on threads that are kept for what may wait long for others, as a change for whoever
    /// holds what it changes: what only reads is made on workers that it keeps from nothing.
    case change(@Sendable (Request) -> Response)
    /// Decided on threads that are kept for what must wait behind nothing else; what takes longer
    /// it passes on as `work` or `change`.
    case urgent(@Sendable (Request) -> Answer)

    /// The same answer with each response passed through a change.
    public func mapping(
        _ change: @escaping @Sendable (Response) -> Response
    ) -> Answer {
        switch self {
        case .now(let response): .now(change(response))
        case .wait(let wait): .wait(wait.mapping(change))
        case .work(let work): .work { change(work($0)) }
        case .change(let work): .change { change(work($0)) }
        case .urgent(let decide): .urgent { decide($0).mapping(change) }
        }
    }
}

/// A request that is held: asked once at the start and after each `notify()` of its topic.
public struct Wait: Sendable {
    public let topic: Topic
    public let deadline: ContinuousClock.Instant
    public let retry: @Sendable (Request) -> Answer?
    public let onDeadline: @Sendable (Request) -> Response

    /// `retry` runs on the loop and must not block; nil keeps waiting. It is asked at once, so
    /// that nothing between looking and waiting is missed. At the deadline `onDeadline` is sent.
    public init(
        on topic: Topic, until deadline: ContinuousClock.Instant,
        retry: @escaping @Sendable (Request) -> Answer?,
        onDeadline: @escaping @Sendable (Request) -> Response
    ) {
        self.topic = topic
        self.deadline = deadline
        self.retry = retry
        self.onDeadline = onDeadline
    }

    func mapping(_ change: @escaping @Sendable (Response) -> Response) -> Wait {
        let retry = retry
        let onDeadline = onDeadline
        return Wait(
            on: topic, until: deadline, retry: { retry($0)?.mapping(change) },
            onDeadline: { change(onDeadline($0)) })
    }
}
