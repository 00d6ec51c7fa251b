import Agenda
import Foundation
import Storage
import HTTP
import Playlist
import Recording

/// Clips of items and speeches: the session's own segments, listed from where they begin.
extension Web {
    func addClips(to router: inout Router) {
        for kind in ClipKind.allCases {
            router.onLoop(.get, "/sessions/:id/\(kind.rawValue)/:number/:file", shared: true) {
                request in
                .work { request in
                    let id = request.parameters["id"].flatMap(SessionID.init(rawValue:))
                    return showing(id, to: request) {
                        try clip(kind, of: $0.snapshot, request)
                    }
                }
            }
        }
    }

    private func clip(
        _ kind: ClipKind, of snapshot: SessionSnapshot, _ request: Request
    ) throws -> Response {
        let session = snapshot.session
        let missing = Problem(404, "There is no such clip.")
        guard let number = request.parameters.number("number"),
            let file = request.parameters["file"], file.hasSuffix(".m3u8")
        else { throw missing }
        let ranges = kind.ranges(number, of: snapshot)
        guard let first = ranges.first else { throw missing }
        let end = ranges.last?.end ?? snapshot.edge
        let epochs = try catalogue.epochs(of: session.id)
        let key = snapshot.key
        let name = String(file.dropLast(".m3u8".count))
        func playlist(of track: TrackID) throws -> MediaPlaylist {
            let range = first.start..<max(end, first.start)
            return MediaPlaylist(
                clip: ranges, epochs: epochs,
                segments: try catalogue.segments(of: session.id, track: track, overlapping: range),
                picture: try catalogue.segments(
                    of: session.id, track: .video, overlapping: range),
                address: MediaAddress(base: "/sessions/\(session.id)/\(track)/", key: key))
        }
        let bytes: [UInt8]
        if name == "index" {
            bytes = try multivariant(epochs, key) { try playlist(of: $0).rate }
        } else {
            let track = TrackID(rawValue: name)
            guard epochs.contains(where: { $0.tracks.contains { $0.id == track } }) else {
                throw missing
            }
            bytes = try playlist(of: track).bytes
        }
        return Response(
            .ok,
            [
                "Content-Type": Self.playlistType,
                "Cache-Control": Self.caching(
                    session.state == .ended ? "max-age=60" : "no-cache", for: session),
            ], body: .bytes(bytes))
    }

    private func multivariant(
        _ epochs: [Epoch], _ key: String?, rate: (TrackID) throws -> BitRate
    ) rethrows -> [UInt8] {
        var renditions: [MultivariantPlaylist.Rendition] = []
        for name in [TrackID.video, .audio] {
            let tracks = epochs.compactMap { epoch in epoch.tracks.first { $0.id == name } }
            guard let latest = tracks.last else { continue }
            var codecs: [String] = []
            for track in tracks where !codecs.contains(track.codec) { codecs.append(track.codec) }
            renditions.append(
                MultivariantPlaylist.Rendition(
                    track: latest, codecs: codecs, uri: "\(name).m3u8",
                    rate: try rate(name)))
        }
        return MultivariantPlaylist(renditions, isLive: false, key: key).bytes
    }
}
