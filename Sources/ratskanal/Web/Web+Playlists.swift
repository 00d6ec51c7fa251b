import Agenda
import Foundation
import HTTP
import Playlist
import Recording

/// Playlists: a room's and a session's.
extension Web {
    static let playlistType = "application/vnd.apple.mpegurl"
    /// A blocked request is answered after three target durations at the latest.
    static let blockingLimit = Duration.seconds(12)

    func addPlaylists(to router: inout Router) {
        router.onLoop(.get, "/live/:room/index.m3u8", shared: true) { request in
            let missing = refusal(404, "nothing is live here", of: request)
            guard let session = shelf.live(in: request.parameters["room"] ?? "") else {
                return .now(missing)
            }
            let admission = session.admission
            guard admission.session.visibility == .public,
                let bytes = session.tracks.multivariant(.sliding),
                // It may have been withdrawn just now, and the playlist bear its key.
                session.admission.number == admission.number
            else { return .now(missing) }
            return .now(multivariant(bytes, of: admission.session))
        }
        for base in Self.audiences { addPlaylists(to: &router, below: base) }
    }

    private func addPlaylists(to router: inout Router, below base: String) {
        router.onLoop(.get, "\(base)/sessions/:id/index.m3u8", shared: true) { request in
            withSession(request) { request, session in
                guard let bytes = session.tracks.multivariant(.event) else {
                    return .now(refusal(404, "nothing is recorded yet", of: request))
                }
                return .now(multivariant(bytes, of: session.admission.session))
            }
        }
        for (name, view) in [("live", LivePlaylist.View.sliding), ("session", .event)] {
            router.onLoop(.get, "\(base)/sessions/:id/:track/\(name).m3u8", shared: true) {
                request in
                withSession(request) { request, session in
                    media(view, of: session, for: request)
                }
            }
        }
    }

    private func multivariant(_ bytes: [UInt8], of session: Session) -> Response {
        Response(
            .ok,
            [
                "Content-Type": Self.playlistType,
                "Cache-Control": Self.caching("max-age=30", for: session),
            ], body: .bytes(bytes))
    }

    private func media(
        _ view: LivePlaylist.View, of session: ShelvedSession, for request: Request
    ) -> Answer {
        let track = TrackID(rawValue: request.parameters["track"] ?? "")
        let missing = refusal(404, "there is no such track", of: request)
        if view == .sliding, session.tracks.isEnded {
            return .now(refusal(404, "the session has ended", of: request))
        }
        do throws(BlockingReload.Malformed) {
            let reload = try BlockingReload(
                msn: request.query["_HLS_msn"], part: request.query["_HLS_part"])
            guard let reload, !session.tracks.isEnded else {
                let isEnded = session.tracks.isEnded
                return playlist(
                    track, view, session, request, isEnded ? "max-age=60" : "no-cache",
                    kind: isEnded ? "archive" : "plain"
                ).map { .now(Response($0)) } ?? .now(missing)
            }
            return blocked(reload, track, view, session, request)
        } catch {
            return .now(refusal(400, error.reason, of: request))
        }
    }

    private func blocked(
        _ reload: BlockingReload, _ track: TrackID, _ view: LivePlaylist.View,
        _ session: ShelvedSession, _ request: Request
    ) -> Answer {
        let missing = refusal(404, "there is no such track", of: request)
        let wait = Wait(on: session.news, until: .now + Self.blockingLimit) { request in
            // A session that ends answers all who wait with its last playlist.
            let answer =
                session.tracks.isEnded ? .now : session.tracks.answer(reload, of: track)
            switch answer {
            case nil: return .now(missing)
            case .later: return nil
            case .refused:
                return .now(refusal(400, "_HLS_msn is too far ahead", of: request))
            case .now:
                return playlist(
                    track, view, session, request, MediaResponses.liveAge, kind: "blocked"
                ).map { .now(Response($0)) } ?? .now(missing)
            }
        } onDeadline: { request in
            refusal(503, "nothing new comes at the moment", of: request)
        }
        return .wait(wait)
    }

    private func playlist(
        _ track: TrackID, _ view: LivePlaylist.View, _ session: ShelvedSession,
        _ request: Request, _ caching: String, kind: String
    ) -> PreparedResponse? {
        // A value that nobody defined asks for nothing (RFC 8216bis §6.2.5.1).
        let delta = request.query["_HLS_skip"].flatMap { DeltaUpdate(rawValue: $0) }
        let known = session.admission.session
        return session.prepared(
            track, view, delta,
            headers: [
                "Content-Type": Self.playlistType,
                "Cache-Control": Self.caching(caching, for: known),
            ], kind: kind + known.visibility.rawValue)
    }
}
