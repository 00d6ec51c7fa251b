import CFFmpeg

/// Lets another thread end a wait inside libavformat or for libsrt, where it is asked about each
/// 100 ms.
final class Interruption {
    private let isDue: @Sendable () -> Bool

    init(_ isDue: @escaping @Sendable () -> Bool) {
        self.isDue = isDue
    }

    /// Whether nobody waits any longer.
    var isAsked: Bool { isDue() }

    /// Valid as long as this object lives.
    var callback: AVIOInterruptCB {
        AVIOInterruptCB(
            callback: { opaque in
                guard let opaque else { return 0 }
                let interruption = Unmanaged<Interruption>.fromOpaque(opaque)
                return interruption.takeUnretainedValue().isDue() ? 1 : 0
            }, opaque: Unmanaged.passUnretained(self).toOpaque())
    }
}
