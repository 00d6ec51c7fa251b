/// Why what somebody wanted marked makes no marker.
///
/// Its description is for the command line; what the office reads is in `OfficeWording`.
struct TaggingError: Error, Hashable, CustomStringConvertible {
    enum Code: Hashable, Sendable {
        case unknownNumber(String, nearest: String?)
        /// Several items of the agenda bear it.
        case repeatedNumber(String)
        case noNextItem
        case nobodySpeaks
        /// It has not happened yet.
        case future
        /// A part of a name that several of the roster bear.
        case severalPersons([String])
    }

    var code: Code

    init(_ code: Code) { self.code = code }

    var description: String {
        switch code {
        case .unknownNumber(let number, let nearest):
            "No item \(number) is on the agenda."
                + (nearest.map { " Did you mean \($0)?" } ?? "")
        case .repeatedNumber(let number): "Several items on the agenda have the number \(number)."
        case .noNextItem: "No further item is on the agenda."
        case .nobodySpeaks: "Nobody is speaking."
        case .future: "That moment is still to come."
        case .severalPersons(let names):
            "Several persons have such a name: \(names.joined(separator: ", "))."
        }
    }
}
