import HTTP
import Synchronization
import Testing

@Suite struct PreparedCacheTests {
    @Test("A name's response is made once, until others have driven it out")
    func keepsTheNewest() {
        let cache = PreparedCache<Int>(limit: 3)
        var made: [Int] = []
        for key in [1, 2, 3, 1, 2, 3, 4, 2, 3, 4, 1, 3] {
            _ = cache.response(for: key) {
                made.append(key)
                return Response(type: "text/plain", text: "\(key)")
            }
        }
        #expect(made == [1, 2, 3, 4, 1])
        cache.removeAll()
        _ = cache.response(for: 4) {
            made.append(4)
            return Response(.noContent)
        }
        #expect(made == [1, 2, 3, 4, 1, 4])
    }
}
