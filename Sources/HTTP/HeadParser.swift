/// Parses request heads strictly by RFC 9112: what two readers could take differently is refused.
struct HeadParser {
    enum Outcome: Equatable {
        case complete
        case incomplete
        case refused(Refusal)
    }

    private(set) var head = RequestHead()
    private let maximumLength: Int
    private let maximumFields: Int

    private var hosts = 0
    private var contentLength: Int?
    private var isChunked = false
    private var saysClose = false
    private var saysKeepAlive = false

    init(maximumLength: Int = 16_384, maximumFields: Int = 100) {
        self.maximumLength = maximumLength
        self.maximumFields = maximumFields
    }

    /// Parses from the first byte of a head; offsets in `head` count from there.
    mutating func parse(_ bytes: Span<UInt8>) -> Outcome {
        head.reset()
        hosts = 0
        contentLength = nil
        isChunked = false
        saysClose = false
        saysKeepAlive = false
        do throws(Refusal) {
            guard try parseHead(bytes) else {
                return bytes.count >= maximumLength
                    ? .refused(Refusal(.headerFieldsTooLarge, "head too long")) : .incomplete
            }
            return head.length > maximumLength
                ? .refused(Refusal(.headerFieldsTooLarge, "head too long")) : .complete
        } catch {
            return .refused(error)
        }
    }

    /// False when the bytes end before the head does.
    private mutating func parseHead(_ bytes: Span<UInt8>) throws(Refusal) -> Bool {
        var at = 0
        // RFC 9112 §2.2: one empty line before the request line is ignored.
        if bytes.count > 0, bytes[0] == Octet.carriageReturn {
            guard bytes.count > 1 else { return false }
            guard bytes[1] == Octet.lineFeed else {
                throw Refusal(.badRequest, "bare CR")
            }
            at = 2
        }
        guard let fieldsStart = try parseRequestLine(bytes, from: at) else { return false }
        at = fieldsStart
        while true {
            guard at < bytes.count else { return false }
            if bytes[at] == Octet.carriageReturn {
                guard at + 1 < bytes.count else { return false }
                guard bytes[at + 1] == Octet.lineFeed else {
                    throw Refusal(.badRequest, "bare CR")
                }
                head.length = at + 2
                try conclude()
                return true
            }
            guard let next = try parseField(bytes, from: at) else { return false }
            at = next
        }
    }

    private mutating func parseRequestLine(
        _ bytes: Span<UInt8>, from start: Int
    ) throws(Refusal) -> Int? {
        var at = start
        while at < bytes.count, Octet.isToken(bytes[at]) { at += 1 }
        guard at - start <= 16 else { throw Refusal(.notImplemented, "unknown method") }
        guard at < bytes.count else { return nil }
        guard at > start, bytes[at] == Octet.space else {
            throw Refusal(.badRequest, "malformed method")
        }
        guard let method = HeadParser.method(bytes, start..<at) else {
            throw Refusal(.notImplemented, "unknown method")
        }
        head.method = method
        at += 1

        let targetStart = at
        while at < bytes.count, Octet.isTarget(bytes[at]) { at += 1 }
        guard at < bytes.count else { return nil }
        guard at > targetStart, bytes[at] == Octet.space else {
            throw Refusal(.badRequest, "malformed request target")
        }
        let target = targetStart..<at
        at += 1

        let versionStart = at
        let version: StaticString = "HTTP/"
        for offset in 0..<5 {
            guard at < bytes.count else { return nil }
            guard bytes[at] == version.utf8Start[offset] else {
                throw Refusal(.badRequest, "malformed version")
            }
            at += 1
        }
        guard at + 3 < bytes.count else { return nil }
        guard Octet.isDigit(bytes[at]), bytes[at + 1] == 0x2E, Octet.isDigit(bytes[at + 2]) else {
            throw Refusal(.badRequest, "malformed version")
        }
        guard bytes[at] == 0x31 else { throw Refusal(.versionNotSupported, "not HTTP/1") }
        head.minorVersion = bytes[at + 2] == 0x30 ? 0 : 1
        at = versionStart + 8
        guard at + 1 < bytes.count else { return nil }
        guard bytes[at] == Octet.carriageReturn, bytes[at + 1] == Octet.lineFeed else {
            throw Refusal(.badRequest, "request line does not end in CRLF")
        }
        try parseTarget(bytes, target)
        return at + 2
    }

