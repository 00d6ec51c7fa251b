import CSRT
import Glibc
import Synchronization

/// Says why libsrt turns encoders away at one listener, while this object lives.
///
/// No function of libsrt's tells it, only its log, whose line names no port. But libsrt asks a
/// listener about each encoder before it looks at the passphrase, on the same thread.
final class EncoderRefusals {
    private struct Listener {
        let hasPassphrase: Bool
        let report: @Sendable (String) -> Void
    }

    private struct Listeners {
        var all: [Int: Listener] = [:]
        var count = 0
        /// Which listener each thread of libsrt's has asked last.
        var asked: [pthread_t: Int] = [:]
    }

    private static let listeners = Mutex(Listeners())
    private let number: Int

    /// `report` is called on a thread of libsrt's, which must not wait.
    init(hasPassphrase: Bool, report: @escaping @Sendable (String) -> Void) {
        let listener = Listener(hasPassphrase: hasPassphrase, report: report)
        number = Self.listeners.withLock { listeners in
            listeners.count += 1
            listeners.all[listeners.count] = listener
            return listeners.count
        }
    }

    deinit {
        let number = number
        Self.listeners.withLock { listeners in
            listeners.all[number] = nil
            listeners.asked = listeners.asked.filter { $0.value != number }
        }
    }

    /// Of a socket that does not listen yet.
    func watch(_ socket: SRTSocket) throws(SRTFailure) {
        let code = srt_listen_callback(
            socket.number,
            { opaque, _, _, _, _ in
                EncoderRefusals.note(Int(bitPattern: opaque))
                return 0
            }, UnsafeMutableRawPointer(bitPattern: number))
        guard code >= 0 else { throw .last }
    }

    private static func note(_ number: Int) {
        listeners.withLock { listeners in
            guard listeners.all[number] != nil else { return }
            listeners.asked[pthread_self()] = number
        }
    }

    /// Takes libsrt's log, of which nothing goes to the standard error output any more.
    static func takeLog() {
        srt_setloghandler(nil) { _, _, _, _, _, message in
            guard let message, strstr(message, "rsp(REJECT)") != nil else { return }
            EncoderRefusals.pass(on: String(cString: message))
        }
        srt_setloglevel(LOG_WARNING)
    }

    /// "processConnectRequest: rsp(REJECT): 1010 - Incorrect passphrase"
    private static func pass(on line: String) {
        let listener = listeners.withLock { listeners in
            listeners.asked.removeValue(forKey: pthread_self()).flatMap { listeners.all[$0] }
        }
        guard let listener, let reason = reason(in: line, listener) else { return }
        listener.report("\(reason): set the same one here and in the encoder.")
    }

    private static func reason(in line: String, _ listener: Listener) -> String? {
        if line.contains("rsp(REJECT): \(1000 + SRT_REJ_BADSECRET.rawValue)") {
            return "wrong passphrase"
        }
        guard line.contains("rsp(REJECT): \(1000 + SRT_REJ_UNSECURE.rawValue)") else { return nil }
        return listener.hasPassphrase
            ? "it sends without the passphrase" : "it has a passphrase, and this room has none"
    }
}
