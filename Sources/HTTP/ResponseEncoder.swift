/// Turns a response into what is sent, by the request's conditions, range and codings
/// (RFC 9110 §8.8, §12.5.3, §13, §14).
struct ResponseEncoder {
    private let response: Response
    private let pieces: [BodyPiece]
    private let hasTextType: Bool
    private let vary: String?
    /// Whether a gzipped variant is worth having.
    let isCompressible: Bool

    /// Shorter content gains nothing from compression.
    private static let minimumCompressed: Int64 = 200

    init(_ response: Response) {
        self.response = response
        switch response.body {
        case .none: pieces = []
        case .bytes(let bytes): pieces = bytes.isEmpty ? [] : [.bytes(bytes)]
        case .file(let range): pieces = range.length == 0 ? [] : [.file(range)]
        case .pieces(let all): pieces = all.filter { $0.length > 0 }
        case .prepared(let prepared): pieces = prepared.plain.pieces
        }
        var vary: String?
        var type: String?
        var isEncoded = false
        for field in response.headers.fields {
            switch OwnField(field.name) {
            case .vary: vary = field.value
            case .contentType: type = field.value
            case .contentEncoding: isEncoded = true
            default: break
            }
        }
        hasTextType = !isEncoded && ContentCoding.isText(type)
        self.vary = hasTextType ? vary.map { $0 + ", Accept-Encoding" } ?? "Accept-Encoding" : vary
        var hasBytesAlone = false
        if pieces.count == 1, case .bytes = pieces[0] { hasBytesAlone = true }
        isCompressible =
            hasTextType && hasBytesAlone && pieces.length >= ResponseEncoder.minimumCompressed
    }

    /// The answer to a request, or to one that was not understood (`nil`).
    static func encode(_ response: Response, for request: Request?) -> Outgoing {
        guard let request else {
            let parts = ResponseEncoder(response).whole(gzipped: false)
            return .assembled(head: parts.head, pieces: parts.pieces)
        }
        let gzip = request.acceptsGzip
        let withBody = request.method != .head
        let isConditional =
            request.isConditional && (request.method == .get || request.method == .head)
        if case .prepared(let prepared) = response.body {
            guard isConditional else {
                return .prepared(prepared, gzip: gzip, withBody: withBody)
            }
            let encoder = ResponseEncoder(prepared.response)
            if let other = encoder.conditional(request, gzip: gzip) { return other }
            return .prepared(prepared, gzip: gzip, withBody: withBody)
        }
        let encoder = ResponseEncoder(response)
        if isConditional, let other = encoder.conditional(request, gzip: gzip) { return other }
        let parts = encoder.whole(gzipped: gzip && encoder.isCompressible)
        return .assembled(head: parts.head, pieces: withBody ? parts.pieces : [])
    }

    /// The whole representation with its head.
    func whole(gzipped: Bool) -> (head: [UInt8], pieces: [BodyPiece]) {
        var pieces = pieces
        if gzipped, case .bytes(let bytes) = pieces.first,
            let compressed = ContentCoding.gzip(bytes)
        {
            pieces = [.bytes(compressed)]
            return (
                head(response.status, length: pieces.length, isGzip: true, extra: []), pieces
            )
        }
        let length = response.status.hasNoContent ? nil : pieces.length
        return (
            head(response.status, length: length, isGzip: false, extra: []),
            response.status.hasNoContent ? [] : pieces
        )
    }

    /// 304, 206 or 416 where the request's conditions lead there.
    private func conditional(_ request: Request, gzip: Bool) -> Outgoing? {
        guard response.status == .ok else { return nil }
        let tag = response.headers["ETag"]
        if let condition = request["If-None-Match"] {
            if let tag, EntityTag.matches(condition, tag) {
                return notModified(gzip: gzip)
            }
        } else if let since = request["If-Modified-Since"],
            since == response.headers["Last-Modified"]
        {
            return notModified(gzip: gzip)
        }
        guard request.method == .get, let text = request["Range"] else { return nil }
        if let condition = request["If-Range"] {
            // RFC 9110 §13.1.5: compared strongly, a date exactly.
            guard
                (tag.map { EntityTag.isStrong($0) && condition == $0 } ?? false)
                    || condition == response.headers["Last-Modified"]
            else { return nil }
        }
        let length = pieces.length
        switch RangeSpecifier(text, length: length) {
        case .whole:
            return nil
        case .unsatisfiable:
            let head = head(
                .rangeNotSatisfiable, length: 0, isGzip: false,
                extra: [("Content-Range", "bytes */\(length)")])
            return .assembled(head: head, pieces: [])
        case .part(let range):
            let value = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)"
            let head = head(
                .partialContent, length: Int64(range.count), isGzip: false,
                extra: [("Content-Range", value)])
            return .assembled(head: head, pieces: pieces.cut(to: range))
        }
    }

    private func notModified(gzip: Bool) -> Outgoing {
        let head = head(.notModified, length: nil, isGzip: gzip && isCompressible, extra: [])
        return .assembled(head: head, pieces: [])
    }

    private func head(
        _ status: Status, length: Int64?, isGzip: Bool, extra: [(String, String)]
    ) -> [UInt8] {
        var writer = HeadWriter(status)
        for field in response.headers.fields {
            switch OwnField(field.name) {
            case .framing, .vary:
                continue
            case .contentType where status == .notModified || status == .rangeNotSatisfiable:
                continue
            case .cacheControl where status == .rangeNotSatisfiable:
                writer.add(field.name, "no-store")
            case .entityTag where isGzip:
                writer.add(field.name, EntityTag.gzipped(field.value))
            default:
                writer.add(field.name, field.value)
            }
        }
        if let vary { writer.add("Vary", vary) }
        if isGzip, status != .notModified { writer.add("Content-Encoding", "gzip") }
        if response.status == .ok, !pieces.isEmpty { writer.add("Accept-Ranges", "bytes") }
        if response.allowsAnyOrigin { writer.addAnyOrigin() }
        for (name, value) in extra { writer.add(name, value) }
        if let length { writer.add("Content-Length", String(length)) }
        return writer.bytes
    }
}
