/// Why the office's wish was not carried out, where its own page refuses.
struct OfficeRefusal: Error, Hashable {
    enum Code: Hashable, Sendable {
        /// A form that this version of the page does not send.
        case outdatedPage
        case noSuchMarker
        case noName
        case noText
        /// The gate is closed, and the disk did not take it.
        case closedButNotStored
    }

    var code: Code

    init(_ code: Code) { self.code = code }
}
