import CFFmpeg
public import Foundation

/// What a media file says of itself beside its frames; each nil where it does not say.
public struct FileDetails: Hashable, Sendable {
    public var title: String?
    /// When it was recorded.
    public var created: Date?
    /// In seconds, as its header has it.
    public var duration: Double?

    public init(title: String? = nil, created: Date? = nil, duration: Double? = nil) {
        self.title = title
        self.created = created
        self.duration = duration
    }

    init(of context: UnsafeMutablePointer<AVFormatContext>) {
        let metadata = context.pointee.metadata
        func tag(_ name: String) -> String? {
            guard let entry = av_dict_get(metadata, name, nil, 0) else { return nil }
            // As the file has it: no promise that it is UTF-8.
            let text = String(cString: entry.pointee.value)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            return text.isEmpty ? nil : text
        }
        title = tag("title")
        created = tag("creation_time").flatMap(Self.date)
        let length = context.pointee.duration
        duration =
            length > 0 && length != cffmpeg_no_timestamp
            ? Double(length) / Double(AV_TIME_BASE) : nil
    }

    /// `2026-11-20T17:00:00.000000Z`; a camera without a clock writes 1904 or 1970.
    private static func date(_ text: String) -> Date? {
        let fractions = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        // A text that is no date says nothing.
        let date = (try? Date(text, strategy: fractions)) ?? (try? Date(text, strategy: .iso8601))
        guard let date, date.timeIntervalSince1970 > 86_400 * 365 else { return nil }
        return date
    }
}
