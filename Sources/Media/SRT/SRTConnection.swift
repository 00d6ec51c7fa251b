import CFFmpeg
import CSRT
import Glibc

/// A connection with an encoder by SRT, which brings MPEG-TS. Belongs to one thread.
///
/// Of our own and not libavformat's, which hides what the two sides agreed on.
final class SRTConnection {
    private let socket: SRTSocket
    private let interruption: Interruption
    /// When all is due that a sender had sent who has gone; nil while it is there.
    private var end: ContinuousClock.Instant?

    /// Seconds by which each packet comes after it was sent: the larger of what both sides ask.
    let latency: Double

    /// Waits for an encoder, or calls one.
    ///
    /// `onRefusal` is called, on any thread and without waiting there, with the reason why one may
    /// not send.
    init(
        opening input: Input, _ interruption: Interruption,
        onRefusal: @escaping @Sendable (String) -> Void
    ) throws(MediaError) {
        do throws(SRTFailure) {
            switch input {
            case .srtCaller(let host, let port, let passphrase, let streamID):
                socket = try Self.call(host, port, passphrase, streamID, interruption)
            case .srtListener(let host, let port, let passphrase):
                let refusals = EncoderRefusals(
                    hasPassphrase: passphrase != nil, report: onRefusal)
                socket = try Self.listen(host, port, passphrase, refusals, interruption)
            default:
                preconditionFailure("\(input) does not come by SRT")
            }
        } catch {
            let code: MediaError.Code =
                error.isInterrupted
                ? .interrupted : input.isListening && error.isPortInUse ? .portInUse : .notFound
            throw MediaError(code, while: "opening", object: input.description, cause: error.text)
        }
        self.interruption = interruption
        latency = Double(socket.value(of: SRTO_RCVLATENCY) ?? 0) / 1000
    }

    /// The first who comes is taken; then nobody listens any more until it has gone.
    private static func listen(
        _ host: String, _ port: Int, _ passphrase: String?, _ refusals: EncoderRefusals,
        _ interruption: Interruption
    ) throws(SRTFailure) -> SRTSocket {
        let (addresses, reason) = SocketAddress.all(of: host, port)
        guard let address = addresses.first else { throw SRTFailure(code: 0, text: reason) }
        let listener = try SRTSocket(passphrase: passphrase)
        // At "::" also for those that come by IPv4; libsrt wants to be told.
        if address.family == AF_INET6 { try listener.set(SRTO_IPV6ONLY, to: 0) }
        guard address.pass(to: { srt_bind(listener.number, $0, $1) }) >= 0 else { throw .last }
        try refusals.watch(listener)
        defer { withExtendedLifetime(refusals) {} }
        guard srt_listen(listener.number, 1) >= 0 else { throw .last }
        while true {
            guard try listener.wait(interruption) else { throw .last }
            let accepted = srt_accept(listener.number, nil, nil)
            if accepted != SRT_INVALID_SOCK { return try SRTSocket(accepted) }
            // Gone again before it was taken.
            guard srt_getlasterror(nil) == SRT_EASYNCRCV.rawValue else { throw .last }
        }
    }

    private static func call(
        _ host: String, _ port: Int, _ passphrase: String?, _ streamID: String?,
        _ interruption: Interruption
    ) throws(SRTFailure) -> SRTSocket {
        let (addresses, reason) = SocketAddress.all(of: host, port)
        var failure = SRTFailure(code: 0, text: reason)
        for address in addresses {
            let socket = try SRTSocket(passphrase: passphrase)
            try socket.set(SRTO_CONNTIMEO, to: 5_000)
            if let streamID { try socket.set(SRTO_STREAMID, to: streamID) }
            if address.pass(to: { srt_connect(socket.number, $0, $1) }) < 0 {
                failure = .last
            } else if try socket.wait(isWritable: true, interruption),
                srt_getsockstate(socket.number) == SRTS_CONNECTED
            {
                return socket
            } else {
                let number = srt_getrejectreason(socket.number)
                failure = SRTFailure(
                    code: SRT_ECONNREJ.rawValue, text: String(cString: srt_rejectreason_str(number))
                )
            }
        }
        throw failure
    }

    /// Waits for a message and gives its bytes; below zero it is an error of FFmpeg's.
    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Int32 {
        do throws(SRTFailure) {
            while true {
                // Also while it sends: it may be let go for sending what nobody recognizes.
                if interruption.isAsked { throw .interrupted }
                let count = srt_recvmsg(
                    socket.number, buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
                    Int32(buffer.count))
                if count > 0 { return count }
                if try !waitForMore(SRTFailure.last.code) { return cffmpeg_error_io }
            }
        } catch {
            return error.isInterrupted ? cffmpeg_error_exit : cffmpeg_error_io
        }
    }

    /// Waits where nothing is there, for the reason that libsrt names; false where no more comes.
    private func waitForMore(_ code: Int32) throws(SRTFailure) -> Bool {
        if code == SRT_EASYNCRCV.rawValue, try socket.wait(interruption) { return true }
        // Who has gone has sent what is not due yet: that is part of what was filmed.
        let now = ContinuousClock.now
        let end = self.end ?? now + .seconds(latency)
        self.end = end
        guard now < end, let bytes = socket.value(of: SRTO_RCVDATA), bytes > 0 else { return false }
        usleep(10_000)
        return true
    }
}
