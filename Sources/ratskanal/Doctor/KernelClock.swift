import CLinux
import Foundation

/// Whether the wall clock is kept right: it maps marks to moments.
struct KernelClock: Hashable, Sendable {
    /// Nil where the kernel does not say.
    var isSynchronised: Bool?
    /// By how many seconds it is wrong at most, as far as the kernel knows.
    var error: TimeInterval = 0
    /// Then the clock is the host's matter.
    var isInContainer = false

    var diagnosis: Diagnosis {
        if isSynchronised == true {
            guard error < 1 else {
                return .warning(
                    "clock", "The clock may be wrong by \(Int(error.rounded(.up))) seconds.",
                    advice: "Look with timedatectl timesync-status whether its servers answer.")
            }
            let milliseconds = max(1, Int((error * 1000).rounded(.up)))
            return .ok("clock", "It is kept right, to \(milliseconds) ms.")
        }
        if isInContainer {
            return .warning(
                "clock", "Whether the clock is kept right is not known in a container.",
                advice: "Look on the host: timedatectl must say that it is synchronized.")
        }
        if isSynchronised == nil {
            return .warning(
                "clock", "Whether the clock is kept right, the kernel does not tell.",
                advice: "Look with timedatectl whether it is synchronized.")
        }
        return .problem(
            "clock", "No time service keeps the clock right: marks would miss their moments.",
            advice: "Start one: sudo apt install systemd-timesyncd")
    }
}

extension KernelClock {
    /// Asks and sets nothing (adjtimex(2)).
    static var current: KernelClock {
        var state = timex()
        let isInContainer = isContainer
        guard adjtimex(&state) >= 0 else {
            return KernelClock(isSynchronised: nil, isInContainer: isInContainer)
        }
        return KernelClock(
            isSynchronised: state.status & STA_UNSYNC == 0, error: Double(state.maxerror) / 1e6,
            isInContainer: isInContainer)
    }

    /// By the marks that container programs leave.
    private static var isContainer: Bool {
        ["/.dockerenv", "/run/.containerenv", "/run/systemd/container"]
            .contains { FileManager.default.fileExists(atPath: $0) }
    }
}
