import CSQLite

/// The relevance of a row: for each word of the query the best of its readings found, weighted by
/// how rare it is, and the whole by the row's kind.
///
/// bm25 would read a size row for every hit and walk each list twice; this looks at nothing but
/// the matches and is fed with the rarities.
enum RankFunction {
    /// What the query's phrases are worth, as the function's argument.
    struct Weights {
        /// Of each phrase, in the order of the MATCH expression: its word and its weight.
        var phrases: [(word: Int, weight: Float)] = []
        /// Whether a row without a match in its own text is none (relevance 0).
        var needsText = true

        /// A flag, then word and weight of each phrase, 4 bytes each in this machine's order.
        var bytes: [UInt8] {
            var bytes: [UInt8] = []
            func append(_ value: UInt32) {
                withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
            }
            append(needsText ? 1 : 0)
            for phrase in phrases {
                append(UInt32(phrase.word))
                append(phrase.weight.bitPattern)
            }
            return bytes
        }
    }

    static let mostWords = 16
    /// What a match in the context is worth of one in the text.
    private static let contextShare: Float = 0.25
    /// What each further match of one row adds, up to three.
    private static let repetition: Float = 0.05

    static func register(
        with api: UnsafeMutablePointer<fts5_api>, on database: Database
    ) throws {
        let code = api.pointee.xCreateFunction(
            api, SearchExtension.rankFunction, nil,
            { api, context, result, count, values in
                guard let api, let context, let result, count == 1, let value = values?[0] else {
                    sqlite3_result_error_code(result, SQLITE_MISUSE)
                    return
                }
                let size = Int(sqlite3_value_bytes(value))
                guard let start = sqlite3_value_blob(value), size >= 4 else {
                    sqlite3_result_error_code(result, SQLITE_MISUSE)
                    return
                }
                let weights = UnsafeRawBufferPointer(start: start, count: size)
                let relevance = RankFunction.relevance(api.pointee, context, weights)
                sqlite3_result_double(result, Double(relevance))
            }, nil)
        guard code == SQLITE_OK else {
            throw database.error(code, while: "preparing the search")
        }
    }

    private static func relevance(
        _ api: Fts5ExtensionApi, _ context: OpaquePointer, _ weights: UnsafeRawBufferPointer
    ) -> Float {
        var matches: Int32 = 0
        guard api.xInstCount(context, &matches) == SQLITE_OK else { return 0 }
        let needsText = weights.loadUnaligned(as: UInt32.self) != 0
        let phrases = (weights.count - 4) / 8
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: mostWords) { words in
            words.initialize(repeating: 0)
            var inText: Float = 0
            for index in 0..<matches {
                var phrase: Int32 = 0
                var column: Int32 = 0
                var offset: Int32 = 0
                guard api.xInst(context, index, &phrase, &column, &offset) == SQLITE_OK,
                    column < 2, Int(phrase) < phrases
                else { continue }
                let place = 4 + Int(phrase) * 8
                let word = weights.loadUnaligned(fromByteOffset: place, as: UInt32.self)
                guard word < mostWords else { continue }
                let bits = weights.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self)
                let weight = Float(bitPattern: bits)
                if column == 0 { inText += 1 }
                words[Int(word)] = max(
                    words[Int(word)], column == 0 ? weight : weight * contextShare)
            }
            guard inText > 0 || !needsText else { return 0 }
            let id = SentenceID(rawValue: api.xRowid(context))
            let kind = IndexedText.Kind(sequence: id.sequence)
            let sum = words.reduce(0, +) * (1 + repetition * min(max(inText - 1, 0), 3))
            return max(sum, .leastNormalMagnitude) * (kind?.weight ?? 1)
        }
    }
}
