import Foundation

/// Damaged copies of some bytes, the same ones at every run.
public struct Mutations: Sequence, Sendable {
    private let original: [UInt8]
    private let count: Int
    private let seed: UInt64

    private static let factor = ProcessInfo.processInfo.environment["RATSKANAL_MUTATIONS"]
        .flatMap(Int.init)

    /// Whether RATSKANAL_MUTATIONS asks for tests that take the machine for themselves.
    public static var areWanted: Bool { factor != nil }

    /// With RATSKANAL_MUTATIONS=N in the environment, N times as many.
    public init(of original: [UInt8], count: Int, seed: UInt64 = 1) {
        self.original = original
        self.count = count * Swift.max(1, Self.factor ?? 1)
        self.seed = seed
    }

    public func makeIterator() -> AnyIterator<[UInt8]> {
        var random = SeededGenerator(seed: seed)
        var left = count
        return AnyIterator {
            guard left > 0 else { return nil }
            left -= 1
            return Self.damaged(original, &random)
        }
    }

    /// Some bits are flipped, or a stretch is gone, doubled, emptied or cut off; often several.
    private static func damaged(
        _ original: [UInt8], _ random: inout SeededGenerator
    ) -> [UInt8] {
        var bytes = original
        for _ in 0..<(1 << Int.random(in: 0...4, using: &random)) {
            guard !bytes.isEmpty else { return bytes }
            let start = Int.random(in: 0..<bytes.count, using: &random)
            let end = Swift.min(bytes.count, start + Int.random(in: 1...64, using: &random))
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<10: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 10..<13: bytes[start] = UInt8.random(in: 0...255, using: &random)
            case 13..<15: bytes.removeSubrange(start..<end)
            case 15..<17: bytes.insert(contentsOf: bytes[start..<end], at: start)
            case 17..<19:
                for index in start..<end { bytes[index] = 0xFF }
            default: bytes.removeSubrange(start...)
            }
        }
        return bytes
    }
}
