import Foundation

/// A marker as `POST /api/v1/sessions/ID/markers` takes it.
struct MarkerRequest: Encodable, Sendable {
    var kind: String
    var at = "now"
    var items: [Int64]?
    var person: Int64?
    var name: String?
    var role: String?
    var text: String?
    /// The same key again is the same marker, so that a request can be repeated.
    var key = UUID().uuidString.lowercased()

    init(
        _ kind: String, items: [Int64]? = nil, person: Int64? = nil, name: String? = nil,
        role: String? = nil, text: String? = nil
    ) {
        self.kind = kind
        self.items = items
        self.person = person
        self.name = name
        self.role = role
        self.text = text
    }
}
