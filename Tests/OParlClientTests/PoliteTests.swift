import Foundation
import MadeUpServers
import Testing

@testable import OParlClient

@Suite("Polite crawls")
struct PoliteTests {
    /// Meetings by name alone: each is asked for by itself.
    private static func names(_ count: Int) -> [String: Reply] {
        var answers = ["/o/1": Reply.json(CrawlOddity.council)]
        let names = (1...count).map { #""BASE/m/\#($0)""# }
        answers["/m"] = .json("[\(names.joined(separator: ","))]")
        for number in 1...count {
            answers["/m/\(number)"] = .json(CrawlOddity.meeting("\(number)"))
        }
        return answers
    }

    @Test("no more requests run at once than allowed, and that many do", arguments: [1, 2, 3])
    func atOnce(count: Int) throws {
        let endpoint = try Endpoint(Self.names(60), delay: .milliseconds(20))
        let crawling = try Crawling(endpoint.base + "/m") { $0.atOnce = count }
        #expect(crawling.lines.count == 60)
        #expect(endpoint.mostAtOnce == count)
    }

    @Test("Retry-After is waited for by all, in seconds and as a date", arguments: [true, false])
    func retryAfter(isDate: Bool) throws {
        var answers = Self.names(8)
        answers["/m/1"] = .inTurn([
            .made { _ in
                let format = DateFormatter()
                format.locale = Locale(identifier: "en_US_POSIX")
                format.timeZone = .gmt
                format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
                // The date has whole seconds: two from now are at least one.
                let date = format.string(from: Date().addingTimeInterval(2))
                return .status(503, ["Retry-After": isDate ? date : "1"])
            }, .json(CrawlOddity.meeting("1")),
        ])
        let endpoint = try Endpoint(answers)
        let crawling = try Crawling(endpoint.base + "/m") { $0.atOnce = 1 }
        #expect(crawling.lines.count == 8)
        let times = endpoint.times("/m/1")
        #expect(times.count == 2)
        let pause = times[1] - times[0]
        #expect(pause >= .milliseconds(isDate ? 900 : 1000), "\(pause)")
        #expect(endpoint.times("/m/2")[0] - times[0] >= .milliseconds(900))
    }

    @Test("between the tries lie pauses that double")
    func backOff() throws {
        let endpoint = try Endpoint(["/m": .status(500)])
        _ = try? Crawling(endpoint.base + "/m") { $0.pause = .milliseconds(40) }
        let times = endpoint.times("/m")
        #expect(times.count == 5)
        for (index, shortest) in [20, 40, 80, 160].enumerated() {
            let pause = times[index + 1] - times[index]
            #expect(pause >= .milliseconds(shortest), "\(index): \(pause)")
        }
    }

    @Test("what leads nowhere again and again is asked for no more")
    func misses() throws {
        var answers = Self.names(2)
        let items = (1...200).map { #""BASE/i/\#($0)""# }.joined(separator: ",")
        answers["/m/1"] = .json(CrawlOddity.meeting("1", "\"agendaItem\": [\(items)]"))
        let endpoint = try Endpoint(answers)
        let crawling = try Crawling(endpoint.base + "/m") { $0.misses = 30 }
        #expect(Set(crawling.lines.prefix(2)) == ["1 of Rat", "2 of Rat"])
        // Those under way when it was enough are let come.
        #expect((30...33).contains(endpoint.requests - 4), "\(endpoint.requests)")
    }

    @Test("a server that fails again and again is left alone; what came is kept")
    func failures() throws {
        var answers = Self.names(3)
        let items = (1...50).map { #""BASE/i/\#($0)""# }.joined(separator: ",")
        answers["/m/1"] = .json(
            CrawlOddity.meeting("1", "\"agendaItem\": [{\"name\": \"X\"}, \(items)]"))
        for item in 1...50 { answers["/i/\(item)"] = .status(500) }
        let endpoint = try Endpoint(answers)
        let crawling = try Crawling(endpoint.base + "/m") { $0.failuresInARow = 5 }
        #expect(crawling.report.isCutShort)
        #expect(crawling.lines.contains("1 of Rat (in part),  X"))
        #expect(endpoint.requests < 75, "\(endpoint.requests) of 154")
    }

    @Test("a server that asks for a long rest is asked no more")
    func longRest() throws {
        var answers = Self.names(40)
        answers["/m/3"] = .status(429, ["Retry-After": "86400"])
        let endpoint = try Endpoint(answers)
        let crawling = try Crawling(endpoint.base + "/m") { $0.atOnce = 1 }
        #expect(crawling.report.isCutShort)
        #expect(crawling.lines.prefix(2).allSatisfy { $0.contains(" of ") })
        #expect(endpoint.requests == 4, "\(endpoint.requests)")
    }

    @Test("called off, it ends at once, whatever it waits for")
    func cancelled() throws {
        let server = try RawServer { peer, _ in peer.waitForEnd() }
        let begin = ContinuousClock.now
        let isCancelled = { ContinuousClock.now - begin > .milliseconds(50) }
        #expect(throws: CancellationError.self) {
            try Crawling(server.base, { $0.stallTime = .seconds(60) }, isCancelled: isCancelled)
        }
        // Long before it would give up by itself.
        #expect(ContinuousClock.now - begin < .seconds(30))
    }
}
