import CStemmer

/// Snowball's German stemmer, which brings a word's forms to one stem: "hausern", "hauses", "haus".
///
/// Belongs to one thread at a time, as its buffer does; each connection has its own.
final class GermanStemmer {
    private let handle: OpaquePointer

    init() throws(StorageError) {
        // "UTF_8" is libstemmer's own spelling; nil means the library was built without German.
        guard let handle = sb_stemmer_new("german", "UTF_8") else {
            throw StorageError(
                .invalid("libstemmer offers no German"), while: "preparing the search")
        }
        self.handle = handle
    }

    deinit {
        sb_stemmer_delete(handle)
    }

    /// Gives `body` the stem, whose bytes live until the next call.
    func stem<Value>(
        _ word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Value
    ) -> Value {
        guard let start = word.baseAddress,
            let stem = sb_stemmer_stem(handle, start, Int32(clamping: word.count))
        else { return body(word) }
        return body(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
    }
}
