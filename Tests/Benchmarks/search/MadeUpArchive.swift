import Agenda
import Storage

/// Sessions of made-up words: 300,000 of them, as unevenly common as in a language (Zipf), many
/// of them compounds of others.
struct MadeUpArchive {
    static let vocabulary = 300_000
    static let bodies = ["rat", "bau", "schule", "haupt", "umwelt", "soziales", "kultur", "sport"]

    private var generator = Generator(state: 2026)
    private let words: [String]
    /// The sums of 1/rank up to each word.
    private let sums: [Double]

    init() {
        let onsets = ["b", "d", "f", "g", "h", "k", "l", "m", "n", "r", "s", "t", "w", "sch", "st"]
        let vowels = ["a", "e", "i", "o", "u", "ä", "ö", "ü", "ei", "au"]
        let codas = ["", "l", "n", "r", "s", "t", "ch", "nd", "rk", "lt"]
        var generator = generator
        func syllable() -> String {
            onsets[generator.below(onsets.count)] + vowels[generator.below(vowels.count)]
                + codas[generator.below(codas.count)]
        }
        var words: [String] = []
        while words.count < Self.vocabulary {
            // The commonest are simple; each later one is often built from two of those.
            if words.count > 3_000, generator.below(3) > 0 {
                words.append(words[generator.below(3_000)] + words[generator.below(3_000)])
            } else {
                words.append(syllable() + syllable() + (generator.below(2) > 0 ? syllable() : ""))
            }
        }
        self.generator = generator
        self.words = words
        var sum = 0.0
        sums = (1...words.count).map { rank in
            sum += 1 / Double(rank)
            return sum
        }
    }

    /// The word of a rank: 0 is the commonest.
    func word(_ rank: Int) -> String { words[rank] }

    mutating func text(_ count: Int) -> String {
        (0..<count).map { _ in drawn() }.joined(separator: " ")
    }

    private mutating func drawn() -> String {
        let target = generator.fraction() * (sums.last ?? 0)
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] < target { low = middle + 1 } else { high = middle }
        }
        return words[low]
    }

    mutating func texts(session: Int, sentences: Int) -> [IndexedText] {
        var texts = [IndexedText(kind: .session, text: "Sitzung \(session)")]
        for index in 0..<25 {
            let item = Int64(session * 25 + index)
            let time = MediaTime(seconds: Double(index * 400))
            let title = text(8)
            texts.append(
                IndexedText(kind: .item, item: item, mediaTime: time, text: title))
            texts.append(
                IndexedText(
                    kind: .paper, item: item, mediaTime: time,
                    text: "A/\(1990 + session % 37)/\(item) " + text(8), context: title))
        }
        for index in 0..<120 {
            let person = Int64(generator.below(400))
            texts.append(
                IndexedText(
                    kind: .speaker, speech: Int64(session * 120 + index), person: person,
                    factions: ["Fraktion \(person % 6)"],
                    mediaTime: MediaTime(seconds: Double(index * 80)),
                    text: "Vorname\(person % 50) Nachname\(person)", context: text(8)))
        }
        for index in 0..<sentences {
            texts.append(
                IndexedText(
                    kind: .note, speech: Int64(session * sentences + index),
                    mediaTime: MediaTime(seconds: Double(index * 5)), text: text(30)))
        }
        return texts
    }
}

/// The same numbers in each run.
struct Generator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    mutating func fraction() -> Double { Double(next() >> 11) / Double(1 << 53) }
}
