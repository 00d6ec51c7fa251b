import Testing

@testable import HTTP

@Suite struct RequestTests {
    private func request(_ text: String, body: String = "") throws -> Request {
        var parser = HeadParser()
        let bytes = Array(text.utf8)
        #expect(parser.parse(bytes.span) == .complete)
        let head = parser.head
        var request = try bytes.withUnsafeBufferPointer {
            try Request(head, bytes: $0, peer: nil)
        }
        request.body = Array(body.utf8)
        return request
    }

    @Test("The query is decoded into pairs, the first of a name first")
    func decodesQuery() throws {
        let request = try request(
            "GET /search?q=Stra%C3%9Fe+10&body=&flag&q=2&a=b=c HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(request.query["q"] == "Straße 10")
        #expect(request.query.all("q") == ["Straße 10", "2"])
        #expect(request.query["body"] == "")
        #expect(request.query["flag"] == "")
        #expect(request.query["a"] == "b=c")
        #expect(request.query["none"] == nil)
        #expect(request.rawQuery == "q=Stra%C3%9Fe+10&body=&flag&q=2&a=b=c")
        #expect(request.rawPath == "/search")
    }

    @Test("Fields are found without case, several lines are joined")
    func findsFields() throws {
        let request = try request(
            "GET / HTTP/1.1\r\nHost: a\r\nX-A: 1\r\nx-a: 2\r\nCookie: s=abc=; t=\"u\"\r\n\r\n")
        #expect(request["x-A"] == "1, 2")
        #expect(request["X"] == nil)
        #expect(request.cookie("s") == "abc=")
        #expect(request.cookie("t") == "\"u\"")
        #expect(request.cookie("u") == nil)
    }

    @Test("A form is read only where the content says that it is one")
    func readsForms() throws {
        let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: "
        let form = "application/x-www-form-urlencoded"
        let good = try request(head + form + "; charset=utf-8\r\n\r\n", body: "token=a%26b&x=y+z")
        #expect(good.form?["token"] == "a&b")
        #expect(good.form?["x"] == "y z")
        #expect(try request(head + "text/plain\r\n\r\n", body: "a=b").form == nil)
        #expect(try request(head + form + "\r\n\r\n", body: "a=%").form == nil)
    }

    @Test("A path's number has digits alone")
    func readsNumbers() {
        for (text, number) in [("7", 7), ("0", 0), ("07", nil), ("-1", nil), ("+1", nil)]
            as [(String, Int64?)]
        {
            #expect(PathParameters([("n", text)]).number("n") == number)
        }
    }

    @Test("A header value cannot begin a line of its own")
    func keepsLinesApart() {
        var writer = HeadWriter(.ok)
        writer.add("Location", "/a\r\nSet-Cookie: b")
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == "HTTP/1.1 200 OK\r\nLocation: /a  Set-Cookie: b\r\n")
    }
}
