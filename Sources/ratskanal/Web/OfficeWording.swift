import Pages
import Storage

/// The one place that words errors for the office, in the language of its pages.
extension Texts.Refusals {
    func sentence(for error: any Error) -> String {
        switch error {
        case let error as TaggingError: sentence(for: error.code)
        case let error as OfficeRefusal: sentence(for: error.code)
        case let error as StorageError: sentence(for: error.code)
        default: sentence(forStatus: Problem(wording: error).status)
        }
    }

    private func sentence(for code: TaggingError.Code) -> String {
        switch code {
        case .unknownNumber(let number, let nearest): unknownNumber(number, nearest)
        case .repeatedNumber(let number): repeatedNumber(number)
        case .noNextItem: noNextItem
        case .nobodySpeaks: nobodySpeaks
        case .future: notFitting
        case .severalPersons(let names): severalPersons(names)
        }
    }

    private func sentence(for code: OfficeRefusal.Code) -> String {
        switch code {
        case .outdatedPage: outdatedPage
        case .noSuchMarker: noSuchMarker
        case .noName: noName
        case .noText: noText
        case .notLive: notLive
        case .noRoom: noRoom
        case .openItemIsNonPublic(let number): openItemIsNonPublic(number)
        case .closedButNotStored: closedButNotStored
        case .other(let status): sentence(forStatus: status)
        }
    }

    private func sentence(for code: StorageError.Code) -> String {
        switch code {
        case .gateMarkersAreFixed: gateMarkersAreFixed
        case .diskFull: diskFull
        case .notFound: gone
        case .unknownItem, .unknownPerson, .invalid: notFitting
        case .busy: noAnswer
        default: other
        }
    }

    /// Where no more is known than an HTTP status.
    private func sentence(forStatus status: Int) -> String {
        switch status {
        case 404: gone
        case 409: notNow
        case 400..<500: notFitting
        case 503: noAnswer
        default: other
        }
    }
}