    /// The forms of RFC 9112 §3.2: origin, absolute, and asterisk for OPTIONS alone.
    private mutating func parseTarget(
        _ bytes: Span<UInt8>, _ target: Range<Int>
    ) throws(Refusal) {
        var start = target.lowerBound
        if bytes[start] == Octet.slash {
        } else if bytes[start] == 0x2A, target.count == 1, head.method == .options {
            head.path = target
            return
        } else {
            var authority: Int?
            for scheme in [KnownText.http, KnownText.https] where authority == nil {
                let count = scheme.utf8CodeUnitCount
                if target.count > count, KnownText.equal(bytes, start..<start + count, scheme) {
                    authority = start + count
                }
            }
            guard let authority else { throw Refusal(.badRequest, "malformed request target") }
            start = authority
            while start < target.upperBound, bytes[start] != Octet.slash,
                bytes[start] != Octet.question
            {
                start += 1
            }
            guard HeadParser.isHost(bytes, authority..<start), start < target.upperBound,
                bytes[start] == Octet.slash
            else { throw Refusal(.badRequest, "malformed request target") }
        }
        var at = start
        while at < target.upperBound, bytes[at] != Octet.question { at += 1 }
        head.path = start..<at
        if at < target.upperBound {
            head.query = at + 1..<target.upperBound
        }
    }

    private mutating func parseField(
        _ bytes: Span<UInt8>, from start: Int
    ) throws(Refusal) -> Int? {
        var at = start
        while at < bytes.count, Octet.isToken(bytes[at]) { at += 1 }
        guard at < bytes.count else { return nil }
        guard at > start, bytes[at] == Octet.colon else {
            // A blank first is obs-fold, a blank here one before the colon (RFC 9112 §5.1, §5.2).
            throw Refusal(.badRequest, "malformed field name")
        }
        let name = start..<at
        at += 1
        while at < bytes.count, bytes[at] == Octet.space || bytes[at] == Octet.tab { at += 1 }
        let valueStart = at
        while at < bytes.count, Octet.isFieldValue(bytes[at]) { at += 1 }
        guard at < bytes.count else { return nil }
        guard bytes[at] == Octet.carriageReturn else {
            throw Refusal(.badRequest, "control character in a field value")
        }
        guard at + 1 < bytes.count else { return nil }
        guard bytes[at + 1] == Octet.lineFeed else { throw Refusal(.badRequest, "bare CR") }
        var valueEnd = at
        while valueEnd > valueStart,
            bytes[valueEnd - 1] == Octet.space || bytes[valueEnd - 1] == Octet.tab
        {
            valueEnd -= 1
        }
        let field = RequestHead.Field(name: name, value: valueStart..<valueEnd)
        guard head.fields.count < maximumFields else {
            throw Refusal(.headerFieldsTooLarge, "too many fields")
        }
        head.fields.append(field)
        try note(field, bytes)
        return at + 2
    }

    /// Takes up the fields that decide how the message is read.
    private mutating func note(
        _ field: RequestHead.Field, _ bytes: Span<UInt8>
    ) throws(Refusal) {
        let value = field.value
        switch KnownField(bytes, field.name) {
        case .host:
            hosts += 1
            guard HeadParser.isHost(bytes, value) else {
                throw Refusal(.badRequest, "malformed Host")
            }
        case .contentLength:
            guard contentLength == nil else {
                throw Refusal(.badRequest, "doubled Content-Length")
            }
            contentLength = try HeadParser.length(bytes, value)
        case .transferEncoding:
            guard !isChunked, KnownText.equal(bytes, value, KnownText.chunked) else {
                throw Refusal(.badRequest, "unknown transfer coding")
            }
            isChunked = true
        case .connection:
            noteConnection(bytes, value)
        case .expect:
            guard KnownText.equal(bytes, value, KnownText.hundredContinue) else {
                throw Refusal(.expectationFailed, "unknown expectation")
            }
            head.expectsContinue = true
        case .range, .ifNoneMatch, .ifModifiedSince:
            head.isConditional = true
        case .acceptEncoding:
            if head.acceptEncoding != nil {
                // Several lines are one list: the slow path joins them.
                head.isConditional = true
            }
            head.acceptEncoding = value
        case nil:
            break
        }
    }

