public import Agenda
public import Foundation

/// A stretch of the session that players are told of: an open item or a speech.
///
/// Only what is public belongs here; of a non-public item nothing does.
public struct DateRange: Hashable, Sendable {
    public enum Subject: Hashable, Sendable {
        case item(Int64)
        /// By the id of its `speechStart` marker.
        case speech(Int64)
    }

    public var subject: Subject
    /// Where it starts on the session's timeline.
    public var mediaStart: MediaTime
    public var start: Date
    /// Nil while it goes on.
    public var end: Date?
    /// What a player may show: "TOP 3 Haushalt", "Dr. Elif Kaya".
    public var title: String

    public init(
        subject: Subject, mediaStart: MediaTime, start: Date, end: Date?, title: String
    ) {
        self.subject = subject
        self.mediaStart = mediaStart
        self.start = start
        self.end = end
        self.title = title
    }

    /// Names what it is of and where it starts, so that a corrected start makes another range:
    /// players drop a repeated ID whose values changed (RFC 8216bis §4.4.5.1).
    public var id: String {
        switch subject {
        case .item(let id): "i\(id)-\(mediaStart.ticks)"
        case .speech(let id): "s\(id)-\(mediaStart.ticks)"
        }
    }

    /// The tag. One that has ended repeats all that it said while open, and adds DURATION.
    var line: String {
        let name = if case .item = subject { "item" } else { "speech" }
        var text = "#EXT-X-DATERANGE:ID=\"\(id)\",CLASS=\"org.ratskanal.\(name)\""
        text += ",START-DATE=\"\(ProgramDateTime.text(start))\""
        if let end {
            let length = max(
                0, ProgramDateTime.milliseconds(end) - ProgramDateTime.milliseconds(start))
            text += ",DURATION=\(Decimal.thousandths(length))"
        }
        switch subject {
        case .item(let id): text += ",X-ORG-RATSKANAL-ITEM=\"\(id)\""
        case .speech(let id): text += ",X-ORG-RATSKANAL-SPEECH=\"\(id)\""
        }
        // No attribute is an empty string (RFC 8216 §4.2).
        guard !title.isEmpty else { return text }
        return text + ",X-ORG-RATSKANAL-TITLE=\"\(Self.quotable(title))\""
    }

    /// A quoted string holds no quotation mark and no line break (RFC 8216 §4.2): a title with
    /// one would write tags of its own.
    static func quotable(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": scalars.append("'")
            case "\u{0}"..<"\u{20}", "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}":
                scalars.append(" ")
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
