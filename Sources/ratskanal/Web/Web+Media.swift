import Agenda
import Foundation
import HTTP
import Recording

/// Init sections, segments and parts: ranges of track files, sent by sendfile.
extension Web {
    /// How long caches keep what a live session's playlists still change: six target durations.
    static let liveAge = "public, max-age=24"
    static let archiveAge = "public, max-age=3600"

    func addMedia(to router: inout Router) {
        router.onLoop(.get, "/sessions/:id/:track/:epoch/:file", shared: true) { request in
            withSession(request) { request, session in
                guard let name = MediaName(request.parameters) else {
                    return .now(refusal(404, "there is no such segment", of: request))
                }
                return media(name, of: session, for: request)
            }
        }
    }

    private func media(
        _ name: MediaName, of session: ShelvedSession, for request: Request
    ) -> Answer {
        let missing = "there is no such segment"
        switch name.kind {
        case .initSection:
            guard let bytes = session.tracks.initSection(of: name.track, epoch: name.epoch) else {
                return .now(refusal(404, missing, of: request))
            }
            return .now(response(.memory(bytes), name, session))
        case .segment(let sequence):
            guard
                let media = session.tracks.segment(sequence, epoch: name.epoch, of: name.track)
            else { return .now(refusal(404, missing, of: request)) }
            return .now(response(media, name, session))
        case .part(let sequence, let index):
            switch session.tracks.part(index, of: sequence, epoch: name.epoch, track: name.track) {
            case .ready(let media): return .now(response(media, name, session))
            case .none: return .now(refusal(404, missing, of: request))
            case .later: return .wait(wait(for: name, sequence, index, session, request))
            }
        }
    }

    /// A hinted part's request hangs until it exists, and is 404 once the hint is obsolete.
    private func wait(
        for name: MediaName, _ sequence: Int, _ index: Int, _ session: ShelvedSession,
        _ request: Request
    ) -> Wait {
        Wait(on: session.news, until: .now + Self.blockingLimit) { request in
            switch session.tracks.part(index, of: sequence, epoch: name.epoch, track: name.track) {
            case .later: nil
            case .ready(let media): .now(response(media, name, session))
            case .none: .now(refusal(404, "another part came in its place", of: request))
            }
        } onDeadline: { request in
            refusal(503, "nothing new comes at the moment", of: request)
        }
    }

    private func response(
        _ media: LiveMedia, _ name: MediaName, _ session: ShelvedSession
    ) -> Response {
        let isArchived = session.session.state == .ended || name.kind == .initSection
        let headers: Headers = [
            "Content-Type": name.track == .audio ? "audio/mp4" : "video/mp4",
            "Cache-Control": Self.caching(
                isArchived ? Self.archiveAge : Self.liveAge, for: session.session),
            "ETag": "\"\(name.tag)\"",
        ]
        switch media {
        case .memory(let bytes): return Response(.ok, headers, body: .bytes(bytes))
        case .stored(let location):
            do throws(ServerError) {
                let range = FileRange(
                    file: try files.file(location.file), offset: location.range.offset,
                    length: location.range.length)
                return Response(.ok, headers, body: .file(range))
            } catch {
                log("\(location.file) cannot be read: \(error)")
                return Self.problem(Problem(500, "This part of the recording cannot be read."))
            }
        }
    }
}

/// What a medium's URL names.
struct MediaName: Hashable {
    enum Kind: Hashable {
        case initSection
        case segment(Int)
        case part(Int, Int)
    }

    var track: TrackID
    var epoch: Int
    var kind: Kind

    /// From `:track`, `:epoch` (`e3`) and `:file` (`init.mp4`, `4711.m4s`, `4711.0.m4s`).
    init?(_ parameters: PathParameters) {
        guard let track = parameters["track"], let epoch = parameters["epoch"],
            let file = parameters["file"], epoch.hasPrefix("e"),
            let number = Self.number(epoch.dropFirst())
        else { return nil }
        self.track = TrackID(rawValue: track)
        self.epoch = number
        if file == "init.mp4" {
            kind = .initSection
            return
        }
        let pieces = file.split(separator: ".", omittingEmptySubsequences: false)
        guard pieces.last == "m4s", (2...3).contains(pieces.count),
            let sequence = Self.number(pieces[0])
        else { return nil }
        if pieces.count == 2 {
            kind = .segment(sequence)
        } else {
            guard let part = Self.number(pieces[1]) else { return nil }
            kind = .part(sequence, part)
        }
    }

    /// Decimal digits without a leading zero, so that one thing has one URL.
    private static func number(_ text: some StringProtocol) -> Int? {
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), text.count <= 12,
            text == "0" || !text.hasPrefix("0")
        else { return nil }
        return Int(text)
    }

    /// One name stands for one sequence of bytes for ever, so it is its own entity tag.
    var tag: String {
        switch kind {
        case .initSection: "\(track)-e\(epoch)-init"
        case .segment(let sequence): "\(track)-e\(epoch)-\(sequence)"
        case .part(let sequence, let part): "\(track)-e\(epoch)-\(sequence).\(part)"
        }
    }
}
