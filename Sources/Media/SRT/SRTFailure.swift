import CSRT
import Glibc

/// Why a function of libsrt's failed that was called last on this thread.
struct SRTFailure: Error {
    /// One of `SRT_ERRNO`'s.
    let code: Int32
    /// The kernel's, where that is the cause.
    let systemCode: Int32
    /// What libsrt says, in a few words.
    let text: String
    /// Nobody waits any longer.
    let isInterrupted: Bool

    init(code: Int32, systemCode: Int32 = 0, text: String, isInterrupted: Bool = false) {
        self.code = code
        self.systemCode = systemCode
        self.text = text
        self.isInterrupted = isInterrupted
    }

    /// What libsrt keeps of the last call.
    static var last: SRTFailure {
        var systemCode: Int32 = 0
        let code = srt_getlasterror(&systemCode)
        return SRTFailure(
            code: code, systemCode: systemCode, text: String(cString: srt_getlasterror_str()))
    }

    static let interrupted = SRTFailure(code: 0, text: "interrupted", isInterrupted: true)

    /// Whether another socket has the port: another program's, or one of this one.
    var isPortInUse: Bool {
        systemCode == EADDRINUSE
            || [SRT_EBINDCONFLICT, SRT_EDUPLISTEN].contains { $0.rawValue == code }
    }
}
