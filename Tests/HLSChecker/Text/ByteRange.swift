/// `<n>[@<o>]`: a sub-range of a resource (RFC 8216bis §4.4.4.2).
struct ByteRange: Hashable, Sendable {
    let length: Int
    let offset: Int?

    init(length: Int, offset: Int?) {
        self.length = length
        self.offset = offset
    }

    init?(_ text: String) {
        let pieces = text.split(separator: "@", omittingEmptySubsequences: false)
        guard (1...2).contains(pieces.count), pieces.allSatisfy(AttributeSyntax.isInteger),
            let length = Int(pieces[0])
        else { return nil }
        self.length = length
        offset = pieces.count == 2 ? Int(pieces[1]) : nil
    }
}
