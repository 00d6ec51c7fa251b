import Foundation

/// How many files, and so connections, one process may have open.
struct OpenFileLimit: Hashable, Sendable {
    /// As far as it may raise it itself.
    var limit: UInt64
    var needed: UInt64
    /// The service's own, not this shell's.
    var isOfService = false

    var diagnosis: Diagnosis {
        let whose = isOfService ? "The running service" : "A process started here"
        let found = "\(whose) may have \(limit) files open"
        guard limit >= needed else {
            return .warning(
                "open files", "\(found), and \(needed) are needed for all viewers.",
                advice: "Put LimitNOFILE=65536 into the unit, as deploy/systemd has it.")
        }
        return .ok("open files", "\(found), enough for all viewers.")
    }
}

extension OpenFileLimit {
    init(needed: Int, service: RunningService) {
        if let process = service.process, let limit = Self.limit(of: process) {
            self.init(limit: limit, needed: UInt64(needed), isOfService: true)
            return
        }
        var own = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &own)
        self.init(limit: UInt64(own.rlim_max), needed: UInt64(needed))
    }

    private static func limit(of process: Int32) -> UInt64? {
        // Of another user's process it cannot be read; then this shell's counts.
        let text = KernelFile.text(of: "/proc/\(process)/limits")
        return text.flatMap(hardLimit)
    }

    /// The hard limit in /proc/PID/limits (proc(5)).
    static func hardLimit(in limits: String) -> UInt64? {
        let line = limits.split(separator: "\n").first { $0.hasPrefix("Max open files") }
        return line?.split(separator: " ").compactMap { UInt64($0) }.last
    }
}
