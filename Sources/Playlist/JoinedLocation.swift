import Recording

extension Location {
    /// The one stretch that parts make up; nil where one was not stored or a hole lies between.
    init?(joining parts: [Location?]) {
        guard let first = parts.first, var whole = first else { return nil }
        for part in parts.dropFirst() {
            guard let part, part.file == whole.file, part.range.offset == whole.range.end
            else { return nil }
            whole.range.length += part.range.length
        }
        self = whole
    }
}
