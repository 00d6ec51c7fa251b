import CFFmpeg
import Glibc
import Synchronization

/// Encoders that libsrt turns away for their passphrase, of which libavformat never hears: only
/// libsrt's log tells.
enum EncoderRefusals {
    private struct Listener {
        let hasPassphrase: Bool
        let report: @Sendable (String) -> Void
    }

    private struct Listeners {
        var all: [Int: Listener] = [:]
        var count = 0
    }

    /// `srt_setloghandler`'s function: opaque, level, file, line, area, message.
    private typealias Handler =
        @convention(c) (
            UnsafeMutableRawPointer?, CInt, UnsafePointer<CChar>?, CInt, UnsafePointer<CChar>?,
            UnsafePointer<CChar>?
        ) -> Void

    private static let listeners = Mutex(Listeners())

    /// Takes libsrt's log, of which nothing goes to the standard error output any more.
    static let takeLog: Void = {
        // Linked by libavformat alone, which offers no way to it.
        guard let level = dlsym(nil, "srt_setloglevel"),
            let handler = dlsym(nil, "srt_setloghandler")
        else { return }
        typealias SetLevel = @convention(c) (CInt) -> Void
        typealias SetHandler = @convention(c) (UnsafeMutableRawPointer?, Handler) -> Void
        unsafeBitCast(handler, to: SetHandler.self)(nil) { _, _, _, _, _, message in
            guard let message, strstr(message, "rsp(REJECT)") != nil else { return }
            EncoderRefusals.pass(on: String(cString: message))
        }
        unsafeBitCast(level, to: SetLevel.self)(LOG_WARNING)
    }()

    /// Runs `body`, in which `input` listens, and reports in words why encoders are turned away;
    /// from a thread of libsrt's, which must not wait.
    static func reporting(
        to report: @escaping @Sendable (String) -> Void, of input: Input,
        during body: () throws(MediaError) -> Void
    ) throws(MediaError) {
        guard case .srtListener(_, _, let passphrase) = input else { return try body() }
        let listener = Listener(hasPassphrase: passphrase != nil, report: report)
        let number = listeners.withLock { listeners in
            listeners.count += 1
            listeners.all[listeners.count] = listener
            return listeners.count
        }
        defer { listeners.withLock { $0.all[number] = nil } }
        try body()
    }

    /// "processConnectRequest: rsp(REJECT): 1010 - Incorrect passphrase"
    private static func pass(on line: String) {
        let isWrong = line.contains("rsp(REJECT): 1010")  // SRT_REJ_BADSECRET
        guard isWrong || line.contains("rsp(REJECT): 1011") else { return }  // SRT_REJ_UNSECURE
        let all = listeners.withLock { Array($0.all.values) }
        // The line does not say at which port.
        let candidates = all.filter { !isWrong || $0.hasPassphrase }
        let place = candidates.count > 1 ? " (if it was meant for this room)" : ""
        for listener in candidates {
            let reason =
                if isWrong {
                    "wrong passphrase"
                } else if listener.hasPassphrase {
                    "it sends without the passphrase"
                } else {
                    "it has a passphrase, and this room has none"
                }
            listener.report("\(reason)\(place): set the same one here and in the encoder.")
        }
    }
}
