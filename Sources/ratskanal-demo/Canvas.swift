import Foundation

/// A small picture with alpha, painted shape by shape.
struct Canvas {
    struct Colour {
        var red, green, blue: Double

        init(_ hex: UInt32) {
            red = Double(hex >> 16 & 0xFF)
            green = Double(hex >> 8 & 0xFF)
            blue = Double(hex & 0xFF)
        }
    }

    let width: Int
    let height: Int
    private var pixels: [UInt8]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        pixels = [UInt8](repeating: 0, count: width * height * 4)
    }

    mutating func rectangle(_ x: Int, _ y: Int, _ w: Int, _ h: Int, _ colour: Colour) {
        for row in max(0, y)..<min(height, y + h) {
            for column in max(0, x)..<min(width, x + w) { blend(column, row, colour, 1) }
        }
    }

    /// Softness is the width of its rim in pixels.
    mutating func ellipse(
        _ x: Double, _ y: Double, _ rx: Double, _ ry: Double, _ colour: Colour,
        softness: Double = 1.5
    ) {
        let reach = softness + 1
        for row in max(0, Int(y - ry - reach))..<min(height, Int(y + ry + reach) + 1) {
            for column in max(0, Int(x - rx - reach))..<min(width, Int(x + rx + reach) + 1) {
                let dx = (Double(column) - x) / rx
                let dy = (Double(row) - y) / ry
                let outside = ((dx * dx + dy * dy).squareRoot() - 1) * min(rx, ry)
                blend(column, row, colour, min(1, max(0, 0.5 - outside / softness)))
            }
        }
    }

    private mutating func blend(_ x: Int, _ y: Int, _ colour: Colour, _ cover: Double) {
        guard cover > 0 else { return }
        let at = (y * width + x) * 4
        let below = Double(pixels[at + 3]) / 255
        let alpha = cover + below * (1 - cover)
        for (index, value) in [colour.red, colour.green, colour.blue].enumerated() {
            let mixed = (value * cover + Double(pixels[at + index]) * below * (1 - cover)) / alpha
            pixels[at + index] = UInt8(mixed.rounded())
        }
        pixels[at + 3] = UInt8((alpha * 255).rounded())
    }

    /// As PAM with alpha, which ffmpeg reads.
    var file: Data {
        let head =
            "P7\nWIDTH \(width)\nHEIGHT \(height)\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n"
        return Data(head.utf8) + Data(pixels)
    }
}
