/// A head that must be refused, with the rule it breaks and the status it earns.
struct HostileRequest: Sendable, CustomStringConvertible {
    let rule: String
    let text: String
    let status: Int

    init(_ rule: String, _ text: String, _ status: Int = 400) {
        self.rule = rule
        self.text = text
        self.status = status
    }

    var description: String { rule }

    static let all: [HostileRequest] = [
        // RFC 9112 §2.2, lines
        HostileRequest("bare LF after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n"),
        HostileRequest("bare LF after a field", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n"),
        HostileRequest("bare LF as the empty line", "GET / HTTP/1.1\r\nHost: a\r\n\n"),
        HostileRequest("bare CR in a field value", "GET / HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n\r\n"),
        HostileRequest("bare CR before the request line", "\rGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("two empty lines first", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("blank before the request line", " GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("NUL in a field value", "GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n"),
        HostileRequest("DEL in a field value", "GET / HTTP/1.1\r\nHost: a\r\nX: \u{7F}\r\n\r\n"),
        // RFC 9112 §3, request line
        HostileRequest("two blanks in the request line", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("tab in the request line", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("blank at the request line's end", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"),
        HostileRequest("no version (HTTP/0.9)", "GET /\r\nHost: a\r\n\r\n"),
        HostileRequest("no target", "GET HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("lower-case version", "GET / http/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("version of one digit", "GET / HTTP/1\r\nHost: a\r\n\r\n"),
        HostileRequest("version of two digits", "GET / HTTP/1.10\r\nHost: a\r\n\r\n"),
        HostileRequest("HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
        HostileRequest("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 501),
        HostileRequest("unknown method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        HostileRequest("method in lower case", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        HostileRequest("PUT", "PUT / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        HostileRequest("TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        HostileRequest("CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        HostileRequest("endless method", String(repeating: "A", count: 40), 501),
        HostileRequest("colon in the method", "GE:T / HTTP/1.1\r\nHost: a\r\n\r\n"),
        // RFC 9112 §3.2, target
        HostileRequest("relative target", "GET a HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("asterisk for GET", "GET * HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("other scheme", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("absolute form without host", "GET http:///a HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("user in the host", "GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("unencoded ü", "GET /ü HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("quote in the target", "GET /\" HTTP/1.1\r\nHost: a\r\n\r\n"),
        // RFC 9112 §3.2, Host
        HostileRequest("missing Host", "GET / HTTP/1.1\r\n\r\n"),
        HostileRequest("doubled Host", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
        HostileRequest("doubled Host in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nhost: b\r\n\r\n"),
        HostileRequest("empty Host", "GET / HTTP/1.1\r\nHost: \r\n\r\n"),
        HostileRequest("two hosts in one", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"),
        HostileRequest("path in Host", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
        HostileRequest("user in Host", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"),
        HostileRequest("port in letters", "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n"),
        HostileRequest("open bracket in Host", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"),
        // RFC 9112 §5, fields
        HostileRequest("blank before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n"),
        HostileRequest("tab before the colon", "GET / HTTP/1.1\r\nHost: a\r\nX\t: b\r\n\r\n"),
        HostileRequest("obs-fold with a blank", "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n"),
        HostileRequest("obs-fold with a tab", "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n\tc\r\n\r\n"),
        HostileRequest("blank before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
        HostileRequest("no colon", "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n"),
        HostileRequest("empty field name", "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n"),
        HostileRequest("bracket in a field name", "GET / HTTP/1.1\r\nHost: a\r\nX[]: b\r\n\r\n"),
        HostileRequest("ü in a field name", "GET / HTTP/1.1\r\nHost: a\r\nXü: b\r\n\r\n"),
        // RFC 9112 §6, content
        HostileRequest("doubled Content-Length", post("Content-Length: 2\r\nContent-Length: 2")),
        HostileRequest("differing Content-Length", post("Content-Length: 2\r\nContent-Length: 3")),
        HostileRequest("Content-Length as a list", post("Content-Length: 2, 2")),
        HostileRequest("signed Content-Length", post("Content-Length: +2")),
        HostileRequest("negative Content-Length", post("Content-Length: -2")),
        HostileRequest("hexadecimal Content-Length", post("Content-Length: 0x2")),
        HostileRequest("empty Content-Length", post("Content-Length: ")),
        HostileRequest("blank within Content-Length", post("Content-Length: 1 2")),
        HostileRequest("overflowing Content-Length", post("Content-Length: 99999999999999999999")),
        HostileRequest(
            "Content-Length with Transfer-Encoding",
            post("Content-Length: 2\r\nTransfer-Encoding: chunked")),
        HostileRequest(
            "Transfer-Encoding with Content-Length 0",
            post("Transfer-Encoding: chunked\r\nContent-Length: 0")),
        HostileRequest("unknown coding", post("Transfer-Encoding: gzip")),
        HostileRequest("unknown coding before chunked", post("Transfer-Encoding: gzip, chunked")),
        HostileRequest("chunked twice", post("Transfer-Encoding: chunked, chunked")),
        HostileRequest(
            "chunked in two lines", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked")
        ),
        HostileRequest("identity", post("Transfer-Encoding: identity")),
        HostileRequest("chunked with a vertical tab", post("Transfer-Encoding: \u{0B}chunked")),
        HostileRequest("quoted chunked", post("Transfer-Encoding: \"chunked\"")),
        HostileRequest(
            "Transfer-Encoding in HTTP/1.0",
            "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        // RFC 9110 §10.1.1
        HostileRequest("unknown expectation", post("Expect: 200-ok\r\nContent-Length: 0"), 417),
        // limits
        HostileRequest(
            "head beyond 16 KB",
            "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 17_000))\r\n\r\n", 431),
        HostileRequest(
            "endless target", "GET /\(String(repeating: "x", count: 17_000))", 431),
        HostileRequest(
            "too many fields",
            "GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: y\r\n", count: 200))\r\n", 431),
    ]

    /// Understood as a head, refused for its target or content.
    static let later: [HostileRequest] = [
        HostileRequest("half an escape", "GET /%2 HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("escape without digits", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("escape in signed digits", "GET /%+1 HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("encoded NUL", "GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("encoded line break", "GET /a%0d%0ab HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("encoded slash", "GET /a%2fb HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("encoded backslash", "GET /a%5Cb HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("backslash", "GET /a\\b HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("invalid UTF-8", "GET /%c0%af HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("a surrogate", "GET /%ed%a0%80 HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("parent folder", "GET /../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("parent folder encoded", "GET /a/%2e%2E/b HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("parent folder at the end", "GET /a/.. HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("half encoded", "GET /a/.%2e/b HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("this folder", "GET /./a HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("bad escape in the query", "GET /?q=%f HTTP/1.1\r\nHost: a\r\n\r\n"),
        HostileRequest("bad UTF-8 in the query", "GET /?q=%ff HTTP/1.1\r\nHost: a\r\n\r\n"),
        // RFC 9112 §7.1
        chunked("chunk size without digits", ";x\r\n"),
        chunked("chunk size with a sign", "-1\r\n"),
        chunked("chunk size with a prefix", "0x1\r\na\r\n0\r\n\r\n"),
        chunked("chunk size too long", "000000001\r\na\r\n0\r\n\r\n"),
        chunked("blank behind the chunk size", "1 \r\na\r\n0\r\n\r\n"),
        chunked("bare LF behind the chunk size", "1\na\r\n0\r\n\r\n"),
        chunked("chunk longer than said", "1\r\nab\r\n0\r\n\r\n"),
        chunked("bare LF behind the chunk", "1\r\na\n0\r\n\r\n"),
        chunked("LF in a chunk extension", "1;x\n\r\na\r\n0\r\n\r\n"),
        chunked("blank first in a trailer", "1\r\na\r\n0\r\n x: y\r\n\r\n"),
        chunked("bare LF at the end", "1\r\na\r\n0\r\n\n"),
        HostileRequest(
            "content beyond the limit",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n", 413),
        chunked("chunks beyond the limit", "fffffff\r\n", 413),
    ]

    private static func post(_ fields: String) -> String {
        "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n"
    }

    private static func chunked(
        _ rule: String, _ content: String, _ status: Int = 400
    ) -> HostileRequest {
        HostileRequest(
            rule, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(content)",
            status)
    }
}
