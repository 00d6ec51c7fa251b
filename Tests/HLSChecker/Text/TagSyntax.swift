/// What a tag's value has to be and where the tag may stand.
struct TagSyntax: Sendable {
    enum Scope: Sendable {
        case any
        /// Of the whole media playlist, its segments, or beside them.
        case header
        case segment
        case metadata
        case multivariant

        var isOfMedia: Bool { self == .header || self == .segment || self == .metadata }
    }

    enum Value: Sendable {
        case none
        case integer(atLeast: UInt64)
        case extinf
        case byteRange
        case date
        case words([String])
        case attributes([AttributeSyntax], allowsExtensions: Bool = false)
    }

    let scope: Scope
    let isOnce: Bool
    let value: Value

    init(_ scope: Scope, once isOnce: Bool = false, _ value: Value) {
        self.scope = scope
        self.isOnce = isOnce
        self.value = value
    }

    /// Why a value that is no attribute list is wrong; nil where it is right.
    func fault(in text: String?) -> String? {
        switch value {
        case .attributes: return text == nil ? "has no attributes." : nil
        case .none: return text == nil ? nil : "has a value."
        case .integer(let least):
            guard let text, AttributeSyntax.isInteger(text), let number = UInt64(text) else {
                return "is no decimal integer."
            }
            return number < least ? "is less than \(least)." : nil
        case .extinf:
            let pieces = (text ?? "").utf8.split(
                separator: UInt8(ascii: ","), maxSplits: 1, omittingEmptySubsequences: false)
            return pieces.count == 2 && WrittenSeconds(Substring(pieces[0])) != nil
                ? nil : "is no duration followed by a comma."
        case .byteRange: return text.flatMap { ByteRange($0) } == nil ? "is no byte range." : nil
        case .date: return text.flatMap { Moment($0) } == nil ? "is no date and time." : nil
        case .words(let words):
            return words.contains(text ?? "") ? nil : "is none of \(words.joined(separator: ", "))."
        }
    }
}
