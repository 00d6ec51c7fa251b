import Foundation

/// What may stand in `\( )` inside of `HTML`: text (escaped), numbers, markup, and attributes.
public struct HTMLInterpolation: StringInterpolationProtocol {
    var markup = ""

    public init(literalCapacity: Int, interpolationCount: Int) {
        markup.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    public mutating func appendLiteral(_ literal: String) {
        markup += literal
    }

    public mutating func appendInterpolation(_ text: some StringProtocol) {
        markup += HTML.escape(text)
    }

    public mutating func appendInterpolation(_ number: some BinaryInteger) {
        markup += String(number)
    }

    public mutating func appendInterpolation(_ html: HTML) {
        markup += html.markup
    }

    public mutating func appendInterpolation(_ parts: [HTML]) {
        for part in parts { markup += part.markup }
    }

    /// An attribute with its leading blank, or nothing where there is no value.
    public mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
        guard let value else { return }
        markup += " \(name)=\"\(HTML.escape(value))\""
    }

    /// An attribute without a value, with its leading blank, where it applies.
    public mutating func appendInterpolation(flag name: StaticString, _ applies: Bool) {
        if applies { markup += " \(name)" }
    }

    /// JSON for a script's data block: no `<` stands in it, so nothing ends the block early.
    public mutating func appendInterpolation(json value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            let text = String(decoding: try encoder.encode(value), as: UTF8.self)
            markup += text.replacing("<", with: "\\u003c").replacing(">", with: "\\u003e")
                .replacing("&", with: "\\u0026")
        } catch {
            // Only a value that is no JSON (an infinite number) comes here: a bug of ours.
            preconditionFailure("\(value) is no JSON: \(error)")
        }
    }
}
