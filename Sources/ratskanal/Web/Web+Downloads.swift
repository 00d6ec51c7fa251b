import Agenda
import Crypto
import Foundation
import HTTP
import Media
import Playlist
import Recording
import Storage

/// Items and speeches as one MP4 each: ranges of the track files behind a header of their own.
extension Web {
    func addDownloads(to router: inout Router) {
        for kind in ClipKind.allCases {
            router.onWorker(.get, "/sessions/:id/\(kind.rawValue)/:number.mp4") { request in
                let id = request.parameters["id"].flatMap(SessionID.init(rawValue:))
                return showing(id, to: request) { try download(kind, of: $0, request) }
            }
        }
    }

    private func download(
        _ kind: ClipKind, of session: ShelvedSession, _ request: Request
    ) throws -> Response {
        guard let number = request.parameters.number("number") else {
            throw Problem(404, "There is no such clip.")
        }
        let admission = session.admission.number
        let snapshot = session.snapshot
        let movie = try movie(kind, number, of: snapshot)
        let name = "\(session.id)-\(kind.rawValue)-\(number).mp4"
        let pieces = try movie.fragments.map { fragments -> BodyPiece in
            let file = try files.file(fragments.location.file)
            return .made(
                MadePiece(length: fragments.location.range.length) {
                    // A session that is withdrawn meanwhile ends with what is sent.
                    guard session.admission.number == admission else { return nil }
                    return self.pieces(of: fragments, in: file)
                })
        }
        var response = Response(
            .ok,
            [
                "Content-Type": "video/mp4",
                "Content-Disposition": "inline; filename=\"\(name)\"",
                "Cache-Control": Self.caching(
                    snapshot.session.state == .ended ? "max-age=60" : "no-cache",
                    for: snapshot.session),
                "ETag": "\"\(movie.tag)\"",
            ], body: .pieces([.bytes(movie.header)] + pieces))
        response.allowsAnyOrigin = true
        return response
    }

    /// The clip's segments of all tracks whose parameters do not change in it.
    private func movie(
        _ kind: ClipKind, _ number: Int64, of snapshot: SessionSnapshot
    ) throws -> ClipMovie {
        let ranges = kind.ranges(number, of: snapshot)
        guard let first = ranges.first else { throw Problem(404, "There is no such clip.") }
        let end = max(ranges.last?.end ?? snapshot.edge, first.start)
        let epochs = try catalogue.epochs(of: snapshot.session.id)
        // The picture says which intervals; the sound's reach over their ends by a frame.
        let picture = try catalogue.segments(
            of: snapshot.session.id, track: .video, overlapping: first.start..<end
        ).filter { $0.covers(any: ranges) }
        let numbers = Set(picture.map(\.sequence))
        let sound = try catalogue.segments(
            of: snapshot.session.id, track: .audio, overlapping: first.start..<end
        ).filter { numbers.contains($0.sequence) }
        let used = Set((picture + sound).map(\.epoch))
        let inits = Set(epochs.filter { used.contains($0.number) }.map(\.initEpoch))
        guard let initEpoch = inits.first,
            let epoch = epochs.first(where: { $0.number == initEpoch })
        else { throw Problem(404, "Nothing of this was recorded.") }
        guard inits.count == 1 else {
            throw Problem(
                409, "The picture or sound changed its format in this clip: it plays on its page.")
        }
        return ClipMovie(tracks: epoch.tracks, segments: picture + sound)
    }

    private func pieces(of fragments: MovedFragments, in file: OpenFile) -> [BodyPiece]? {
        do {
            return try fragments.pieces { try file.bytes($0.offset..<$0.end) }.map { piece in
                switch piece {
                case .bytes(let bytes): .bytes(bytes)
                case .stored(let location):
                    .file(
                        FileRange(
                            file: file, offset: location.range.offset,
                            length: location.range.length))
                }
            }
        } catch {
            log("A clip cannot be sent: \(error)")
            return nil
        }
    }
}

extension ClipMovie {
    /// Stands for its bytes: those in files never change, so their places tell them.
    fileprivate var tag: String {
        let text =
            header
            + fragments.flatMap { fragments in
                Array("\(fragments.location.file) \(fragments.location.range.offset) ".utf8)
            }
        return Hex.text(Array(Digest.sha256(text).prefix(16)))
    }
}
