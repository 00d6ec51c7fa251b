/// A playlist being written, as the bytes that are sent.
struct PlaylistText: Sendable {
    private(set) var bytes: [UInt8] = []

    /// Writes a line.
    mutating func line(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Writes lines that are ready.
    mutating func append(_ ready: ArraySlice<UInt8>) {
        bytes.append(contentsOf: ready)
    }

    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(count)
    }
}

/// Decimal numbers as playlists write them.
enum Decimal {
    /// `value / timescale` with five places, rounded to the nearest: `0.52000`.
    static func seconds(_ value: Int64, timescale: Int32) -> String {
        let scale = Int64(timescale)
        let (whole, rest) = value.quotientAndRemainder(dividingBy: scale)
        let places = (rest * 100_000 + scale / 2) / scale
        return fixed(whole * 100_000 + places, places: 5)
    }

    /// A number of thousandths: `12.480`.
    static func thousandths(_ value: Int64) -> String { fixed(value, places: 3) }

    private static func fixed(_ value: Int64, places: Int) -> String {
        var digits = String(value)
        if digits.utf8.count <= places {
            digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
        }
        let point = digits.index(digits.endIndex, offsetBy: -places)
        return "\(digits[..<point]).\(digits[point...])"
    }
}