    private mutating func noteConnection(_ bytes: Span<UInt8>, _ value: Range<Int>) {
        var start = value.lowerBound
        while start < value.upperBound {
            var end = start
            while end < value.upperBound, bytes[end] != Octet.comma { end += 1 }
            var low = start
            var high = end
            while low < high, bytes[low] == Octet.space || bytes[low] == Octet.tab { low += 1 }
            while high > low, bytes[high - 1] == Octet.space || bytes[high - 1] == Octet.tab {
                high -= 1
            }
            if KnownText.equal(bytes, low..<high, KnownText.close) { saysClose = true }
            if KnownText.equal(bytes, low..<high, KnownText.keepAlive) { saysKeepAlive = true }
            start = end + 1
        }
    }

    /// The rules that concern several fields at once.
    private mutating func conclude() throws(Refusal) {
        guard hosts <= 1 else { throw Refusal(.badRequest, "doubled Host") }
        guard hosts == 1 || head.minorVersion == 0 else {
            throw Refusal(.badRequest, "missing Host")
        }
        if isChunked {
            guard contentLength == nil else {
                throw Refusal(.badRequest, "Content-Length with Transfer-Encoding")
            }
            guard head.minorVersion == 1 else {
                throw Refusal(.badRequest, "Transfer-Encoding in HTTP/1.0")
            }
            head.framing = .chunked
        } else if let contentLength {
            head.framing = contentLength == 0 ? .none : .length(contentLength)
        }
        head.keepsAlive = !saysClose && (head.minorVersion == 1 || saysKeepAlive)
        // RFC 9110 §10.1.1: an HTTP/1.0 client's expectation is ignored.
        if head.minorVersion == 0 { head.expectsContinue = false }
    }

    private static func method(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Method? {
        // Methods are case-sensitive (RFC 9110 §9.1).
        for method in Method.allCases where method.rawValue.utf8.count == range.count {
            var matches = true
            var at = range.lowerBound
            for octet in method.rawValue.utf8 {
                if bytes[at] != octet {
                    matches = false
                    break
                }
                at += 1
            }
            if matches { return method }
        }
        return nil
    }

    private static func length(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(Refusal) -> Int {
        guard !range.isEmpty, range.count <= 18 else {
            throw Refusal(.badRequest, "malformed Content-Length")
        }
        var length = 0
        for at in range {
            guard Octet.isDigit(bytes[at]) else {
                throw Refusal(.badRequest, "malformed Content-Length")
            }
            length = length * 10 + Int(bytes[at] - 0x30)
        }
        return length
    }

    /// RFC 9110 §7.2, uri-host [ ":" port ]: a name, an IPv4 or a bracketed IPv6 address.
    private static func isHost(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var at = range.lowerBound
        let end = range.upperBound
        guard at < end else { return false }
        if bytes[at] == 0x5B {
            at += 1
            let inner = at
            while at < end, bytes[at] != 0x5D {
                guard
                    Octet.hexadecimal(bytes[at]) != nil || bytes[at] == Octet.colon
                        || bytes[at] == 0x2E
                else { return false }
                at += 1
            }
            guard at < end, at > inner else { return false }
            at += 1
        } else {
            let name = at
            while at < end, bytes[at] != Octet.colon {
                let octet = Octet.lowercased(bytes[at])
                guard
                    Octet.isDigit(octet) || (octet >= 0x61 && octet <= 0x7A) || octet == 0x2D
                        || octet == 0x2E || octet == 0x5F || octet == 0x7E
                else { return false }
                at += 1
            }
            guard at > name else { return false }
        }
        guard at < end else { return true }
        guard bytes[at] == Octet.colon, end - at <= 6 else { return false }
        at += 1
        while at < end {
            guard Octet.isDigit(bytes[at]) else { return false }
            at += 1
        }
        return true
    }
}
