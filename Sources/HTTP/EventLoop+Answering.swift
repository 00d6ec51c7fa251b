import CLinux
import Glibc
import Synchronization

extension EventLoop {
    /// Asks the handler and does what it says.
    func dispatch(_ connection: Connection, _ request: Request) {
        var request = request
        let answer = setup.handler.answer(&request)
        apply(connection, request, answer)
    }

    func apply(_ connection: Connection, _ request: Request, _ answer: Answer) {
        switch answer {
        case .now(let response):
            let settled = response.objection?() ?? response
            transmit(connection, ResponseEncoder.encode(settled, for: request))
        case .wait(let wait):
            hold(connection, request, wait)
        case .work(let work):
            let key = connection.key
            let inbox = setup.inbox
            beginWork(connection)
            let isTaken = setup.workers.submit {
                let response = work(request)
                inbox.post(.completed(key, CompletedAnswer(response, for: request)))
            }
            if !isTaken { unavailable(connection, request) }
        case .urgent(let decide):
            let key = connection.key
            let inbox = setup.inbox
            beginWork(connection)
            let isTaken = setup.urgentWorkers.submit {
                switch decide(request) {
                case .now(let response):
                    inbox.post(.completed(key, CompletedAnswer(response, for: request)))
                case let answer: inbox.post(.decided(key, request, answer))
                }
            }
            if !isTaken { unavailable(connection, request) }
        }
    }

    private func beginWork(_ connection: Connection) {
        connection.phase = .working
        connection.deadline = .max
    }

    /// Too much is waiting for a worker already.
    private func unavailable(_ connection: Connection, _ request: Request) {
        setup.counters.refused.add(1, ordering: .relaxed)
        transmit(
            connection,
            ResponseEncoder.encode(
                refusalResponse(.serviceUnavailable, "too much work", request), for: request))
    }

    /// Answers what is not taken, then closes: where the next request begins is unknown.
    func refuse(_ connection: Connection, _ refusal: Refusal, _ request: Request?) {
        connection.bodyReader = nil
        connection.keepsAlive = false
        connection.lingers = true
        let response = refusalResponse(refusal.status, refusal.reason, request)
        transmit(connection, ResponseEncoder.encode(response, for: request))
    }

    private func refusalResponse(
        _ status: Status, _ reason: String, _ request: Request?
    ) -> Response {
        var response = setup.handler.refusal(status, reason: reason, request: request)
        if status == .serviceUnavailable, response.headers["Retry-After"] == nil {
            response.headers["Retry-After"] = "2"
        }
        return response
    }
}
