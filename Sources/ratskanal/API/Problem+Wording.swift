import Crypto
import HTTP
import Link
import Storage

extension Problem {
    /// The one place where errors of the modules get a status and a sentence.
    init(wording error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as StorageError: self.init(Self.status(of: error.code), error.sentence)
        case let refusal as CommandRefusal: self.init(Self.status(of: refusal), "\(refusal)")
        case let error as LinkError: self.init(503, "\(error)")
        case is TaggingError, is OfficeRefusal: self.init(422, "\(error)")
        default: self.init(500, "\(error)")
        }
    }

    private static func status(of refusal: CommandRefusal) -> Int {
        switch refusal {
        case .noSuchSession, .noSuchMarker: 404
        case .notLive, .nothingLive, .severalLive, .noRoom, .roomIsBusy, .openItemIsNotPublic,
            .noBreak, .fixedMark, .onlyNow:
            409
        case .notByDevices: 403
        case .inTheFuture: 422
        case .malformed: 400
        case .unreachable: 503
        case .failed: 500
        case .store(let fact, _):
            switch fact {
            case .notFound: 404
            case .invalid: 422
            case .conflict: 409
            case .busy, .diskFull: 503
            case .other: 500
            }
        }
    }

    private static func status(of code: StorageError.Code) -> Int {
        switch code {
        case .notFound: 404
        case .unknownItem, .unknownPerson, .invalid: 422
        case .gateMarkersAreFixed, .conflict: 409
        case .busy, .diskFull: 503
        default: 500
        }
    }
}

extension Failure {
    /// The one place where errors get an exit code.
    init(wording error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as ConfigurationError: self.init(.configuration, "\(error)")
        case let error as LinkError where error.code == .notRunning:
            self.init(.unavailable, "\(error)")
        case let error as StorageError: self.init(.failed, error.sentence)
        case let problem as Problem: self.init(.failed, problem.detail)
        case is CancellationError: self.init(.failed, "It was called off; nothing of it was kept.")
        default: self.init(.failed, "\(error)")
        }
    }
}
