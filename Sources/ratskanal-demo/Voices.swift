import Foundation

/// Speech of several voices in one file, by espeak-ng.
enum Voices {
    /// Makes the file; nil where espeak-ng is missing, and then the voice is made up.
    static func speak(in folder: DemoFolder) async throws -> String? {
        let name = "reden.wav"
        if FileManager.default.fileExists(atPath: folder.url.appending(path: name).path) {
            return name
        }
        var samples = Data()
        for line in String(decoding: PackageResources.reden_txt, as: UTF8.self)
            .split(separator: "\n")
        {
            let sides = line.split(separator: "|", maxSplits: 1)
            guard sides.count == 2 else { continue }
            let file = folder.url.appending(path: "rede.wav")
            let result = try await Command.run(
                URL(filePath: "/usr/bin/env"),
                [
                    "espeak-ng", "-v", String(sides[0]), "-s", "150", "-w", file.path,
                    String(sides[1]),
                ])
            guard result.status == 0, let wave = FileManager.default.contents(atPath: file.path)
            else { return nil }
            samples += wave.dropFirst(headerLength)
            samples += Data(count: sampleRate * 2 * 7 / 10)
        }
        try folder.write(header(of: samples.count) + samples, to: name)
        return name
    }

    private static let headerLength = 44
    /// What espeak-ng writes: mono, 16 bits.
    private static let sampleRate = 22_050

    private static func header(of length: Int) -> Data {
        func number(_ value: Int, bytes: Int) -> Data {
            Data((0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
        }
        var header = Data("RIFF".utf8) + number(36 + length, bytes: 4) + Data("WAVEfmt ".utf8)
        header += number(16, bytes: 4) + number(1, bytes: 2) + number(1, bytes: 2)
        header += number(sampleRate, bytes: 4) + number(sampleRate * 2, bytes: 4)
        header += number(2, bytes: 2) + number(16, bytes: 2)
        return header + Data("data".utf8) + number(length, bytes: 4)
    }
}
