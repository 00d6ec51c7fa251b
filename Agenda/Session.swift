public import Foundation

/// The name of a session: its day and its body, `2026-11-20-gemeinderat`, `-2` for a second one.
public struct SessionID: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    public let rawValue: String

    /// Nil unless the text is `YYYY-MM-DD-` and then 1 to 60 of `[a-z0-9-]`.
    public init?(rawValue: String) {
        let bytes = Array(rawValue.utf8)
        guard bytes.count > 11, bytes.count <= 71 else { return nil }
        for (index, byte) in bytes.enumerated() {
            switch index {
            case 4, 7, 10: guard byte == UInt8(ascii: "-") else { return nil }
            case 0..<10: guard (48...57).contains(byte) else { return nil }
            default:
                guard
                    (48...57).contains(byte) || (97...122).contains(byte)
                        || byte == UInt8(ascii: "-")
                else { return nil }
            }
        }
        self.rawValue = rawValue
    }

    /// The id of a body's session on a day, `YYYY-MM-DD`; from the second one that day with its
    /// ordinal behind. Nil where a part is not of its form.
    public init?(day: String, body: String, ordinal: Int = 1) {
        let numbers = day.split(separator: "-").compactMap { Int($0) }
        guard day.utf8.count == 10, numbers.count == 3, (1...12).contains(numbers[1]),
            (1...31).contains(numbers[2]), Slug.isValid(body), (1...9999).contains(ordinal)
        else { return nil }
        self.init(rawValue: "\(day)-\(body)" + (ordinal == 1 ? "" : "-\(ordinal)"))
    }

    /// The day in the name, `2026-11-20`.
    public var day: String { String(rawValue.prefix(10)) }
    public var description: String { rawValue }
}

/// Where a session stands: planned, live, ended (and live again, another epoch), or cancelled.
public enum SessionState: String, Sendable, Codable, CaseIterable {
    case planned, live, ended, cancelled
}

/// Who may see a session, independent of its state.
public enum Visibility: String, Sendable, Codable, CaseIterable {
    case office, unlisted, `public`
}

/// One meeting of a body.
public struct Session: Hashable, Sendable, Identifiable {
    public var id: SessionID
    public var title: String
    public var body: Body
    /// The room's id; nil where the session was imported and no room is known.
    public var room: String?
    /// When it is planned to begin, or began.
    public var begin: Date?
    public var end: Date?
    public var state: SessionState
    public var visibility: Visibility
    /// The `?key=` that an unlisted session needs.
    public var key: String?
    public var oparlID: String?

    public init(
        id: SessionID, title: String, body: Body, room: String? = nil, begin: Date? = nil,
        end: Date? = nil, state: SessionState = .planned, visibility: Visibility = .public,
        key: String? = nil, oparlID: String? = nil
    ) {
        self.id = id
        self.title = title
        self.body = body
        self.room = room
        self.begin = begin
        self.end = end
        self.state = state
        self.visibility = visibility
        self.key = key
        self.oparlID = oparlID
    }
}
