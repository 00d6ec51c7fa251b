/// What was said by hand of an item's publicity: it is stronger than flags and words.
public enum PublicityDecision: String, Sendable, Codable {
    case `public`, nonPublic = "non-public"
    /// It was closed before and what closed it is gone: nobody has said that it is public.
    case kept

    var closes: Bool { self != .public }
}
