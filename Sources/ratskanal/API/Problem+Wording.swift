import Crypto
import HTTP
import Ingest
import Link
import Storage

extension Problem {
    /// The one place where errors of the modules get a status and a sentence.
    init(wording error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as StorageError: self.init(Self.status(of: error.code), error.sentence)
        case let error as IngestError:
            let status = error.code == .gateNotStored ? 500 : 409
            self.init(status, "\(error)")
        case let error as LinkError: self.init(503, "\(error)")
        case is TaggingError, is OfficeRefusal: self.init(422, "\(error)")
        default: self.init(500, "\(error)")
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
