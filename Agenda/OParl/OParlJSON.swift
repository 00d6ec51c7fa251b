/// Reads JSON as council information systems send it.
///
/// Raw control characters inside of strings and halves of surrogate pairs, which RFC 8259 §7
/// forbids or leaves open, cost a character and not the file. It is checked as a whole first, and
/// its objects are then read one after another: a large file takes no more than its own size.
struct OParlJSON {
    private let file: String
    let bytes: [UInt8]
    /// The place that is read next.
    var index = 0
    /// Where the value begins that is a list's content, and where its links begin.
    private var data: Int?
    private var links: Int?

    /// Throws where the file is no JSON, says where that shows, and what to do.
    init(_ encoded: [UInt8], file: String) throws(AgendaError) {
        self.file = file
        do {
            bytes = try DecodedText(encoded, remedy: Self.remedy).utf8
        } catch {
            let place = Place(in: error.before[...])
            throw AgendaError(
                .encoding, file: file, line: place.line, column: place.column,
                reason: error.reason)
        }
        try check()
    }

    private static let remedy = "fetch the file again"

    /// The objects of a list `{data, pagination, links}` or an array, else the one that it is.
    ///
    /// PHP writes a list with holes as an object with numbers for names.
    mutating func forEachObject(
        _ body: (OParlValue) throws(AgendaError) -> Void
    ) throws(AgendaError) {
        index = data ?? 0
        skipBlanks()
        guard byte == UInt8(ascii: "[") else {
            for element in try value().list { try body(element) }
            return
        }
        try elements { json throws(AgendaError) in try body(try json.value()) }
    }

    /// Whether it is an array or a list, and not one object.
    var isList: Bool {
        data != nil || bytes.first { !Self.isBlank($0) } == UInt8(ascii: "[")
    }

    /// The address of the page after this one, as the source writes it.
    mutating func next() throws(AgendaError) -> String? {
        guard let links else { return nil }
        index = links
        return try value().fields?[.next]?.text
    }

    // MARK: Checking

    private mutating func check() throws(AgendaError) {
        skipBlanks()
        guard let first = byte else {
            throw AgendaError(
                .empty, file: file, line: 1, reason: "the file is empty; \(Self.remedy)")
        }
        guard first != UInt8(ascii: "<") else {
            throw error(
                .webPage, at: index,
                "this is a web page and no JSON; \(Self.remedy), from the address of the OParl "
                    + "interface")
        }
        if first == UInt8(ascii: "{") {
            var places: [OParlField: Int] = [:]
            try members { json, name throws(AgendaError) in
                if let field = OParlField(named: name) { places[field] = json.index }
                try json.skipValue(depth: 1)
            }
            // What has an id is an object, whatever it calls its fields.
            if places[.id] == nil, let data = places[.data] {
                (self.data, links) = (data, places[.links])
            }
        } else {
            try skipValue(depth: 0)
        }
        skipBlanks()
        switch byte {
        case nil: return
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            throw error(
                .notJSON, at: index, "there is a bracket that nothing opens; \(Self.remedy)")
        case let byte? where Self.isLetter(byte):
            throw textOutside
        default: throw notJSON
        }
    }

    // MARK: Refusing

    private func error(
        _ code: AgendaError.Code, at offset: Int, _ reason: String
    ) -> AgendaError {
        let place = Place(in: bytes.prefix(offset))
        return AgendaError(
            code, file: file, line: place.line, column: place.column, reason: reason)
    }

    var notJSON: AgendaError {
        index < bytes.count
            ? error(.notJSON, at: index, "this is no JSON; \(Self.remedy)") : cutOff
    }

    var textOutside: AgendaError {
        error(.notJSON, at: index, "there is text outside of quotes; \(Self.remedy)")
    }

    var cutOff: AgendaError {
        error(.cutOff, at: bytes.count, "the file is cut off in the middle; \(Self.remedy)")
    }

    var tooDeep: AgendaError {
        error(.notJSON, at: index, "its brackets are nested too deeply; \(Self.remedy)")
    }
}

/// Where a text ends, in lines and characters from 1.
private struct Place {
    var line = 1
    var column: Int

    init(in before: ArraySlice<UInt8>) {
        var lineStart = before.startIndex
        for index in before.indices {
            let isPair =
                before[index] == 0x0A && index > before.startIndex && before[index - 1] == 0x0D
            guard before[index] == 0x0A || before[index] == 0x0D else { continue }
            lineStart = index + 1
            if !isPair { line += 1 }
        }
        column = String(decoding: before[lineStart...], as: UTF8.self).count + 1
    }
}
