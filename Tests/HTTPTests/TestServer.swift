import Foundation
import HTTP
import Synchronization

/// A handler from a closure.
struct ClosureHandler: Handler {
    let closure: @Sendable (Request) -> Answer

    func answer(_ request: inout Request) -> Answer {
        closure(request)
    }
}

/// A running server on a free port, stopped at the end of its life.
final class TestServer: Sendable {
    let server: Server

    init(_ handler: any Handler, limits: Limits = .quick, loops: Int = 2) throws {
        server = Server(loops: loops, workers: 2, limits: limits, handler: handler)
        try server.start()
    }

    convenience init(
        limits: Limits = .quick, loops: Int = 2,
        _ closure: @escaping @Sendable (Request) -> Answer
    ) throws {
        try self.init(ClosureHandler(closure: closure), limits: limits, loops: loops)
    }

    deinit {
        server.stop(within: .zero)
    }

    var port: UInt16 { server.port }
}

extension Limits {
    /// The usual limits with a fine tick.
    static var quick: Limits {
        var limits = Limits()
        limits.tick = .milliseconds(10)
        return limits
    }
}
