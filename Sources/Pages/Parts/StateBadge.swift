/// A state as a shape and a word.
enum StateBadge: String {
    case live, recording, planned, pause, closed, lost, ended, draft

    func markup(_ texts: Texts) -> HTML {
        "<span class=\"badge badge-\(rawValue)\" data-part=\"badge\">\(icon)<span>\(word(texts))</span></span>"
    }

    var icon: HTML {
        switch self {
        case .live: Icon.live
        case .recording, .ended: Icon.ended
        case .planned: Icon.soon
        case .pause: Icon.breakBars
        case .closed: Icon.hatch
        case .lost: Icon.lost
        case .draft: Icon.draft
        }
    }

    func word(_ texts: Texts) -> String {
        switch self {
        case .live: texts.states.live
        case .recording: texts.states.recording
        case .planned: texts.states.planned
        case .pause: texts.states.pause
        case .closed: texts.states.nonPublic
        case .lost: texts.states.lost
        case .ended: texts.states.ended
        case .draft: texts.states.draft
        }
    }
}
