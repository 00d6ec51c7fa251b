import CLinux
import Glibc

extension EventLoop {
    /// Begins an answer: what fits goes out with the head in one call, files by sendfile.
    func transmit(_ connection: Connection, _ outgoing: Outgoing) {
        let head: [UInt8]
        var together: [UInt8]?
        switch outgoing {
        case .prepared(let response, let gzip, let withBody):
            let variant = gzip ? response.gzip ?? response.plain : response.plain
            head = variant.head
            if !withBody {
                connection.unsent = []
            } else if let bytes = variant.bytes, bytes.count + head.count < output.count - 128 {
                together = bytes
                connection.unsent = []
            } else {
                connection.unsent = variant.pieces
            }
        case .assembled(let bytes, let pieces):
            head = bytes
            connection.unsent = pieces
        }
        connection.unsentIndex = 0
        connection.unsentOffset = 0
        var count = 0
        if head.count < output.count - 128 {
            put(head, &count)
            putEnd(connection, &count)
            if let together { put(together, &count) }
        } else {
            // Larger than the buffer: it goes out as a piece of its own.
            putEnd(connection, &count)
            let end = Array(output[0..<count])
            connection.unsent.insert(.bytes(head + end), at: 0)
            count = 0
        }
        guard count > 0 else { return flush(connection) }
        let more = connection.unsent.isEmpty ? 0 : Int32(MSG_MORE)
        let sent = send(
            connection.descriptor, output.baseAddress, count, Int32(MSG_NOSIGNAL) | more)
        if sent == count {
            byteCount += count
            if connection.unsent.isEmpty { return finish(connection) }
            return flush(connection)
        }
        guard sent >= 0 || errno == EAGAIN || errno == EINTR else { return drop(connection) }
        byteCount += max(0, sent)
        connection.unsent.insert(.bytes(Array(output[max(0, sent)..<count])), at: 0)
        beginWriting(connection)
        if sent < 0, errno == EINTR { resumeLater(connection) }
    }

    @inline(__always)
    private func put(_ bytes: [UInt8], _ count: inout Int) {
        bytes.withUnsafeBytes { source in
            guard let start = source.baseAddress, let target = output.baseAddress else { return }
            (target + count).copyMemory(from: start, byteCount: source.count)
        }
        count += bytes.count
    }

    private func put(_ text: StaticString, _ count: inout Int) {
        guard let target = output.baseAddress else { return }
        (target + count).copyMemory(from: text.utf8Start, byteCount: text.utf8CodeUnitCount)
        count += text.utf8CodeUnitCount
    }

    private func putEnd(_ connection: Connection, _ count: inout Int) {
        put(dateLine.bytes, &count)
        if !connection.keepsAlive {
            put("Connection: close\r\n\r\n", &count)
        } else if connection.isHTTP10 {
            put("Connection: keep-alive\r\n\r\n", &count)
        } else {
            put("\r\n", &count)
        }
    }

    /// Goes on with an answer until it is out or the socket is full.
    func flush(_ connection: Connection) {
        var budget: Int64 = 1 << 20
        while connection.unsentIndex < connection.unsent.count {
            let piece = connection.unsent[connection.unsentIndex]
            let remaining = piece.length - connection.unsentOffset
            guard remaining > 0 else {
                connection.unsentIndex += 1
                connection.unsentOffset = 0
                continue
            }
            guard budget > 0 else {
                // A fast reader of a large file must not keep the others waiting.
                beginWriting(connection)
                return resumeLater(connection)
            }
            if case .made(let made) = piece {
                guard let pieces = made.pieces() else { return drop(connection) }
                connection.unsent.replaceSubrange(0...connection.unsentIndex, with: pieces)
                connection.unsentIndex = 0
                continue
            }
            let sent = sendPiece(connection, piece, Int(min(remaining, budget)))
            if sent > 0 {
                connection.unsentOffset += Int64(sent)
                connection.moved += sent
                byteCount += sent
                budget -= Int64(sent)
            } else if sent < 0, errno == EINTR {
                continue
            } else if sent < 0, errno == EAGAIN {
                return beginWriting(connection)
            } else {
                // 0 is a file shorter than promised: closing is the only way to say so.
                return drop(connection)
            }
        }
        finish(connection)
    }

    private func sendPiece(_ connection: Connection, _ piece: BodyPiece, _ count: Int) -> Int {
        switch piece {
        case .bytes(let bytes):
            let isLast = connection.unsentIndex + 1 == connection.unsent.count
            let flags = Int32(MSG_NOSIGNAL) | (isLast ? 0 : Int32(MSG_MORE))
            return bytes.withUnsafeBytes {
                send(
                    connection.descriptor, $0.baseAddress.map { $0 + Int(connection.unsentOffset) },
                    count, flags)
            }
        case .file(let range):
            var offset = off_t(range.offset + connection.unsentOffset)
            return sendfile(connection.descriptor, range.file.descriptor, &offset, count)
        case .made:
            preconditionFailure("a piece is made before it is sent")
        }
    }

    /// The socket is full: from here on the reader's rate is watched.
    private func beginWriting(_ connection: Connection) {
        guard connection.phase != .writing else { return }
        connection.phase = .writing
        connection.moved = 0
        connection.unacknowledged = Int(unacknowledged_bytes(connection.descriptor))
        setDeadline(connection, limits.rateTime)
    }

    /// The answer is out.
    private func finish(_ connection: Connection) {
        connection.unsent = []
        if connection.keepsAlive {
            connection.phase = .head
            setDeadline(connection, limits.idleTime)
        } else if connection.lingers || connection.mayHaveInput || !connection.pending.isEmpty {
            connection.pending = []
            connection.phase = .lingering
            shutdown(connection.descriptor, Int32(SHUT_WR))
            setDeadline(connection, limits.lingerTime)
        } else {
            drop(connection)
        }
    }
}
