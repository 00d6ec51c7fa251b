import Synchronization

/// Exact paths with ready answers: found by the loop before a `Request` is even made. Only
/// requests without query are looked up; conditions and ranges work as everywhere.
public final class HotPaths: Sendable {
    /// An immutable hash table of open addressing over the paths' bytes.
    struct Table: Sendable {
        fileprivate let slots: [(path: [UInt8], response: PreparedResponse)?]

        fileprivate init(_ entries: [[UInt8]: PreparedResponse]) {
            var size = 8
            while size < entries.count * 2 { size *= 2 }
            var slots: [(path: [UInt8], response: PreparedResponse)?] = Array(
                repeating: nil, count: entries.isEmpty ? 0 : size)
            for (path, response) in entries {
                var index = Table.hash(path.span, 0..<path.count) & (size - 1)
                while slots[index] != nil { index = (index + 1) & (size - 1) }
                slots[index] = (path, response)
            }
            self.slots = slots
        }

        func find(_ bytes: Span<UInt8>, _ range: Range<Int>) -> PreparedResponse? {
            guard !slots.isEmpty else { return nil }
            var index = Table.hash(bytes, range) & (slots.count - 1)
            while let slot = slots[index] {
                if slot.path.count == range.count {
                    var at = range.lowerBound
                    var isSame = true
                    for octet in slot.path {
                        if bytes[at] != octet {
                            isSame = false
                            break
                        }
                        at += 1
                    }
                    if isSame { return slot.response }
                }
                index = (index + 1) & (slots.count - 1)
            }
            return nil
        }

        /// FNV-1a. The paths stored are the program's own, so nobody can crowd a slot.
        private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for at in range {
                hash = (hash ^ UInt64(bytes[at])) &* 0x100_0000_01B3
            }
            return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7FFF_FFFF)
        }
    }

    private let entries = Mutex<(paths: [[UInt8]: PreparedResponse], table: Table)>(
        ([:], Table([:])))
    private let count = Atomic<Int>(0)

    public init() {}

    /// Sets the answer of a path written as in a request line; nil removes it.
    public func set(_ path: String, _ response: PreparedResponse?) {
        set([(path, response)])
    }

    /// Several at once, for the price of one.
    public func set(_ changes: [(path: String, response: PreparedResponse?)]) {
        entries.withLock {
            for change in changes { $0.paths[Array(change.path.utf8)] = change.response }
            $0.table = Table($0.paths)
        }
        count.add(1, ordering: .releasing)
    }

    /// Grows with each change, so that a loop need not lock to see that there was none.
    var version: Int { count.load(ordering: .acquiring) }

    var table: Table { entries.withLock { $0.table } }
}
