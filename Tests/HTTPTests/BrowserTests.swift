import Foundation
import Glibc
import HTTP
import Spawning
import Synchronization
import Testing

/// Both engines ask for ranges, compressed text, held answers and their own content back.
@Suite(.serialized) struct BrowserTests {
    private static let page = """
        <!doctype html><meta charset="utf-8"><title>test</title><script>
        (async () => {
          const wrong = [];
          const check = (is, what) => { if (!is) wrong.push(what); };
          try {
            const part = await fetch("/file", {headers: {Range: "bytes=10-19"}});
            const bytes = new Uint8Array(await part.arrayBuffer());
            check(part.status === 206 && bytes.length === 10 && bytes[0] === 10, "range");
            const beyond = await fetch("/file", {headers: {Range: "bytes=100000-"}});
            check(beyond.status === 416, "416");
            const text = await fetch("/text");
            check(text.headers.get("Content-Encoding") === "gzip", "gzip");
            check((await text.text()).startsWith("Sitzung"), "text");
            const echo = await fetch("/echo", {method: "POST", body: "ä".repeat(50000)});
            check((await echo.text()).length === 50000, "post");
            const waits = [1, 2, 3, 4, 5].map((n) => fetch("/wait?" + n));
            await fetch("/publish", {method: "POST"});
            for (const wait of waits) check((await (await wait).text()) === "news", "wait");
            for (let n = 0; n < 300; n++) {
              check((await fetch("/file?" + n, {method: "HEAD"})).status === 200, "head");
            }
          } catch (error) { wrong.push(String(error)); }
          await fetch("/result?wrong=" + encodeURIComponent(wrong.join(" ")), {method: "POST"});
        })();
        </script>
        """

    private static func router(
        _ file: OpenFile, _ result: @escaping @Sendable (String) -> Void
    ) -> Router {
        let topic = Topic()
        let published = Gate()
        var router = Router { status, _, _ in Response(status, type: "text/plain", text: "no") }
        router.onLoop(.get, "/") { _ in .now(Response(type: "text/html", text: page)) }
        router.onLoop(.get, "/file") { _ in
            .now(
                Response(
                    .ok, ["Content-Type": "video/mp4", "Cache-Control": "no-store"],
                    body: .file(FileRange(file: file, offset: 0, length: 100_000))))
        }
        router.onWorker(.get, "/text") { _ in
            Response(
                type: "text/plain", text: String(repeating: "Sitzung des Rates\n", count: 200))
        }
        router.onWorker(.post, "/echo") { request in
            Response(.ok, ["Content-Type": "text/plain"], body: .bytes(request.body))
        }
        router.onLoop(.get, "/wait") { _ in
            .wait(
                Wait(
                    on: topic, until: .now + .seconds(60),
                    retry: { _ in
                        published.isOpen ? .now(Response(type: "text/plain", text: "news")) : nil
                    }, onDeadline: { _ in Response(.serviceUnavailable) }))
        }
        router.onLoop(.post, "/publish") { _ in
            published.open()
            topic.notify()
            return .now(Response(.noContent))
        }
        router.onLoop(.post, "/result") { request in
            result(request.query["wrong"] ?? "no result")
            return .now(Response(.noContent))
        }
        return router
    }

    @Test(
        "A browser gets all it asks for",
        arguments: [
            [
                "/usr/bin/chromium", "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage", "--no-first-run", "--user-data-dir=PROFILE", "URL",
            ],
            ["/usr/bin/firefox-esr", "--headless", "--no-remote", "--profile", "PROFILE", "URL"],
        ])
    func servesBrowser(_ command: [String]) throws {
        let file = try TemporaryFile((0..<100_000).map { UInt8(truncatingIfNeeded: $0) })
        let results = Results()
        let test = try TestServer(
            Self.router(try OpenFile(file.path)) { results.add($0) }, limits: Limits())
        let profile = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: profile, withIntermediateDirectories: true)
        let browser = Process()
        browser.executableURL = URL(filePath: command[0])
        browser.arguments = command.dropFirst().map {
            $0 == "URL"
                ? test.server.url + "/" : $0.replacingOccurrences(of: "PROFILE", with: profile.path)
        }
        browser.standardOutput = FileHandle.nullDevice
        browser.standardError = FileHandle.nullDevice
        try Spawning.inTurn { try browser.run() }
        defer {
            // Started from a pool's thread it inherits that one's blocked SIGTERM.
            kill(browser.processIdentifier, SIGKILL)
            browser.waitUntilExit()
            // A folder left among the temporary ones is no failure of the server's.
            try? FileManager.default.removeItem(at: profile)
        }
        #expect(results.first(within: .now() + 300) == "")
    }

    /// What pages report.
    private final class Results: Sendable {
        private let texts = Mutex<[String]>([])
        private let arrived = DispatchSemaphore(value: 0)

        func add(_ text: String) {
            texts.withLock { $0.append(text) }
            arrived.signal()
        }

        func first(within time: DispatchTime) -> String? {
            guard arrived.wait(timeout: time) == .success else { return nil }
            return texts.withLock { $0.first }
        }
    }
}
