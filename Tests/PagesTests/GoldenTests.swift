import Foundation
import Pages
import Testing

/// Each page of the small session, to the letter.
///
/// With RATSKANAL_GOLDEN=write the files are written anew; read the difference before it is kept.
@Suite("Pages to the letter")
struct GoldenTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden", isDirectory: true)

    static let names = SmallSample().pages.map(\.name)

    @Test("A page is what its file says", arguments: names, Language.allCases)
    func golden(_ name: String, _ language: Language) throws {
        let sample = SmallSample(language: language)
        let page = try #require(sample.pages.first { $0.name == name })
        let html = Self.steady(page.html.markup)
        let file = Self.folder
            .appendingPathComponent(language == .german ? "" : language.rawValue)
            .appendingPathComponent("\(name).html")
        if ProcessInfo.processInfo.environment["RATSKANAL_GOLDEN"] == "write" {
            try Data(html.utf8).write(to: file)
            return
        }
        let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        if html != expected {
            let pair = zip(
                html.split(separator: "\n", omittingEmptySubsequences: false),
                expected.split(separator: "\n", omittingEmptySubsequences: false))
            let line = pair.enumerated().first { $0.element.0 != $0.element.1 }
            Issue.record(
                """
                \(name).html, line \((line?.offset ?? 0) + 1)
                is        \(line?.element.0 ?? "longer or shorter")
                should be \(line?.element.1 ?? "")
                """)
        }
    }

    /// Without what changes with the style sheet and with the scripts' words.
    private static func steady(_ html: String) -> String {
        html.replacing(#/\?v=[0-9a-z]+/#, with: "?v=VERSION")
            .replacing(
                #/(<script type="application/json" id="texts">).*?(</script>)/#
            ) { "\($0.output.1){}\($0.output.2)" }
    }
}
