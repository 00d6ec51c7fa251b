import Agenda
import HTTP
import Recording
import Storage

/// Answers with media: bytes of a track file, sent by sendfile, or from memory.
struct MediaResponses: Sendable {
    /// How long caches keep what a live session's playlists still change: six target durations.
    static let liveAge = "public, max-age=24"
    static let archiveAge = "public, max-age=3600"
    /// What is not for everybody is kept nowhere.
    static let noAge = "private, no-store"

    let files: OpenFiles

    /// Throws where the track file cannot be opened.
    func response(
        _ media: LiveMedia, _ name: MediaName, of session: Session
    ) throws(ServerError) -> Response {
        let age =
            session.visibility != .public
            ? Self.noAge
            : session.state == .ended || name.kind == .initSection ? Self.archiveAge : Self.liveAge
        let headers: Headers = [
            "Content-Type": name.track == .audio ? "audio/mp4" : "video/mp4",
            "Cache-Control": age, "ETag": "\"\(name.tag)\"",
        ]
        let body: Response.Body
        switch media {
        case .memory(let bytes): body = .bytes(bytes)
        case .stored(let location):
            body = .file(
                FileRange(
                    file: try files.file(location.file), offset: location.range.offset,
                    length: location.range.length))
        }
        var response = Response(.ok, headers, body: body)
        response.allowsAnyOrigin = true
        return response
    }
}
