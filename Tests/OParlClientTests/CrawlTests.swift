import Foundation
import MadeUpServers
import Testing

@testable import OParlClient

@Suite("Crawling OParl")
struct CrawlTests {
    @Test("what real servers do", arguments: CrawlOddity.all)
    func oddities(oddity: CrawlOddity) throws {
        let endpoint = try Endpoint(oddity.answers)
        let crawling = try Crawling(endpoint.base + oddity.start)
        #expect(
            crawling.lines.sorted()
                == oddity.lines.map { $0.replacing("BASE", with: endpoint.base) }.sorted())
        for (target, count) in oddity.requests {
            #expect(endpoint.count(target) == count, "\(target)")
        }
        #expect(crawling.report.progress.requests == endpoint.requests)
        #expect(endpoint.userAgents.allSatisfy { $0.hasPrefix("Ratskanal") })
    }
}
