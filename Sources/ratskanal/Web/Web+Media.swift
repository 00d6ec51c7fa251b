import Agenda
import Foundation
import HTTP
import Recording

/// Init sections, segments and parts: ranges of track files, sent by sendfile.
extension Web {
    func addMedia(to router: inout Router) {
        for base in Self.audiences {
            router.onLoop(.get, "\(base)/sessions/:id/:track/:epoch/:file", shared: true) {
                request in
                withSession(request) { request, session in
                    guard let name = MediaName(request.parameters) else {
                        return .now(refusal(404, "there is no such segment", of: request))
                    }
                    return media(name, of: session, for: request)
                }
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
        do throws(ServerError) {
            return try MediaResponses(files: files).response(
                media, name, of: session.admission.session)
        } catch {
            log("\(session.id): \(name.path) cannot be read: \(error)")
            return Self.problem(Problem(500, "This part of the recording cannot be read."))
        }
    }
}
