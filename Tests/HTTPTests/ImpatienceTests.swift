import Glibc
import HTTP
import Synchronization
import Testing

/// Clients that are too slow, too many or gone. Times are short here, but longer than a busy machine
/// lets a client wait between two of its acts; each test waits for the server's own act: the end of
/// the connection.
@Suite struct ImpatienceTests {
    private static var short: Limits {
        var limits = Limits.quick
        limits.headTime = .seconds(1)
        limits.rateTime = .seconds(1)
        limits.idleTime = .seconds(1)
        limits.lingerTime = .seconds(1)
        limits.minimumRate = 100_000
        return limits
    }

    private static var patient: Limits {
        var limits = short
        limits.headTime = .seconds(60)
        limits.rateTime = .seconds(60)
        limits.idleTime = .seconds(60)
        return limits
    }

    @Test("Who sends nothing, and who rests after an answer, is let go without a word")
    func endsIdle() throws {
        let test = try TestServer(limits: Self.short) { _ in .now(Response(.noContent)) }
        let silent = try RawClient(test.port)
        #expect(try silent.receiveAll().isEmpty)
        let resting = try RawClient(test.port)
        #expect(try resting.get("/").status == 204)
        #expect(try resting.receiveAll().isEmpty)
    }

    @Test("A sender of half a head gets 408, however steadily it drips")
    func endsHalfHead() throws {
        let test = try TestServer(limits: Self.short) { _ in .now(Response(.noContent)) }
        let half = try RawClient(test.port)
        try half.send("GET / HTTP/1.1\r\nHost:")
        #expect(try half.receiveAll().hasPrefix("HTTP/1.1 408 "))

        let dripping = try RawClient(test.port)
        try dripping.send("GET / HTTP/1.1\r\nHost: a\r\nX: ")
        // A byte whenever the socket has nothing to say for a moment: it never ends by itself.
        var all = ""
        while all.isEmpty {
            guard (try? dripping.send("x")) != nil else { break }
            var poll = pollfd(fd: dripping.descriptor, events: Int16(POLLIN), revents: 0)
            if Glibc.poll(&poll, 1, 5) > 0 { all = try dripping.receiveAll() }
        }
        #expect(all.hasPrefix("HTTP/1.1 408 "))
    }

    @Test("A sender of half a content gets 408")
    func endsHalfContent() throws {
        let test = try TestServer(limits: Self.short) { _ in .now(Response(.noContent)) }
        for framing in ["Content-Length: 100", "Transfer-Encoding: chunked"] {
            let client = try RawClient(test.port)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\n\(framing)\r\n\r\n5")
            #expect(try client.receiveAll().hasPrefix("HTTP/1.1 408 "))
        }
    }

    @Test("A reader of a byte now and then is let go; its answer stays unfinished")
    func endsSlowReader() throws {
        let size = 64 << 20
        let file = try TemporaryFile([])
        truncate(file.path, size)
        let range = FileRange(file: try OpenFile(file.path), offset: 0, length: Int64(size))
        let test = try TestServer(limits: Self.short) { _ in
            .now(Response(.ok, ["Content-Type": "video/mp4"], body: .file(range)))
        }
        let client = try RawClient(test.port, receiveBuffer: 4_096)
        try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.receive(1).count == 1)
        let gate = Gate()
        #expect(gate.waitUntil { test.server.statistics.connections == 0 })
        var received = 1
        while true {
            let count = try client.receive().count
            if count == 0 { break }
            received += count
        }
        #expect(received < size)
    }

    @Test("A waiter is gone as soon as its client is")
    func forgetsWaiters() throws {
        let topic = Topic()
        let test = try TestServer(limits: Self.patient) { _ in
            .wait(
                Wait(
                    on: topic, until: .now + .seconds(60), retry: { _ in nil },
                    onDeadline: { _ in Response(.serviceUnavailable) }))
        }
        let gate = Gate()
        do {
            let clients = try (0..<20).map { _ in try RawClient(test.port) }
            for client in clients { try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n") }
            #expect(gate.waitUntil { test.server.statistics.waiters == 20 })
            clients[3].finishSending()
            #expect(gate.waitUntil { test.server.statistics.waiters == 19 })
        }
        #expect(gate.waitUntil { test.server.statistics.waiters == 0 })
        #expect(gate.waitUntil { test.server.statistics.connections == 0 })
        topic.notify()
    }

    @Test("At its deadline a waiter gets what its wait says, and its connection goes on")
    func answersAtDeadline() throws {
        let topic = Topic()
        let test = try TestServer(limits: Self.patient) { request in
            guard request.segments == ["wait"] else { return .now(Response(.noContent)) }
            return .wait(
                Wait(
                    on: topic, until: .now + .milliseconds(30), retry: { _ in nil },
                    onDeadline: { _ in Response(.serviceUnavailable, ["Retry-After": "1"]) }))
        }
        let client = try RawClient(test.port)
        #expect(try client.get("/wait").status == 503)
        #expect(try client.get("/").status == 204)
        #expect(try client.get("/wait").status == 503)
    }

    @Test("Connections beyond the limit get 503 with Retry-After, those within go on")
    func limitsConnections() throws {
        var limits = Self.patient
        limits.connections = 3
        let test = try TestServer(limits: limits) { _ in .now(Response(.noContent)) }
        let clients = try (0..<3).map { _ in try RawClient(test.port) }
        for client in clients { #expect(try client.get("/").status == 204) }
        for _ in 0..<5 {
            let surplus = try RawClient(test.port)
            let response = try surplus.get("/")
            #expect(response.status == 503)
            #expect(response["Retry-After"] != nil)
            #expect(try surplus.receive().isEmpty)
        }
        for client in clients { #expect(try client.get("/").status == 204) }
    }

    @Test("Work beyond the queue gets 503 with Retry-After")
    func limitsWork() throws {
        var limits = Self.patient
        limits.queuedWork = 1
        let gate = Gate()
        let test = try TestServer(limits: limits, loops: 1) { _ in
            .work { _ in
                gate.waitUntil { gate.isOpen }
                return Response(.noContent)
            }
        }
        let clients = try (0..<10).map { _ in try RawClient(test.port) }
        for client in clients { try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n") }
        // Two workers and one place: at least seven are turned away at once.
        #expect(gate.waitUntil { test.server.statistics.refused >= 7 })
        gate.open()
        let responses = try clients.map { try $0.response() }
        let refused = responses.filter { $0.status == 503 }
        #expect(refused.count >= 7)
        #expect(refused.allSatisfy { $0["Retry-After"] != nil })
        #expect(responses.contains { $0.status == 204 })
    }

    @Test("Expect: 100-continue is answered before the content, 413 instead where it is too much")
    func continues() throws {
        let test = try TestServer(limits: Self.patient) { request in
            .now(Response(type: "text/plain", text: String(decoding: request.body, as: UTF8.self)))
        }
        let client = try RawClient(test.port)
        let head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: "
        try client.send(head + "5\r\n\r\n")
        #expect(try client.response().status == 100)
        try client.send("hello")
        #expect(try client.response().text == "hello")
        try client.send(head + "5\r\n\r\nhello")
        #expect(try client.response().text == "hello")
        try client.send(head + "99999999\r\n\r\n")
        #expect(try client.response().status == 413)
        #expect(try client.receive().isEmpty)
    }
}
