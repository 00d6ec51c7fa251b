import Foundation
import Storage
import HTTP
import Link

/// What monitoring asks.
extension Web {
    func addOperator(to router: inout Router) {
        router.onLoop(.get, "/healthz") { _ in
            .now(
                Response(
                    type: "text/plain; charset=utf-8", ["Cache-Control": "no-store"],
                    text: "ok\n"))
        }
        router.onWorker(.get, "/readyz") { request in
            answering(request) {
                _ = try catalogue.sessionsLive()
                return Response(
                    type: "text/plain; charset=utf-8", ["Cache-Control": "no-store"],
                    text: "ready\n")
            }
        }
    }
}
