/// A language that the pages speak, by its tag (RFC 5646).
public enum Language: String, Sendable, Hashable, CaseIterable {
    case german = "de"
    case english = "en"

    /// The one in which what people typed is written: titles, papers, results.
    static let original = Language.german

    var texts: Texts {
        switch self {
        case .german: .german
        case .english: .english
        }
    }
}
