import Foundation
import HLSChecker
import Testing

@Suite("Each rule finds the one playlist that breaks it, and nothing else is found there")
struct RuleTests {
    @Test("Of the text of a playlist", arguments: Corpus.rules(.text))
    func text(rule: Rule) throws {
        let findings = PlaylistCheck.findings(in: try Corpus.bytes("\(rule.rawValue).m3u8"))
        #expect(Set(findings.map(\.rule)) == [rule], "\(findings)")
    }

    @Test("Of a playlist that is loaded again", arguments: Corpus.rules(.loads))
    func loads(rule: Rule) throws {
        var history = PlaylistHistory()
        let first = try Corpus.text("\(rule.rawValue).1.m3u8")
        let second = try Corpus.text("\(rule.rawValue).2.m3u8")
        for text in [first, second] { #expect(PlaylistCheck.findings(in: text) == []) }
        #expect(history.add(first) == [])
        #expect(history.add(first) == [])
        let findings = history.add(second)
        #expect(Set(findings.map(\.rule)) == [rule], "\(findings)")
    }

    @Test("Of a delta update beside the whole playlist", arguments: Corpus.rules(.deltas))
    func deltas(rule: Rule) throws {
        let names = try Corpus.names().filter { $0.hasPrefix("\(rule.rawValue).") }
        #expect(names.count == 3)
        let texts = try names.map(Corpus.text)
        for text in texts { #expect(PlaylistCheck.findings(in: text) == []) }
        let directive = String(try #require(names[1].split(separator: ".").dropLast().last))
        for whole in [texts[0], texts[2]] {
            let findings = DeltaCheck.findings(
                earlier: texts[0], delta: whole, whole: whole, directive: directive)
            #expect(findings == [])
        }
        let findings = DeltaCheck.findings(
            earlier: texts[0], delta: texts[1], whole: texts[2], directive: directive)
        #expect(Set(findings.map(\.rule)) == [rule], "\(findings)")
    }

    @Test("Of the playlists of a presentation", arguments: Corpus.rules(.presentation))
    func presentation(rule: Rule) throws {
        var watch = Watch(
            Corpus.folder.appending(path: "\(rule.rawValue)/index.m3u8"),
            load: { [UInt8](try Data(contentsOf: $0)) })
        watch.looksAtMedia = false
        let findings = try watch.look()
        #expect(Set(findings.map(\.rule)) == [rule], "\(findings)")
    }

    @Test("Of media", arguments: Corpus.rules(.media))
    func media(rule: Rule) throws {
        let change = try #require(MediaExample.broken[rule], "No example breaks \(rule).")
        var example = MediaExample()
        change(&example)
        let findings = try example.findings()
        #expect(Set(findings.map(\.rule)) == [rule], "\(findings)")
    }

    @Test("Every file is named by a rule, and every rule says where it stands")
    func names() throws {
        let names = try Corpus.names().map { String($0.prefix { $0 != "." }) }
        let rules = Rule.allCases.filter { $0.law.level != .media }.map(\.rawValue)
        #expect(Set(names).subtracting(["examples"]) == Set(rules))
        for rule in Rule.allCases {
            #expect(rule.law.section.hasPrefix("§") && rule.law.sentence.hasSuffix("."))
        }
    }
}
