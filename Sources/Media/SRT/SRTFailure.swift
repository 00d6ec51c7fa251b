import CSRT

/// Why a function of libsrt's failed that was called last on this thread.
struct SRTFailure: Error {
    /// One of `SRT_ERRNO`'s.
    let code: Int32
    /// What libsrt says, in a few words.
    let text: String
    /// Nobody waits any longer.
    let isInterrupted: Bool

    /// What libsrt keeps of the last call.
    static var last: SRTFailure {
        let code = srt_getlasterror(nil)
        return SRTFailure(
            code: code, text: String(cString: srt_getlasterror_str()), isInterrupted: false)
    }

    static let interrupted = SRTFailure(code: 0, text: "interrupted", isInterrupted: true)

    init(code: Int32, text: String, isInterrupted: Bool = false) {
        self.code = code
        self.text = text
        self.isInterrupted = isInterrupted
    }

    /// Whether another socket has the port: one of another program's, or of this one.
    var isPortInUse: Bool {
        [SRT_ESOCKFAIL, SRT_EBINDCONFLICT, SRT_EDUPLISTEN].contains { $0.rawValue == code }
    }
}
