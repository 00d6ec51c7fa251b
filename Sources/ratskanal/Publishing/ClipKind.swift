import Agenda
import Playlist

/// What has a clip of its own.
enum ClipKind: String, CaseIterable {
    case items, speeches

    /// The stretches of a public item or speech; none where it is unknown or not public.
    func ranges(_ number: Int64, of session: SessionSnapshot) -> [MediaInterval] {
        let timeline = session.timeline
        switch self {
        case .speeches:
            return timeline.speeches.first { $0.id == number }.map { [$0.interval] } ?? []
        case .items:
            guard session.facts.publicity.isPublic(number) else { return [] }
            return timeline.ranges(of: number)?.ranges ?? []
        }
    }
}
