import Testing

@testable import HTTP

@Suite struct HeadParserTests {
    private func parse(_ text: String) -> (HeadParser.Outcome, RequestHead) {
        var parser = HeadParser()
        let bytes = Array(text.utf8)
        let outcome = parser.parse(bytes.span)
        return (outcome, parser.head)
    }

    @Test(
        "A head that two readers could take differently is refused", arguments: HostileRequest.all)
    func refuses(_ hostile: HostileRequest) {
        guard case .refused(let refusal) = parse(hostile.text).0 else {
            Issue.record("not refused")
            return
        }
        #expect(refusal.status.code == hostile.status, "\(refusal.reason)")
    }

    @Test("Cut anywhere, a hostile head is never taken as complete", arguments: HostileRequest.all)
    func neverCompletesHostile(_ hostile: HostileRequest) {
        let bytes = Array(hostile.text.utf8)
        var parser = HeadParser()
        for end in stride(from: 0, to: bytes.count, by: bytes.count > 1_000 ? 97 : 1) {
            #expect(parser.parse(Array(bytes[..<end]).span) != .complete)
        }
    }

    @Test(
        "A sound head is complete at its last byte and not before",
        arguments: [
            "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\n",
            "GET / HTTP/1.7\r\nHost: a\r\n\r\n",
            "GET /a?b=c|d HTTP/1.1\r\nHost:a:8080\r\nX:\r\nY: \t z \t\r\n\r\n",
            "GET http://b/x HTTP/1.1\r\nHost: a\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
            "POST / HTTP/1.1\r\nHOST: a_b-c.d\r\nTransfer-Encoding: CHUNKED\r\n\r\n",
            "PATCH / HTTP/1.1\r\nhost: a\r\ncontent-length: 007\r\nexpect: 100-Continue\r\n\r\n",
            "DELETE /x HTTP/1.1\r\nHost: a\r\nX: Größe\r\n\r\n",
        ])
    func takes(_ text: String) {
        let bytes = Array(text.utf8)
        var parser = HeadParser()
        for end in 0..<bytes.count {
            #expect(parser.parse(Array(bytes[..<end]).span) == .incomplete)
        }
        #expect(parser.parse((bytes + Array("GET".utf8)).span) == .complete)
        #expect(parser.head.length == bytes.count)
    }

    @Test("Target, fields and framing come out as they went in")
    func readsParts() {
        let text =
            "POST /a/b?c=d HTTP/1.1\r\nHost: a\r\nX-Long:  v w \r\nContent-Length: 12\r\n"
            + "Accept-Encoding: gzip\r\n\r\n"
        let (outcome, head) = parse(text)
        let bytes = Array(text.utf8)
        func part(_ range: Range<Int>?) -> String? {
            range.map { String(decoding: bytes[$0], as: UTF8.self) }
        }
        #expect(outcome == .complete)
        #expect(head.method == .post)
        #expect(part(head.path) == "/a/b")
        #expect(part(head.query) == "c=d")
        #expect(head.framing == .length(12))
        #expect(head.fields.count == 4)
        #expect(part(head.fields[1].name) == "X-Long")
        #expect(part(head.fields[1].value) == "v w")
        #expect(part(head.acceptEncoding) == "gzip")
    }

    @Test(
        "A connection stays as RFC 9112 §9.3 says",
        arguments: [
            ("1.1", "", true), ("1.1", "Connection: close\r\n", false),
            ("1.1", "Connection: x, Close\r\n", false), ("1.0", "", false),
            ("1.0", "Connection: Keep-Alive\r\n", true),
            ("1.0", "Connection: keep-alive, close\r\n", false),
            ("1.1", "Connection: a\r\nConnection: close\r\n", false),
        ])
    func persists(_ version: String, _ field: String, _ stays: Bool) {
        let (outcome, head) = parse("GET / HTTP/\(version)\r\nHost: a\r\n\(field)\r\n")
        #expect(outcome == .complete)
        #expect(head.keepsAlive == stays)
    }
}
