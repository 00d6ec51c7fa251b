import Synchronization

/// Prepared responses by name, the oldest forgotten first: for what is asked for again and again
/// within a short time, as the parts at the live edge are. From any thread.
public final class PreparedCache<Key: Hashable & Sendable>: Sendable {
    private struct State {
        var responses: [Key: PreparedResponse] = [:]
        /// In the order they came; a ring once the limit is reached.
        var keys: [Key] = []
        var oldest = 0
    }

    private let state = Mutex(State())
    private let limit: Int

    /// Holds at most `limit` responses, and with them the files that they send from.
    public init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// The response of a name, made where there is none yet.
    public func response(for key: Key, _ make: () -> Response) -> PreparedResponse {
        if let known = state.withLock({ $0.responses[key] }) { return known }
        let new = PreparedResponse(make())
        state.withLock {
            guard $0.responses.updateValue(new, forKey: key) == nil else { return }
            if $0.keys.count < limit {
                $0.keys.append(key)
            } else {
                $0.responses[$0.keys[$0.oldest]] = nil
                $0.keys[$0.oldest] = key
                $0.oldest = ($0.oldest + 1) % limit
            }
        }
        return new
    }

    /// Forgets everything: what was prepared is not to be sent any more.
    public func removeAll() {
        state.withLock { $0 = State() }
    }
}
