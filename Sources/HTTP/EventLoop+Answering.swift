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
        case .work(let work): send(connection, request, to: setup.workers) { .now(work($0)) }
        case .change(let work):
            send(connection, request, to: setup.changeWorkers) { .now(work($0)) }
        case .urgent(let decide):
            send(connection, request, to: setup.urgentWorkers, decide)
        }
    }

    /// Has another thread answer, or decide what does.
    private func send(
        _ connection: Connection, _ request: Request, to workers: WorkerPool,
        _ decide: @escaping @Sendable (Request) -> Answer
    ) {
        let key = connection.key
        let inbox = setup.inbox
        connection.phase = .working
        connection.deadline = .max
        let isTaken = workers.submit {
            switch decide(request) {
            case .now(let response):
                inbox.post(.completed(key, CompletedAnswer(response, for: request)))
            case let answer: inbox.post(.decided(key, request, answer))
            }
        }
        if !isTaken { unavailable(connection, request) }
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
