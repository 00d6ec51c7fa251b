import Agenda
import Foundation

/// A marker as the API takes it.
struct MarkerRequest: Decodable {
    /// `"now"`, a time, or `{"mediaTime": 8100000}`.
    enum At: Decodable {
        case now
        case moment(Moment)

        private enum Key: String, CodingKey { case mediaTime }

        init(from decoder: any Decoder) throws {
            if let keyed = try? decoder.container(keyedBy: Key.self) {
                // No object is no error here: it is then a text, which is read below.
                self = .moment(.media(try keyed.decode(MediaTime.self, forKey: .mediaTime)))
                return
            }
            let text = try decoder.singleValueContainer().decode(String.self)
            if text == "now" {
                self = .now
            } else {
                let time = try decoder.singleValueContainer().decode(APITime.self)
                self = .moment(.wall(time.date))
            }
        }
    }

    var kind: JSON.OneOf<MarkerKind>
    var at: At?
    var items: [Int64]?
    var person: Int64?
    var name: String?
    var role: JSON.OneOf<SpeakerRole>?
    var onBehalfOf: String?
    var text: String?
    var `public`: Bool?
    var key: String?

    /// The marker meant; `now` stands for the moment of the request.
    func marker(now: Date) -> (marker: Marker, isNow: Bool) {
        var isNow = false
        let moment: Moment
        switch at ?? .now {
        case .now:
            moment = .wall(now)
            isNow = true
        case .moment(let given): moment = given
        }
        let marker = Marker(
            kind: kind.value, at: moment, items: items ?? [], person: person, name: name,
            role: role?.value, onBehalfOf: onBehalfOf, text: text, isPublic: `public` ?? false,
            key: key)
        return (marker, isNow)
    }
}

/// What a PATCH changes; what is absent stays.
struct MarkerPatch: Decodable {
    var at: MarkerRequest.At?
    var items: [Int64]?
    var person: Int64?
    var name: String?
    var role: JSON.OneOf<SpeakerRole>?
    var onBehalfOf: String?
    var text: String?
    var `public`: Bool?

    /// Whether its moment becomes the request's.
    var isNow: Bool {
        if case .now? = at { true } else { false }
    }

    func applied(to marker: Marker, now: Date) -> Marker {
        var marker = marker
        switch at {
        case .now: marker.at = .wall(now)
        case .moment(let moment): marker.at = moment
        case nil: break
        }
        // What the room said was of the moment at which it was set.
        if at != nil { marker.stamp = nil }
        if let items { marker.items = items }
        if let person { marker.person = person }
        if let name { marker.name = name }
        if let role { marker.role = role.value }
        if let onBehalfOf { marker.onBehalfOf = onBehalfOf }
        if let text { marker.text = text }
        if let `public` { marker.isPublic = `public` }
        return marker
    }
}

/// A marker as the API gives it.
struct MarkerJSON: Encodable {
    struct MediaPosition: Encodable {
        var mediaTime: MediaTime
    }

    enum At: Encodable {
        case wall(APITime)
        case media(MediaPosition)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .wall(let time): try container.encode(time)
            case .media(let position): try container.encode(position)
            }
        }
    }

    var id: Int64
    var kind: MarkerKind
    var at: At
    var items: [Int64]
    var person: Int64?
    var name: String?
    var role: SpeakerRole?
    var onBehalfOf: String?
    var text: String?
    var `public`: Bool
    var key: String?

    init(_ marker: Marker) {
        id = marker.id
        kind = marker.kind
        switch marker.at {
        case .wall(let date): at = .wall(APITime(date))
        case .media(let time): at = .media(MediaPosition(mediaTime: time))
        }
        items = marker.items
        person = marker.person
        name = marker.name
        role = marker.role
        onBehalfOf = marker.onBehalfOf
        text = marker.text
        `public` = marker.isPublic
        key = marker.key
    }
}
