import Agenda

/// A row of `sentence` as it stands there, but for its id.
struct StoredText: Hashable {
    var kind: IndexedText.Kind
    var item: Int64?
    var speech: Int64?
    var person: Int64?
    var mediaTime: MediaTime?
    var text: String
    var context: String
    var filters: String

    init(_ text: IndexedText, filters: String) {
        kind = text.kind
        item = text.item
        speech = text.speech
        person = text.person
        mediaTime = text.mediaTime
        self.text = text.text
        context = text.context
        self.filters = filters
    }

    /// From a row whose first column is the id.
    init(_ row: Row) throws(StorageError) {
        guard let kind = IndexedText.Kind(rawValue: row.text(1)) else {
            throw StorageError(.damaged, while: "reading the search index", object: row.text(1))
        }
        self.kind = kind
        item = row.int64OrNil(2)
        speech = row.int64OrNil(3)
        person = row.int64OrNil(4)
        mediaTime = row.int64OrNil(5).map(MediaTime.init(ticks:))
        text = row.text(6)
        context = row.text(7)
        filters = row.text(8)
    }
}
