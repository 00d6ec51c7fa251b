import Agenda
import Foundation
import HTTP
import MadeUpServers
import Testing

@testable import OParlClient

/// What comes to nothing: one sentence that says what, where and what to do.
@Suite("Crawls that come to nothing")
struct RefusalTests {
    private static let list = CrawlOddity.list(CrawlOddity.meeting("A"), CrawlOddity.council)

    private func expectError(
        at address: String, _ words: String, _ setting: (inout CrawlLimits) -> Void = { _ in }
    ) {
        let error = #expect(throws: CrawlError.self) { try Crawling(address, setting) }
        let sentence = error?.description ?? ""
        #expect(sentence.contains(words), "\(sentence)")
        #expect(sentence.hasSuffix(".") && !sentence.contains("\n"), "\(sentence)")
        #expect(sentence.utf8.count < 600, "\(sentence)")
        #expect(sentence.contains(";") || sentence.contains("not open"), "what to do: \(sentence)")
    }

    @Test(
        "what a server answers to the first address",
        arguments: [
            (.status(404), "there is nothing (404); check the address", 1),
            (.status(410), "there is nothing (410)", 1),
            (.status(401), "it answers 401: this is not open to everybody", 1),
            (.status(418), "it answers 418, so it gives nothing", 1),
            (.status(500), "asked 5 times, it answers with error 500", 5),
            (.status(503), "asked 5 times, it answers with error 503", 5),
            (.status(503, ["Retry-After": "4000"]), "asks to come back in 4000 seconds", 1),
            (.html, "this is a web page and no JSON; name the address of the OParl interface", 1),
            (.status(200), "the answer is empty", 1),
            (.json("{\"data\": [1,"), "in line 1, column 13 of the answer", 1),
            (.json("Guten Tag"), "in line 1, column 1 of the answer there is text outside", 1),
            (.json("{\"data\": [}"), "it is no JSON; try again later", 1),
            (.json(String(repeating: "[", count: 100_000)), "nested too deeply", 1),
            (
                .json("[" + String(repeating: "1,", count: 500_000) + "1]"),
                "the answer lists more than 500000 objects; name a list that has pages", 1
            ),
            (.redirect("ftp://example.org/"), "redirects to what is no address of the web", 1),
            (.redirect("file:///etc/passwd"), "redirects to what is no address of the web", 1),
            (.redirect("https://"), "redirects to what is no address of the web", 1),
            (.redirect("/b"), "redirects more than 5 times", 6),
            (.status(302), "it answers 302 and does not say where to", 1),
            (.json(String(repeating: " ", count: 40_000)), "the answer is longer than 0 MB", 1),
        ] as [(Reply, String, Int)])
    func answers(reply: Reply, words: String, requests: Int) throws {
        let endpoint = try Endpoint(["/b": reply])
        expectError(at: endpoint.base + "/b", words) { limits in
            limits.answer = 2 << 20
            if words.contains("longer") { limits.answer = 30_000 }
        }
        #expect(endpoint.requests == requests)
    }

    @Test("a server without end is left, by the objects and by the bytes that it has sent")
    func endlessPages() throws {
        let page = Reply.made { request in
            let number = Int(request.query["page"] ?? "") ?? 0
            let meetings = (0..<10).map { CrawlOddity.meeting("\(number)-\($0)") }
            return .json(
                """
                {"data": [\(meetings.joined(separator: ","))],
                 "links": {"next": "/m?page=\(number + 1)"}}
                """)
        }
        let endpoint = try Endpoint([:], otherwise: page)
        expectError(at: endpoint.base + "/m", "by now there are 210 objects in 0 MB") {
            $0.objects = 200
        }
        expectError(at: endpoint.base + "/m", "more than any city has; name one body") {
            $0.answers = 20_000
        }
        let few = try Crawling(endpoint.base + "/m") { $0.pages = 5 }
        #expect(few.report.notes.first?.contains("it has more than 5 pages") == true)
    }

    @Test("six redirects are one too many")
    func sixRedirects() throws {
        var answers = ["/7": Self.list]
        for step in 1...6 { answers["/\(step)"] = .redirect("/\(step + 1)") }
        let endpoint = try Endpoint(answers)
        expectError(at: endpoint.base + "/1", "redirects more than 5 times")
        #expect(endpoint.count("/7") == 0)
        #expect(try Crawling(endpoint.base + "/2").lines == ["A of Rat"])
    }

