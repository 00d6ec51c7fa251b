/// An object that an import left out, and why.
public struct SkippedObject: Hashable, Sendable, CustomStringConvertible {
    /// The object's id, else where it stands: "meetings.json, object 3".
    public var id: String
    public var reason: String

    public init(id: String, reason: String) {
        self.id = id
        self.reason = reason
    }

    public var description: String { "\(id): \(reason)" }
}

/// What an import left out: how much, and the first of it.
///
/// Where a source names a hundred thousand objects that it does not have, a hundred are enough.
public struct SkippedObjects: Hashable, Sendable {
    public private(set) var count = 0
    public private(set) var first: [SkippedObject] = []

    private static let kept = 100

    public init() {}

    public mutating func add(_ id: String, _ reason: String) {
        count += 1
        guard first.count < Self.kept else { return }
        first.append(SkippedObject(id: String(id.prefix(300)), reason: reason))
    }

    public static func += (left: inout SkippedObjects, right: SkippedObjects) {
        left.count += right.count
        left.first += right.first.prefix(kept - left.first.count)
    }
}
