import CSRT
import Glibc

/// A socket of libsrt's, which never blocks; closed with this object. Belongs to one thread.
final class SRTSocket {
    let number: SRTSOCKET
    /// What waits for it.
    private let poll: Int32

    /// The seconds in which lost packets may be sent again that we ask for; SRT takes the larger
    /// of both sides'.
    static let ownLatency = 0.12

    /// With the options that both sides of a connection need before it is made.
    convenience init(passphrase: String?) throws(SRTFailure) {
        Self.library
        try self.init(srt_create_socket())
        try set(SRTO_TRANSTYPE, to: Int32(SRTT_LIVE.rawValue))
        try set(SRTO_LATENCY, to: Int32(Self.ownLatency * 1000))
        try set(SRTO_SNDSYN, to: false)
        try set(SRTO_RCVSYN, to: false)
        if let passphrase {
            try set(SRTO_PBKEYLEN, to: 16)
            try set(SRTO_PASSPHRASE, to: passphrase)
        }
    }

    /// Takes over a socket, where it is one.
    init(_ number: SRTSOCKET) throws(SRTFailure) {
        guard number != SRT_INVALID_SOCK else { throw .last }
        self.number = number
        poll = srt_epoll_create()
        var events = Int32(SRT_EPOLL_IN.rawValue | SRT_EPOLL_OUT.rawValue | SRT_EPOLL_ERR.rawValue)
        guard poll >= 0, srt_epoll_add_usock(poll, number, &events) >= 0 else { throw .last }
    }

    deinit {
        if poll >= 0 { srt_epoll_release(poll) }
        srt_close(number)
    }

    /// Never cleaned up again: other rooms' sockets live as long as the process.
    private static let library: Void = {
        srt_startup()
        EncoderRefusals.takeLog()
    }()

    func set(_ option: SRT_SOCKOPT, to value: Int32) throws(SRTFailure) {
        var value = value
        let size = Int32(MemoryLayout<Int32>.size)
        guard srt_setsockflag(number, option, &value, size) >= 0 else { throw .last }
    }

    func set(_ option: SRT_SOCKOPT, to value: Bool) throws(SRTFailure) {
        var value = value
        guard srt_setsockflag(number, option, &value, 1) >= 0 else { throw .last }
    }

    func set(_ option: SRT_SOCKOPT, to text: String) throws(SRTFailure) {
        guard srt_setsockflag(number, option, text, Int32(text.utf8.count)) >= 0 else {
            throw .last
        }
    }

    /// A number that libsrt keeps of the socket; nil where it has none.
    func value(of option: SRT_SOCKOPT) -> Int32? {
        var value: Int32 = 0
        var size = Int32(MemoryLayout<Int32>.size)
        return srt_getsockflag(number, option, &value, &size) >= 0 ? value : nil
    }

    /// Waits until it can be read, or where `isWritable` written; false where it is broken.
    func wait(
        isWritable: Bool = false, _ interruption: Interruption
    ) throws(SRTFailure) -> Bool {
        let wanted = isWritable ? SRT_EPOLL_OUT : SRT_EPOLL_IN
        var events = Int32(wanted.rawValue | SRT_EPOLL_ERR.rawValue)
        guard srt_epoll_update_usock(poll, number, &events) >= 0 else { throw .last }
        while true {
            if interruption.isAsked { throw .interrupted }
            var event = SRT_EPOLL_EVENT()
            let count = srt_epoll_uwait(poll, &event, 1, 100)
            guard count >= 0 else { throw .last }
            if count > 0 { return event.events & Int32(SRT_EPOLL_ERR.rawValue) == 0 }
        }
    }
}
