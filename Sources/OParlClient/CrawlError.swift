import Agenda

/// Why a crawl came to nothing, in words for people.
public struct CrawlError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Code: Sendable, Hashable {
        /// It is no address of the web.
        case address
        /// It leads into a private network.
        case privateAddress
        /// There is no such host, or nothing answers there.
        case connection
        case certificate
        /// What answers there is no web server.
        case noHTTP
        /// It broke off.
        case interrupted
        /// It took too long.
        case stalled
        case tooLong
        case redirects
        /// The server answers with an error; its number.
        case status(Int)
        /// It asks to come back later than we wait.
        case retryAfter
        /// What it answers is no OParl.
        case content
    }

    public var code: Code
    /// What was asked for.
    public var address: String
    /// What is wrong, and what to do.
    public var reason: String

    /// One sentence; of an address without end its beginning.
    public var description: String { "\(address.prefix(300)): \(reason)." }
}

extension CrawlError {
    /// Why an answer cannot be read.
    init(reading address: WebAddress, _ error: AgendaError) {
        let reason: String
        switch error.code {
        case .webPage:
            reason = "this is a web page and no JSON; name the address of the OParl interface"
        case .empty: reason = "the answer is empty; try again later"
        case .tooMany:
            reason =
                error.reason.prefix { $0 != ";" }.replacing("the file", with: "the answer")
                + "; name a list that has pages"
        default:
            let place = error.column.map { "line \(error.line), column \($0)" }
            let fault = error.reason.prefix { $0 != ";" }
                .replacing("the file", with: "the answer").replacing("this is", with: "it is")
            reason =
                "in \(place ?? "line \(error.line)") of the answer \(fault); try again later, or "
                + "tell whoever runs it"
        }
        self.init(code: .content, address: address.description, reason: reason)
    }
}
