import Agenda
import Ingest
import Link
import Storage

extension CommandRefusal {
    /// What an error of the modules beneath means for who asked.
    init(_ error: any Error) {
        switch error {
        case let refusal as CommandRefusal: self = refusal
        case let error as StorageError:
            self = .store(StoreFact(error.code), sentence: error.sentence)
        case let error as IngestError:
            switch error.code {
            case .noBreak: self = .noBreak
            case .openItemIsNotPublic: self = .openItemIsNotPublic(number: "")
            case .notRecording: self = .nothingLive(room: error.room)
            case .notStored: self = .store(.busy, sentence: "\(error)")
            case .alreadyRecording: self = .failed("\(error)")
            }
        default: self = .failed("\(error)")
        }
    }
}

extension CommandRefusal.StoreFact {
    init(_ code: StorageError.Code) {
        self =
            switch code {
            case .busy: .busy
            case .diskFull: .diskFull
            case .notFound: .notFound
            case .unknownItem, .unknownPerson, .invalid: .invalid
            case .gateMarkersAreFixed, .conflict: .conflict
            default: .other
            }
    }
}
