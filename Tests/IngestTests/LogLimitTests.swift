import Foundation
import Synchronization
import Testing

@testable import Ingest

@Suite struct LogLimitTests {
    @Test("Of each kind of line five come through in a minute, and what is missing is counted")
    func limits() {
        let lines = Mutex<[String]>([])
        let start = ContinuousClock.now
        let passed = Mutex(Duration.zero)
        let limit = LogLimit(
            { line in lines.withLock { $0.append(line) } },
            now: { start + passed.withLock { $0 } })
        for number in 0..<1_000 { limit.write("The clock jumped by \(number).5 s.") }
        limit.write("Another kind.")
        #expect(lines.withLock { $0.count } == 6)
        passed.withLock { $0 = .seconds(61) }
        limit.write("The clock jumped by 7 s.")
        limit.write("Another kind.")
        #expect(
            lines.withLock { Array($0.suffix(3)) } == [
                "Another kind.",
                "The clock jumped by 7 s. (995 lines like this were left out.)",
                "Another kind.",
            ])
    }
}
