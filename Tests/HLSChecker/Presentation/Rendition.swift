import Foundation

/// A media playlist of a presentation, and where it lies.
struct Rendition: Sendable {
    let url: URL
    let document: MediaDocument

    /// What its findings are named by.
    var name: String { Watch.name(url) }

    /// The last segment or part: its sequence number, and the part's index where it has parts.
    var edge: (sequence: Int, part: Int?)? {
        document.segments.last.map { ($0.sequence, $0.parts.isEmpty ? nil : $0.parts.count - 1) }
    }
}
