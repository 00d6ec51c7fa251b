import Agenda
import Foundation
import Mutating
import Testing

@Suite("JSON as it comes")
struct OParlJSONTests {
    private func title(_ bytes: [UInt8]) throws -> String? {
        let reader = OParlReader(timeZone: OParlLines.berlin)
        try reader.take(bytes, from: "x.json")
        return try reader.contents().all().first?.title
    }

    private static func meeting(_ name: String) -> String {
        #"{"id": "m", "type": "Meeting", "start": "2026-11-20T17:00", "name": "\#(name)"}"#
    }

    @Test(
        "control characters, odd escapes and any bracket inside of strings are text",
        arguments: [
            ("Rat\u{0}\u{1}\u{8} zwei", "Rat zwei"), ("Rat\nzwei\r\n", "Rat zwei"),
            (#"a\"b]}{[\\"#, #"a"b]}{[\"#), (#"\u00fc\/\t\ud83d\udce2"#, "ü/ 📢"),
            (
                #"halb \ud83d, \uDCE2 und \ud83d\ud83d\udce2"#,
                "halb \u{FFFD}, \u{FFFD} und \u{FFFD}📢"
            ),
            ("Größe – 3 €", "Größe – 3 €"), (#"ein \\u0000"#, #"ein \u0000"#),
        ])
    func strings(written: String, read: String) throws {
        #expect(try title(Array(Self.meeting(written).utf8)) == read)
    }

    @Test("a text without end is cut off, in the middle of whatever stands there")
    func longText() throws {
        for unit in ["ü", "\\u00fc", "a", "€", "\\n "] {
            let long = String(repeating: unit, count: 20_000)
            let title = try #require(try title(Array(Self.meeting("x" + long).utf8)))
            #expect(title.utf8.count <= 16_400 && title.hasPrefix("x"))
        }
    }

    @Test("UTF-8 with a mark, UTF-16 and Windows-1252 are told apart")
    func encodings() throws {
        let text = Self.meeting("Größe – 3 €")
        for saved in EncodingTests.Saved.allCases {
            #expect(try title(saved.bytes(text)) == "Größe – 3 €", "\(saved)")
            #expect(OParlReader.isMeant(by: saved.bytes("\n " + text)), "\(saved)")
            #expect(!OParlReader.isMeant(by: saved.bytes("TOP;Titel\n1;A")), "\(saved)")
        }
    }

    @Test(
        "what is no JSON is refused with its place and what to do",
        arguments: [
            ("", AgendaError.Code.empty, 1, nil, "is empty"),
            (" \n\t\n", .empty, 1, nil, "is empty"),
            ("\n<!DOCTYPE html><html>", .webPage, 2, 1, "web page"),
            ("<?xml version=\"1.0\"?>", .webPage, 1, 1, "web page"),
            ("Fehler 500", .notJSON, 1, 1, "outside of quotes"),
            ("TOP;Titel\n1;A", .notJSON, 1, 1, "outside of quotes"),
            ("{\"id\": \"m\",\n \"data\": [1, 2", .cutOff, 2, 15, "cut off"),
            ("{\"id\": \"Größe", .cutOff, 1, 14, "cut off"), ("[tr", .cutOff, 1, 4, "cut off"),
            ("{\"id\": \"m\\", .cutOff, 1, 11, "cut off"),
            ("{\"id\": \"m\\u12", .cutOff, 1, 14, "cut off"),
            ("[1]\n]", .notJSON, 2, 1, "bracket"),
            ("[1,\r\n\r\n ü]", .notJSON, 3, 2, "outside of quotes"),
            ("{\"a\": yes}", .notJSON, 1, 7, "outside of quotes"),
            ("[1 2]", .notJSON, 1, 4, "no JSON"),
            ("{\"a\": 1}\n{\"b\": 2}", .notJSON, 2, 1, "no JSON"),
            ("{\"a\" 1}", .notJSON, 1, 6, "no JSON"),
            ("[1,]", .notJSON, 1, 4, "no JSON"), ("[01]", .notJSON, 1, 2, "no JSON"),
            ("[1.]", .notJSON, 1, 2, "no JSON"), ("[-]", .notJSON, 1, 2, "no JSON"),
            ("[\"\\x\"]", .notJSON, 1, 3, "no JSON"),
            ("[\"\\u12g4\"]", .notJSON, 1, 3, "no JSON"), ("{1: 2}", .notJSON, 1, 2, "no JSON"),
            ("[nul]", .notJSON, 1, 2, "outside of quotes"),
            (String(repeating: "[", count: 65), .notJSON, 1, 65, "nested too deeply"),
            (String(repeating: "{\"a\":", count: 99), .notJSON, 1, 321, "nested too deeply"),
        ] as [(String, AgendaError.Code, Int, Int?, String)])
    func refused(
        text: String, code: AgendaError.Code, line: Int, column: Int?, words: String
    ) throws {
        let error = #expect(throws: AgendaError.self) { try title(Array(text.utf8)) }
        #expect(error?.code == code)
        #expect(error?.line == line)
        #expect(error?.column == column)
        let description = try #require(error?.description)
        #expect(description.contains(words) && description.contains("fetch the file again"))
        #expect(description.hasPrefix("x.json, line \(line)") && description.hasSuffix("."))
    }

    @Test("a mixture of encodings is refused with line and column")
    func mixture() {
        let bytes = Array("[\"Größe\",\n \"".utf8) + [0xF6] + Array("\"]".utf8)
        let error = #expect(throws: AgendaError.self) { try title(bytes) }
        #expect(error?.code == .encoding)
        #expect(error?.line == 2)
        #expect(error?.column == 3)
    }

    @Test("cut anywhere or with any byte changed, a file is read or refused and nothing else")
    func damage() throws {
        let files = OParlOddity.ofAgendas.flatMap(\.files)
        let text = Array(try #require(files.max { $0.utf8.count < $1.utf8.count }).utf8)
        for end in 0..<text.count { expectAnswer(Array(text[..<end])) }
        var random = SeededGenerator(seed: 20_261_120)
        for _ in 0..<1000 {
            var bytes = text
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] =
                    UInt8.random(in: 0...255, using: &random)
            }
            expectAnswer(bytes)
        }
    }

    private func expectAnswer(_ bytes: [UInt8]) {
        do {
            _ = try title(bytes)
        } catch {
            #expect(error is AgendaError, "\(error)")
        }
    }
}
