import MadeUpServers
import Testing

@testable import OParlClient

@Suite("Private addresses")
struct PrivateAddressTests {
    @Test(
        "are told from those of the public internet",
        arguments: [
            ([0, 0, 0, 0], false), ([10, 1, 2, 3], false), ([9, 255, 255, 255], true),
            ([11, 0, 0, 0], true), ([100, 63, 0, 1], true), ([100, 64, 0, 1], false),
            ([100, 127, 255, 255], false), ([100, 128, 0, 0], true), ([127, 0, 0, 1], false),
            ([127, 255, 255, 255], false), ([169, 254, 169, 254], false), ([169, 253, 0, 1], true),
            ([172, 15, 0, 1], true), ([172, 16, 0, 1], false), ([172, 31, 255, 255], false),
            ([172, 32, 0, 1], true), ([192, 0, 0, 8], false), ([192, 0, 2, 1], false),
            ([192, 167, 0, 1], true), ([192, 168, 0, 1], false), ([198, 17, 0, 1], true),
            ([198, 18, 0, 1], false), ([198, 19, 255, 255], false), ([198, 20, 0, 1], true),
            ([203, 0, 113, 9], false), ([223, 255, 255, 255], true), ([224, 0, 0, 1], false),
            ([239, 255, 255, 255], false), ([240, 0, 0, 1], false), ([255, 255, 255, 255], false),
            ([8, 8, 8, 8], true), ([93, 184, 216, 34], true),
        ] as [([UInt8], Bool)])
    func version4(bytes: [UInt8], isPublic: Bool) throws {
        let address = try #require(InternetAddress(bytes))
        #expect(address.isPublic == isPublic)
        #expect(address.description == bytes.map(String.init).joined(separator: "."))
        // The same in the clothes of version 6: mapped, translated, compatible, 6to4.
        let mapped: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF] + bytes
        let translated: [UInt8] =
            [0, 0x64, 0xFF, 0x9B] + Array(repeating: 0, count: 8) + bytes
        #expect(InternetAddress(mapped)?.isPublic == isPublic)
        #expect(InternetAddress(translated)?.isPublic == isPublic)
        let compatible = InternetAddress(Array(repeating: 0, count: 12) + bytes)
        let tunnelled = InternetAddress([0x20, 0x02] + bytes + Array(repeating: 0, count: 10))
        let local = InternetAddress([0, 0x64, 0xFF, 0x9B, 0, 1, 0, 0, 0, 0, 0, 0] + bytes)
        #expect([compatible, tunnelled, local].allSatisfy { $0?.isPublic == false })
    }

    @Test(
        "of version 6 too",
        arguments: [
            ("::", false), ("::1", false), ("fe80::1", false), ("fec0::1", false),
            ("fc00::1", false), ("fd12:3456::1", false), ("ff02::1", false), ("100::1", false),
            ("2001::1", false), ("2001:1ff:ffff::1", false), ("2001:200::1", true),
            ("2001:db8::1", false), ("2002:808:808::1", false), ("2003:0:1::1", true),
            ("2a01:4f8::1", true), ("2606:4700:4700::1111", true), ("3fff:1::1", false),
            ("3fff:1000::1", true), ("4000::1", false), ("5f00::1", false), ("1fff::1", false),
        ])
    func version6(text: String, isPublic: Bool) throws {
        var bytes: [UInt8] = []
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        let groups = halves.map { $0.split(separator: ":").compactMap { UInt16($0, radix: 16) } }
        let zeros = Array(repeating: UInt16(0), count: 8 - groups[0].count - groups[1].count)
        for group in groups[0] + zeros + groups[1] {
            bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
        }
        let address = try #require(InternetAddress(bytes))
        #expect(address.isPublic == isPublic)
        #expect(address.description == text)
        #expect(InternetAddress(Array(bytes.dropLast())) == nil)
    }

    @Test(
        "are refused by whatever name, with the line that allows them, and nobody is asked",
        arguments: [
            "127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "0", "[::1]",
            "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
        ])
    func refused(host: String) throws {
        let endpoint = try Endpoint(["/m": CrawlOddity.list(CrawlOddity.meeting("A"))])
        let address = endpoint.base.replacing("127.0.0.1", with: host) + "/m"
        let error = #expect(throws: CrawlError.self) {
            try Crawling(address) { $0.allowsPrivateAddresses = false }
        }
        #expect(error?.code == .privateAddress)
        let sentence = error?.description ?? ""
        #expect(sentence.contains("oparl = { privateAddresses = true; };"), "\(sentence)")
        #expect(endpoint.requests == 0)
    }

    @Test("are refused to redirects, next pages, lists and objects as well")
    func refusedOnTheWay() throws {
        let hidden = try Endpoint(["/m": CrawlOddity.list(CrawlOddity.meeting("A"))])
        let there = hidden.base.replacing("127.0.0.1", with: "127.0.0.2") + "/m"
        let endpoint = try Endpoint([
            "/redirect": .redirect(there),
            "/next": CrawlOddity.list("{\"id\": \"x\"}", next: there),
            "/list": .json(#"{"type": "Body", "meeting": "\#(there)"}"#),
            "/object": CrawlOddity.list("\"\(there)\"", CrawlOddity.meeting("B")),
            "/o/1": .json(CrawlOddity.council),
        ])
        func crawl(_ path: String) throws -> Crawling {
            try Crawling(endpoint.base + path) {
                $0.allowsPrivateAddresses = false
                $0.allowedAddresses = InternetAddress([127, 0, 0, 1]).map { [$0] } ?? []
            }
        }
        for path in ["/redirect", "/next", "/list"] {
            let error = #expect(throws: CrawlError.self, "\(path)") { try crawl(path) }
            #expect(error?.code == .privateAddress, "\(path)")
        }
        let lines = try crawl("/object").lines
        #expect(lines.first == "B of Rat")
        #expect(lines.last?.contains("it lies in a private network and is refused") == true)
        #expect(hidden.requests == 0)
    }
}
