import Foundation

/// The chamber as it is painted: a panelled wall with the city's arms, and somebody at the desk.
enum Scene {
    struct Files: Sendable {
        var chamber = "saal.pam"
        var speaker = "rednerin.pam"
        var mouth = "mund.pam"
    }

    static func paint(in folder: DemoFolder) throws -> Files {
        let files = Files()
        try folder.write(chamber.file, to: files.chamber)
        try folder.write(speaker.file, to: files.speaker)
        try folder.write(mouth.file, to: files.mouth)
        return files
    }

    private static var chamber: Canvas {
        var canvas = Canvas(width: 1280, height: 720)
        for panel in 0..<12 {
            let x = panel * 110
            canvas.rectangle(x, 0, 110, 720, .init(panel % 2 == 0 ? 0x6B4226 : 0x734A2C))
            canvas.rectangle(x, 0, 3, 720, .init(0x4E2F1B))
        }
        canvas.rectangle(0, 0, 200, 470, .init(0x25364A))
        canvas.rectangle(95, 0, 8, 470, .init(0x16212E))
        canvas.rectangle(0, 215, 200, 8, .init(0x16212E))
        arms(on: &canvas)
        for (x, jacket) in [(250.0, UInt32(0x2C2F36)), (1130, 0x4A1F2A)] {
            canvas.ellipse(x, 560, 95, 110, .init(jacket), softness: 8)
            canvas.ellipse(x, 425, 38, 50, .init(0xB98E76), softness: 8)
            canvas.ellipse(x, 395, 40, 26, .init(0x8F8A86), softness: 8)
        }
        canvas.rectangle(0, 560, 1280, 160, .init(0x5A351D))
        canvas.rectangle(0, 560, 1280, 6, .init(0xA77647))
        return canvas
    }

    /// A shield with a castle over waves.
    private static func arms(on canvas: inout Canvas) {
        canvas.rectangle(880, 90, 170, 110, .init(0xC9A54C))
        canvas.ellipse(965, 200, 85, 110, .init(0xC9A54C))
        canvas.rectangle(888, 98, 154, 102, .init(0x1F5B66))
        canvas.ellipse(965, 200, 77, 102, .init(0x1F5B66))
        canvas.rectangle(915, 160, 100, 60, .init(0xE8DFC4))
        for tower in 0..<3 { canvas.rectangle(915 + tower * 36, 130, 28, 40, .init(0xE8DFC4)) }
        for wave in 0..<5 {
            canvas.ellipse(905 + Double(wave) * 30, 250, 17, 8, .init(0xE8DFC4))
        }
    }

    private static var speaker: Canvas {
        var canvas = Canvas(width: 420, height: 440)
        canvas.ellipse(210, 170, 105, 150, .init(0x6E2F1E))
        canvas.ellipse(210, 430, 200, 170, .init(0x1F5B66))
        canvas.rectangle(180, 240, 60, 60, .init(0xD9A58A))
        canvas.ellipse(210, 300, 46, 50, .init(0xF1ECE4))
        canvas.ellipse(210, 165, 78, 105, .init(0xE7B89C))
        canvas.ellipse(210, 82, 86, 50, .init(0x7B3823))
        for x in [180.0, 240] {
            canvas.ellipse(x, 155, 13, 7, .init(0xFFFFFF))
            canvas.ellipse(x, 155, 6, 6, .init(0x2B2420))
            canvas.rectangle(Int(x) - 18, 134, 36, 5, .init(0x5A2A1B))
        }
        canvas.ellipse(210, 190, 9, 16, .init(0xD39C80))
        canvas.rectangle(188, 228, 44, 5, .init(0xA04A44))
        canvas.rectangle(120, 330, 6, 110, .init(0x15181A))
        canvas.ellipse(123, 322, 10, 18, .init(0x15181A))
        return canvas
    }

    private static var mouth: Canvas {
        var canvas = Canvas(width: 56, height: 28)
        canvas.ellipse(28, 12, 22, 10, .init(0x6B211F))
        return canvas
    }
}
