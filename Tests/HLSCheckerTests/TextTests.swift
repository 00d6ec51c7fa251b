import Testing

@testable import HLSChecker

@Suite("Taking playlists apart")
struct TextTests {
    @Test(
        "Attribute lists (RFC 8216bis §4.2)",
        arguments: [
            ("A=1,B=\"x,y\",C=YES", ["A=1", "B=\"x,y\"", "C=YES"], 0),
            ("A=\"\u{301}x\",B=1", ["A=\"\u{301}x\"", "B=1"], 0),
            ("A=\"\",B=1", ["A=\"\"", "B=1"], 0), ("A", [], 1), ("A=1,,B=2", ["A=1", "B=2"], 1),
            ("A=\"x", ["A=\"x"], 1), ("a=1", ["a=1"], 1), ("A=1 ,B=2", ["A=1 ", "B=2"], 1),
            ("A=,B=2", ["A=", "B=2"], 1), ("A=\"x\"y", ["A=\"x\""], 1), ("", [], 1),
        ])
    func attributes(text: String, read: [String], faults: Int) {
        let list = AttributeList(text)
        #expect(list.all.map { "\($0.name)=\($0.written)" } == read)
        #expect(list.faults.count == faults)
    }

    @Test(
        "Dates of ISO 8601",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2010-02-19T14:54:23.031+08:00", 1_266_562_463_031),
            ("2000-02-29T12:00:00.5-0130", 951_831_000_500),
            ("2026-11-20T17:00:00", 1_795_194_000_000),
            ("2026-11-20 17:00:00", nil), ("2026-13-20T17:00:00Z", nil), ("2026-11-20T17:00Z", nil),
            ("2026-11-20T17:00:00.Z", nil), ("2026-11-20T17:00:00Zulu", nil),
        ] as [(String, Int64?)])
    func moments(text: String, milliseconds: Int64?) {
        #expect(Moment(text)?.microseconds == milliseconds.map { $0 * 1000 })
    }

    @Test(
        "Decimal numbers",
        arguments: [
            ("4", 4.0, 0.5), ("4.0", 4.0, 0.05), ("0.52000", 0.52, 0.000_005), (".5", 0.5, 0.05),
            ("4.", 4, 0.5), ("-1", nil, 0), ("1e3", nil, 0), (".", nil, 0), ("", nil, 0),
        ] as [(String, Double?, Double)])
    func decimals(text: String, value: Double?, rounding: Double) {
        let written = WrittenSeconds(text)
        #expect(written?.value == value)
        #expect(abs((written?.rounding ?? 0) - rounding) < 1e-12)
    }

    @Test("Lines end with a line feed, or a carriage return and one")
    func lines() {
        let lines = Line.all(of: "#EXTM3U\r\n\r\n# a comment\n#EXTINF:4,x:y\nhttp://a/b\n")
        #expect(
            lines.map(\.content) == [
                .tag("EXTM3U", value: nil), .blank, .comment, .tag("EXTINF", value: "4,x:y"),
                .uri("http://a/b"),
            ])
    }
}
