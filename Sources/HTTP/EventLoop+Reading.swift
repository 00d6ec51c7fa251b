import CLinux
import Glibc
import Synchronization

extension EventLoop {
    /// Reads and answers until nothing is left, something must be waited for, or others are due.
    func read(_ connection: Connection) {
        var turns = 0
        var hasUntried = !connection.pending.isEmpty
        while connection.phase == .head || connection.phase == .body {
            turns += 1
            guard turns <= 32 else { return resumeLater(connection) }
            if hasUntried {
                hasUntried = false
                let bytes = connection.pending
                connection.pending = []
                bytes.withUnsafeBytes { consume(connection, $0) }
                continue
            }
            guard connection.mayHaveInput else { return }
            let count = recv(connection.descriptor, input.baseAddress, input.count, 0)
            if count > 0 {
                // A short read has emptied the socket; what comes later is an event of its own.
                if count < input.count, !connection.isHalfClosed {
                    connection.mayHaveInput = false
                }
                connection.moved += count
                let bytes = UnsafeRawBufferPointer(rebasing: input[0..<count])
                if connection.pending.isEmpty {
                    consume(connection, bytes)
                } else {
                    connection.pending.append(contentsOf: bytes)
                    hasUntried = true
                }
            } else if count == 0 {
                return drop(connection)
            } else if errno == EAGAIN {
                connection.mayHaveInput = false
            } else if errno != EINTR {
                return drop(connection)
            }
        }
        if connection.phase == .lingering { dropInput(connection) }
    }

    /// Reads what a refused client still sends, so that closing does not reset the connection
    /// before it has read the answer (RFC 9112 §9.6).
    private func dropInput(_ connection: Connection) {
        for _ in 0..<16 {
            let count = recv(connection.descriptor, input.baseAddress, input.count, 0)
            if count > 0 || (count < 0 && errno == EINTR) { continue }
            if count == 0 || errno != EAGAIN { drop(connection) }
            return
        }
        resumeLater(connection)
    }

    /// Takes requests out of the bytes; what is left of them goes to `pending`.
    private func consume(_ connection: Connection, _ bytes: UnsafeRawBufferPointer) {
        let octets = bytes.bindMemory(to: UInt8.self)
        var at = 0
        while at < octets.count, connection.phase == .head || connection.phase == .body {
            let rest = UnsafeBufferPointer(rebasing: octets[at...])
            if connection.phase == .body {
                at += takeContent(connection, rest)
                continue
            }
            let outcome = parser.parse(rest.span)
            guard outcome != .incomplete else { break }
            connection.isWithinHead = false
            requestCount += 1
            if case .refused(let refusal) = outcome {
                refuse(connection, refusal, nil)
                at = octets.count
            } else {
                at += parser.head.length
                takeHead(connection, rest, isLast: at == octets.count)
            }
        }
        guard at < octets.count, connection.phase != .closed, connection.phase != .lingering
        else { return }
        connection.pending = Array(octets[at...])
        if connection.phase == .head, !connection.isWithinHead {
            connection.isWithinHead = true
            setDeadline(connection, limits.headTime)
        }
    }

    private func takeHead(
        _ connection: Connection, _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool
    ) {
        connection.keepsAlive = parser.head.keepsAlive && !isStopping
        connection.isHTTP10 = parser.head.minorVersion == 0
        if connection.isSurplus {
            setup.counters.refused.add(1, ordering: .relaxed)
            return refuse(connection, Refusal(.serviceUnavailable, "too many connections"), nil)
        }
        if let hot = hotAnswer(bytes.span) {
            return transmit(connection, hot)
        }
        do throws(Refusal) {
            let head = parser.head
            let request = try Request(
                head, bytes: UnsafeBufferPointer(rebasing: bytes[..<head.length]),
                peer: connection.peer)
            guard head.framing != .none else { return dispatch(connection, request) }
            let limit = setup.handler.bodyLimit(request) ?? limits.body
            connection.bodyReader = try BodyReader(head.framing, limit: limit)
            connection.request = request
            connection.phase = .body
            connection.moved = 0
            setDeadline(connection, limits.rateTime)
            if head.expectsContinue, isLast { sendContinue(connection) }
        } catch {
            refuse(connection, error, nil)
        }
    }

    /// The ready answer of an exact path, for a plain GET or HEAD.
    private func hotAnswer(_ bytes: Span<UInt8>) -> Outgoing? {
        // For each request anew: what was taken away a moment ago is not sent any more.
        let version = setup.hotPaths.version
        if version != hotVersion {
            hotVersion = version
            hotTable = setup.hotPaths.table
        }
        guard parser.head.method == .get || parser.head.method == .head,
            parser.head.query == nil, !parser.head.isConditional, parser.head.framing == .none,
            let response = hotTable.find(bytes, parser.head.path)
        else { return nil }
        let gzip =
            response.gzip != nil
            && parser.head.acceptEncoding.map { ContentCoding.acceptsGzip(bytes, $0) } ?? false
        return .prepared(response, gzip: gzip, withBody: parser.head.method == .get)
    }

    private func takeContent(
        _ connection: Connection, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Int {
        guard var reader = connection.bodyReader, var request = connection.request else {
            drop(connection)
            return bytes.count
        }
        // Held by the connection too, each piece would copy the whole content.
        connection.bodyReader = nil
        let (taken, outcome) = reader.consume(bytes.span)
        switch outcome {
        case .incomplete:
            connection.bodyReader = reader
            return taken
        case .complete:
            connection.request = nil
            request.body = reader.bytes
            connection.phase = .head
            dispatch(connection, request)
            return taken
        case .refused(let refusal):
            connection.request = nil
            refuse(connection, refusal, request)
            return bytes.count
        }
    }

    private func sendContinue(_ connection: Connection) {
        let line: StaticString = "HTTP/1.1 100 Continue\r\n\r\n"
        let count = line.utf8CodeUnitCount
        let sent = send(connection.descriptor, line.utf8Start, count, Int32(MSG_NOSIGNAL))
        // 25 bytes that find no room: a client that pipelines without reading.
        if sent != count { drop(connection) }
    }
}
