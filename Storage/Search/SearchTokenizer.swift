import CSQLite

/// FTS5's view of `WordAnalyzer`.
///
/// A document is analyzed. A query comes from `MatchExpression` and is analyzed already: blanks
/// part its terms, `|` parts terms that may stand for each other at one place.
final class SearchTokenizer {
    private let analyzer: WordAnalyzer

    private init() throws {
        analyzer = try WordAnalyzer()
    }

    static func register(
        with api: UnsafeMutablePointer<fts5_api>, on database: Database
    ) throws {
        var functions = fts5_tokenizer(
            xCreate: { _, _, _, result in
                do {
                    let tokenizer = try SearchTokenizer()
                    result?.pointee = OpaquePointer(Unmanaged.passRetained(tokenizer).toOpaque())
                    return SQLITE_OK
                } catch {
                    return SQLITE_ERROR
                }
            },
            xDelete: { pointer in
                guard let pointer else { return }
                Unmanaged<SearchTokenizer>.fromOpaque(UnsafeRawPointer(pointer)).release()
            },
            xTokenize: { pointer, context, flags, text, count, token in
                guard let pointer, let token else { return SQLITE_MISUSE }
                let tokenizer = Unmanaged<SearchTokenizer>.fromOpaque(UnsafeRawPointer(pointer))
                    .takeUnretainedValue()
                guard let text, count > 0 else { return SQLITE_OK }
                return text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { start in
                    let bytes = UnsafeBufferPointer(start: start, count: Int(count))
                    let sink = Sink(token: token, context: context)
                    return flags & FTS5_TOKENIZE_QUERY != 0
                        ? SearchTokenizer.passOn(bytes, to: sink)
                        : tokenizer.analyze(bytes, into: sink)
                }
            })
        let code = api.pointee.xCreateTokenizer(
            api, SearchExtension.tokenizer, nil, &functions, nil)
        guard code == SQLITE_OK else {
            throw database.error(code, while: "preparing the search")
        }
    }

    /// Where FTS5 takes tokens.
    private struct Sink {
        let token:
            @convention(c) (
                UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, Int32, Int32, Int32
            ) -> Int32
        let context: UnsafeMutableRawPointer?

        func take(
            _ term: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isAlternative: Bool
        ) -> Int32 {
            guard let start = term.baseAddress else { return SQLITE_OK }
            return start.withMemoryRebound(to: CChar.self, capacity: term.count) {
                token(
                    context, isAlternative ? FTS5_TOKEN_COLOCATED : 0, $0, Int32(term.count),
                    Int32(clamping: range.lowerBound), Int32(clamping: range.upperBound))
            }
        }
    }

    private func analyze(_ text: UnsafeBufferPointer<UInt8>, into sink: Sink) -> Int32 {
        var code = SQLITE_OK
        analyzer.readings(in: text) { reading in
            code = sink.take(
                reading.term, reading.range, isAlternative: reading.isAlternative)
            return code == SQLITE_OK
        }
        return code
    }

    private static func passOn(_ text: UnsafeBufferPointer<UInt8>, to sink: Sink) -> Int32 {
        var start = 0
        var isAlternative = false
        for position in 0...text.count {
            let byte = position < text.count ? text[position] : UInt8(ascii: " ")
            guard byte == UInt8(ascii: " ") || byte == UInt8(ascii: "|") else { continue }
            if position > start {
                let code = sink.take(
                    UnsafeBufferPointer(rebasing: text[start..<position]), start..<position,
                    isAlternative: isAlternative)
                guard code == SQLITE_OK else { return code }
            }
            isAlternative = byte == UInt8(ascii: "|")
            start = position + 1
        }
        return SQLITE_OK
    }
}
