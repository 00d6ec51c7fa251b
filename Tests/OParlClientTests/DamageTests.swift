import Agenda
import Foundation
import MadeUpServers
import Mutating
import Synchronization
import Testing

@testable import OParlClient

/// A server of which every answer is damaged somewhere, its head or its content.
///
/// RATSKANAL_MUTATIONS=100 tries a hundred times as many.
@Suite("Damaged answers")
struct DamageTests {
    private static let answers = [
        "/b": """
        {"id": "urn:b", "type": "https://schema.oparl.org/1.1/Body", "meeting": "/b/m?page=1",
         "organization": "/b/o", "paper": "/b/p", "person": "/b/n", "agendaItem": "/b/i"}
        """,
        "/b/m?page=1": """
        {"data": [{"id": "urn:m:1", "type": "Meeting", "start": "2026-11-20T17:00:00+01:00",
          "name": "1. Sitzung", "organization": ["urn:o:1"], "agendaItem": [
            {"id": "urn:i:1", "number": "1", "name": "Gr\u{FC}n", "consultation": "urn:c:1"},
            {"id": "urn:i:2", "number": "2", "name": "Geheim \\u00fc", "public": false}]}],
         "pagination": {"currentPage": 1}, "links": {"next": "/b/m?page=2"}}
        """,
        "/b/m?page=2": """
        {"data": [{"id": "urn:m:2", "deleted": true}, {"id": "urn:m:3", "start": "2026-12-01",
          "name": "2. Sitzung", "cancelled": true, "agendaItem": {"name": "X"}}], "links": {}}
        """,
        "/b/o": #"{"data": [{"id": "urn:o:1", "type": "Organization", "name": "Rat"}]}"#,
        "/b/p": """
        {"data": [{"id": "urn:p:1", "reference": "V/1", "consultation": [{"id": "urn:c:1"}],
          "mainFile": {"id": "urn:f:1", "accessUrl": "https://example.org/1.pdf"}}]}
        """,
        "/b/n": """
        {"data": [{"id": "urn:n:1", "name": "Ada", "familyName": "Wei\u{DF}", "membership": [
          {"id": "urn:s:1", "organization": "urn:o:1", "startDate": "2026-01-01"}]}]}
        """,
    ]

    /// Serves them, the one at `path` as it is set.
    private final class Damaged: Sendable {
        let current = Mutex((path: "", bytes: [UInt8]()))

        func answer(to path: String) -> [UInt8] {
            let damaged = current.withLock { $0.path == path ? $0.bytes : nil }
            return damaged ?? DamageTests.whole(DamageTests.answers[path])
        }
    }

    private static func whole(_ text: String?) -> [UInt8] {
        let content = Array((text ?? "nothing").utf8)
        return head(status: text == nil ? "404 Not Found" : "200 OK", content.count) + content
    }

    private static func head(status: String = "200 OK", _ count: Int) -> [UInt8] {
        Array(
            """
            HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nConnection: close\r
            Content-Length: \(count)\r\n\r\n
            """.utf8)
    }

    @Test(
        "in head or content, at any place: the crawl ends well or says one sentence",
        arguments: answers.keys.sorted(), [true, false])
    func damaged(path: String, isHeadToo: Bool) throws {
        let damaged = Damaged()
        let server = try RawServer { peer, path in peer.send(damaged.answer(to: path)) }
        let content = Array((Self.answers[path] ?? "").utf8)
        let whole = isHeadToo ? Self.head(content.count) + content : content
        var wordings: Set<String> = []
        for bytes in Mutations(of: whole, count: 200, seed: isHeadToo ? 1 : 2) {
            let answer = isHeadToo ? bytes : Self.head(bytes.count) + bytes
            damaged.current.withLock { $0 = (path, answer) }
            do {
                let crawling = try Crawling(server.base + "/b") { limits in
                    limits.tries = 2
                    limits.pause = .zero
                }
                #expect(crawling.report.notes.allSatisfy(Self.isSentence))
            } catch let error as CrawlError {
                #expect(Self.isSentence(error.description), "\(error)")
                wordings.insert(error.reason)
            }
        }
        #expect(!wordings.isEmpty)
    }

    private static func isSentence(_ text: String) -> Bool {
        text.utf8.count < 700 && !text.unicodeScalars.contains { $0.value < 0x20 }
    }

    @Test("cut off after any byte, an answer is refused whole")
    func cut() throws {
        let damaged = Damaged()
        let server = try RawServer { peer, path in peer.send(damaged.answer(to: path)) }
        let content = Array((Self.answers["/b/m?page=2"] ?? "").utf8)
        for end in stride(from: 0, to: content.count, by: 3) {
            // Of a length that is not said, the end of the connection is the end of the answer.
            let head = Array("HTTP/1.1 200 OK\r\n\r\n".utf8)
            damaged.current.withLock { $0 = ("/b/m?page=2", head + content[..<end]) }
            let error = #expect(throws: CrawlError.self, "\(end)") {
                try Crawling(server.base + "/b") { limits in
                    limits.tries = 1
                    limits.pause = .zero
                }
            }
            #expect(error?.code == .content)
        }
    }
}
