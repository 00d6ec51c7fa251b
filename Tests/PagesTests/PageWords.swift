import Agenda
import Foundation

@testable import Pages

/// What a page shows or says of its own.
struct PageWords {
    private var texts: Set<String> = []

    init(_ html: String, in language: Language) {
        // Text, but for elements that are marked as German.
        var foreign: [String] = []
        let void: Set<String> = ["meta", "link", "input", "br", "img"]
        for piece in html.matches(of: #/<(\/?)([a-z0-9]+)([^>]*?)(\/?)>([^<]*)/#) {
            let (_, closing, name, attributes, selfClosing, text) = piece.output
            if !closing.isEmpty {
                if !foreign.isEmpty { foreign.removeLast() }
            } else if selfClosing.isEmpty, !void.contains(String(name)),
                !foreign.isEmpty
                    || language == .english && attributes.contains(" lang=\"de\"")
                    || language == .german && attributes.contains(" lang=\"en\"")
            {
                foreign.append(String(name))
            }
            for spoken in attributes.matches(
                of: #/ (?:aria-label|aria-valuetext|placeholder|title|alt)="([^"]*)"/#)
            {
                texts.insert(Self.plain(String(spoken.output.1)))
            }
            guard foreign.isEmpty else { continue }
            if name == "script" {
                guard attributes.contains("id=\"texts\"") else { continue }
                texts.formUnion(Self.strings(in: String(text)))
            } else {
                texts.insert(Self.plain(String(text)))
            }
        }
    }

    /// Those words of it that are among these and that nobody typed.
    func among(_ words: Set<String>) -> Set<String> {
        let suspects = texts.filter { !words.isDisjoint(with: Self.words(in: $0)) }
        return suspects.reduce(into: Set<String>()) { found, text in
            found.formUnion(words.intersection(Self.words(in: Self.withoutData(text))))
        }
    }

    /// Every word of a file of texts, its Swift included.
    static func written(in files: String...) throws -> Set<String> {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/Pages/Texts")
        var found: Set<String> = []
        for file in files {
            let url = folder.appendingPathComponent("\(file).swift")
            for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
            where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                found.formUnion(words(in: String(line)))
            }
        }
        return found
    }

    private static func words(in text: String) -> [String] {
        text.matches(of: #/\p{L}{2,}/#).map { String($0.output) }
    }

    private static func plain(_ text: String) -> String {
        text.replacing("&amp;", with: "&").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
    }

    private static func strings(in json: String) -> [String] {
        do {
            return Array(
                try JSONDecoder().decode([String: String].self, from: Data(json.utf8)).values)
        } catch {
            return ["\(error)"]
        }
    }

    /// Without names and what else people typed, the longest first.
    private static func withoutData(_ text: String) -> String {
        data.reduce(text) { $0.replacing($1, with: " ") }
    }

    private static let data: [String] = {
        let persons = Sample.persons.flatMap { person in
            [person.name, person.role ?? ""] + person.memberships.map(\.faction)
        }
        let items = Sample.agenda.flatMap { item in
            [item.title, item.result ?? ""] + item.papers.flatMap { [$0.reference, $0.title] }
        }
        let marks = (Sample.markers + Sample.later).compactMap(\.text)
        let others = [
            "Ausschuss für Bauen und Verkehr", "Ausschuss für Schule und Sport", "Stadt Auenburg",
            "Stadtrat, 31. Sitzung", "Stadtrat", "Ratssaal", "Ratskanal", "Weidenwek", "Weidenweg",
            "grundschule weidenweg", "grundschule", "Osterkamp", "Wendelin", "Karadeniz-Holm",
            "Marktplatz 1, 12345 Auenburg", "Rathaus, Raum 214",
        ]
        return (persons + items + marks + others).filter { !$0.isEmpty }
            .sorted { $0.count > $1.count }
    }()
}
