import Agenda
import Testing

@Suite("Spelling")
struct SpellingTests {
    @Test(
        "names the word that was meant, or none",
        arguments: [
            ("sesion", "session"), ("sessoin", "session"), ("TITEL", "Titel"),
            ("Oeffentlich", "Öffentlich"), ("banana", nil), ("", nil),
        ] as [(String, String?)])
    func nearest(word: String, meant: String?) {
        let words = ["session", "search", "Titel", "Öffentlich"]
        #expect(Spelling.nearest(to: word, in: words) == meant)
    }
}
