import Foundation

/// A timeline as the API tells it, in 1/90000 s.
struct TimelineView: Decodable {
    struct Range: Decodable, Equatable {
        var start: Int
        var end: Int?
    }
    struct Item: Decodable {
        var id: Int
        var number: String
        var ranges: [Range]
    }
    struct Break: Decodable {
        var at: Int?
        var wallStart: Date?
        var wallEnd: Date?
        var start: Int?
        var end: Int?
    }
    struct Passage: Decodable {
        var at: Int
        var wallStart: Date
        var wallEnd: Date?
    }
    struct Vote: Decodable {
        var at: Int
        var item: Int?
        var text: String?
    }
    struct Note: Decodable {
        var at: Int
        var text: String
    }
    struct Speech: Decodable {
        var name: String?
        var start: Int
        var end: Int?
    }
    struct Epoch: Decodable {
        var start: Int
        var wallStart: Date
    }

    static let second = 90_000

    var state: String
    var epochs: [Epoch]
    var items: [Item]
    var breaks: [Break]
    var closed: [Passage]
    var votes: [Vote]
    var notes: [Note]
    var speeches: [Speech]

    init(_ answer: Exchange) throws {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let text = try decoder.singleValueContainer().decode(String.self)
            let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            return try Date(text, strategy: style)
        }
        self = try decoder.decode(TimelineView.self, from: answer.body)
    }

    func ranges(of number: String) -> [Range] { items.first { $0.number == number }?.ranges ?? [] }
}
