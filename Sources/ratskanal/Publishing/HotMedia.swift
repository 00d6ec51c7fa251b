import Agenda
import HTTP
import Recording
import Synchronization

/// Keeps ready what all viewers of a live session ask for next: its newest parts and segments.
///
/// They are found by their path before a request is even taken apart. Only public sessions have
/// any, as here nobody asks who may see them.
final class HotMedia: Sendable {
    private struct State {
        var paths: HotPaths?
        /// Those that everybody may see.
        var admitted: Set<SessionID> = []
        /// The oldest first.
        var names: [SessionID: [String]] = [:]
    }

    /// Two tracks' parts of the last seconds and segments of the last minutes.
    private static let capacity = 256
    private let media: MediaResponses
    private let state = Mutex(State())

    init(files: OpenFiles) {
        media = MediaResponses(files: files)
    }

    /// From now on what is added is answered there.
    func publish(to paths: HotPaths) {
        state.withLock { $0.paths = paths }
    }

    /// Says whether everybody may see a session's media as they come. What is not admitted is
    /// forgotten, and what is still being added then is not kept.
    func admit(_ session: SessionID, if isPublic: Bool) {
        state.withLock { state in
            guard !isPublic else {
                state.admitted.insert(session)
                return
            }
            state.admitted.remove(session)
            guard let names = state.names.removeValue(forKey: session) else { return }
            state.paths?.set(names.map { ($0, nil) })
        }
    }

    /// Adds a medium of a session; one that cannot be opened is left to the route, which says so.
    func add(_ name: MediaName, _ location: Location, of session: Session) {
        guard session.visibility == .public, session.state == .live else { return }
        let response: Response
        do throws(ServerError) {
            response = try media.response(.stored(location), name, of: session)
        } catch {
            return
        }
        let path = "/sessions/\(session.id)/\(name.path)"
        state.withLock { state in
            guard let paths = state.paths, state.admitted.contains(session.id) else { return }
            var changes: [(path: String, response: PreparedResponse?)] = [
                (path, PreparedResponse(response))
            ]
            var names = state.names[session.id] ?? []
            if !names.contains(path) { names.append(path) }
            if names.count > Self.capacity { changes.append((names.removeFirst(), nil)) }
            state.names[session.id] = names
            paths.set(changes)
        }
    }
}
