import Foundation

/// RFC 3339 in UTC with milliseconds, as every time in the API.
struct APITime: Codable, Hashable, Sendable {
    var date: Date

    init(_ date: Date) {
        self.date = date
    }

    /// `2026-11-20T17:00:02.000Z`; fractions and any offset are read, nothing less exact.
    init?(_ text: String) {
        let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let whole = Date.ISO8601FormatStyle()
        // The first form that fits counts; neither fitting is the failure reported.
        guard let date = (try? fractional.parse(text)) ?? (try? whole.parse(text)) else {
            return nil
        }
        self.date = date
    }

    var text: String {
        // Rounded, as the style cuts off: 2.9999 s would read 2.999.
        let rounded = Date(
            timeIntervalSince1970: (date.timeIntervalSince1970 * 1000).rounded() / 1000 + 0.0001)
        return rounded.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = APITime(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "\(text) is no time like 2026-11-20T17:00:02.000Z")
        }
        self = time
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
