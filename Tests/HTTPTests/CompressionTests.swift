import Foundation
import Testing

@testable import HTTP

@Suite struct CompressionTests {
    @Test(
        "gzip is chosen by the weights of Accept-Encoding (RFC 9110 §12.5.3)",
        arguments: [
            (nil, false), ("", false), ("gzip", true), ("GZIP", true), ("x-gzip", true),
            ("deflate, gzip, br", true), ("br", false), ("gzip;q=0", false),
            ("gzip; q=0.5", true), ("gzip;q=0.5, identity", false), ("*", true),
            ("*;q=0", false), ("*;q=0, gzip", true), ("gzip;q=0, *", false),
            ("gzip;q=0.001", true), ("gzip;q=x", false), ("gzip;q=2", false),
            ("notgzip", false), ("gzip, identity;q=0.1", true),
        ] as [(String?, Bool)])
    func weighs(_ field: String?, _ isChosen: Bool) {
        #expect(ContentCoding.acceptsGzip(field) == isChosen)
        if let field, !field.contains("*"), !field.contains("x-") {
            let bytes = Array(field.utf8)
            #expect(ContentCoding.acceptsGzip(bytes.span, 0..<bytes.count) == isChosen)
        }
    }

    @Test("Text is compressed where wished, with Vary and a tag of its own; media never")
    func compresses() throws {
        let text = String(repeating: "#EXTINF:4.00000,\ne3/4711.m4s\n", count: 100)
        let prepared = PreparedResponse(
            Response(type: "application/vnd.apple.mpegurl", ["ETag": "\"p\""], text: text))
        let test = try TestServer { request in
            switch request.segments[0] {
            case "text": .now(Response(type: "text/plain", ["Vary": "Accept-Language"], text: text))
            case "short": .now(Response(type: "text/plain", text: "short"))
            case "media": .now(Response(type: "video/mp4", text: text))
            case "work": .work { _ in Response(type: "application/json", text: text) }
            default: .now(Response(prepared))
            }
        }
        test.server.hotPaths.set("/hot", prepared)
        let client = try RawClient(test.port)
        for path in ["/text", "/work", "/prepared", "/hot"] {
            let plain = try client.get(path)
            #expect(plain["Content-Encoding"] == nil)
            #expect(plain.text == text)
            #expect(plain["Vary"]?.hasSuffix("Accept-Encoding") == true)
            let packed = try client.get(path, "Accept-Encoding: deflate, gzip\r\n")
            #expect(packed["Content-Encoding"] == "gzip", "\(path)")
            #expect(packed.body.count < text.utf8.count / 4)
            #expect(try unpacked(packed.body) == text)
            let part = try client.get(path, "Accept-Encoding: gzip\r\nRange: bytes=0-6\r\n")
            #expect(part.status == 206)
            #expect(part["Content-Encoding"] == nil)
        }
        let packed = try client.get("/hot", "Accept-Encoding: gzip\r\n")
        #expect(packed["ETag"] == "\"p-gz\"")
        let again = try client.get(
            "/hot", "Accept-Encoding: gzip\r\nIf-None-Match: \"p-gz\"\r\n")
        #expect(again.status == 304)
        #expect(try client.get("/text")["Vary"] == "Accept-Language, Accept-Encoding")
        #expect(try client.get("/short", "Accept-Encoding: gzip\r\n")["Content-Encoding"] == nil)
        let media = try client.get("/media", "Accept-Encoding: gzip\r\n")
        #expect(media["Content-Encoding"] == nil)
        #expect(media["Vary"] == nil)
    }

    /// By another program than ours.
    private func unpacked(_ bytes: [UInt8]) throws -> String {
        let file = try TemporaryFile(bytes)
        return try Program.run("/bin/sh", ["-c", "gzip -dc < \(file.path)"]).output
    }
}