    @Test(
        "a list of which a page cannot be had is a crawl that came to nothing",
        arguments: [
            (.status(500), "/m?page=2: asked 5 times, it answers with error 500"),
            (.html, "/m?page=2: asked 5 times, this is a web page"),
            (.json("{\"data\": ["), "/m?page=2: asked 5 times, in line 1, column 11"),
        ] as [(Reply, String)])
    func brokenList(reply: Reply, words: String) throws {
        let endpoint = try Endpoint([
            "/m": CrawlOddity.list(CrawlOddity.meeting("A"), next: "/m?page=2"), "/m?page=2": reply,
        ])
        expectError(at: endpoint.base + "/m", words)
    }

    @Test(
        "addresses that are none",
        arguments: ["ftp://x/", "https://", "https://a b/", "file:///etc/passwd", "x"])
    func addresses(text: String) {
        expectError(at: text, "this is no address of the web; name one that begins with https://")
        expectError(at: "https://x/" + String(repeating: "a", count: 10_000), "no address")
    }

    @Test("nobody there, no such host, a server without https")
    func nobody() throws {
        let port = try RawServer { _, _ in }.port
        expectError(at: "http://127.0.0.1:\(port)/", "nothing answers at 127.0.0.1; check")
        expectError(at: "http://nobody.invalid/", "there is no host nobody.invalid; check")
        let endpoint = try Endpoint([:])
        expectError(
            at: endpoint.base.replacing("http:", with: "https:"),
            "no secure connection to 127.0.0.1")
    }

    @Test(
        "what answers is no web server, or stops in the middle",
        arguments: [
            ("220 mail.example.org ESMTP Postfix\r\n", true, "no web server; check"),
            ("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", true, "no web server; check"),
            ("\u{0}\u{1}\u{2}\u{3}", true, "no web server; check"),
            ("", false, "asked 2 times, the connection broke off"),
            ("HTTP/1.1 200 OK\r\nContent-Le", false, "the answer is empty"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{", false, "the connection broke off"),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n", false,
                "the connection broke off"
            ),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n", false,
                "the connection broke off"
            ),
            (
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip at all", false,
                "packed, and damaged"
            ),
            ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{", false, "longer than"),
        ])
    func strangers(text: String, greets: Bool, words: String) throws {
        let server = try RawServer(greets: greets) { peer, _ in peer.send(text) }
        expectError(at: server.base, words)
    }

    @Test(
        "an answer without end is cut off, wherever it does not end",
        arguments: [
            ("HTTP/1.1 200 OK\r\n\r\n[", " 1,", "longer than"),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "3\r\n 1,\r\n",
                "longer than"
            ),
            ("HTTP/1.1 200 OK\r\n", "X-A: aaaaaaaaaaaaaaaaaaaaaaaaa\r\n", "check the port"),
            ("HTTP/1.1 200 OK\r\nX-A: ", "aaaaaaaaaaaaaaaaaaaaaaaaa", "the connection broke off"),
            ("", "HTTP/1.1 100 Continue\r\n\r\n", "check the port"),
        ])
    func endless(start: String, more: String, words: String) throws {
        let server = try RawServer { peer, _ in
            peer.send(start)
            let block = Array(String(repeating: more, count: 1000).utf8)
            while peer.send(block) {}
        }
        expectError(at: server.base, words) { $0.answer = 4 << 20 }
    }

    @Test("an answer that comes drop by drop, or not at all, is not waited for")
    func slow() throws {
        let dripping = try RawServer { peer, _ in
            peer.send("HTTP/1.1 200 OK\r\n\r\n")
            while peer.send(" ") { Thread.sleep(forTimeInterval: 0.05) }
        }
        let hurried: (inout CrawlLimits) -> Void = { $0.stallTime = .seconds(1) }
        expectError(at: dripping.base, "does not come, or too slowly; try again later", hurried)
        let silent = try RawServer(greets: true) { peer, _ in peer.waitForEnd() }
        expectError(at: silent.base, "does not come, or too slowly; try again later", hurried)
        let lively = try RawServer { peer, _ in
            peer.send("HTTP/1.1 200 OK\r\n\r\n")
            let line = Array(String(repeating: " ", count: 100).utf8)
            while peer.send(line) { Thread.sleep(forTimeInterval: 0.05) }
        }
        expectError(at: lively.base, "does not come, or too slowly") { $0.answerTime = .seconds(1) }
    }
}
