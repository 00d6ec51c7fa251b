import Testing

@testable import ratskanal_demo

@Suite("The demo's script")
struct StepTests {
    static func rows(_ bytes: [UInt8]) -> [[Substring]] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().map {
            $0.split(separator: ";", omittingEmptySubsequences: false)
        }
    }

    @Test(
        "A line is an event and the seconds until the next",
        arguments: [
            ("item N 12    20", .item("N 12"), 20),
            (
                "speech Dr. Helene Brandt (chair) 10", .speech("Dr. Helene Brandt", role: "chair"),
                10
            ),
            ("speech Leyla Aydın 8", .speech("Leyla Aydın", role: nil), 8),
            ("vote Angenommen, 31 Ja. 2", .vote("Angenommen, 31 Ja."), 2),
            ("end 1", .endOfSpeech, 1),
            ("break 12", .pause, 12), ("resume 1", .resume, 1), ("open 8", .openGate, 8),
            ("result 6.1 1", .result("6.1"), 1),
        ] as [(String, Step.Event, Int)])
    func lines(line: String, event: Step.Event, seconds: Int) {
        #expect(Step(line: line[...])?.event == event)
        #expect(Step(line: line[...])?.seconds == seconds)
    }

    @Test("What is no step is none", arguments: ["# item 1 2", "", "item 1", "sing 3", "12"])
    func noSteps(line: String) {
        #expect(Step(line: line[...]) == nil)
    }

    @Test("Every line of the script is read, and names what the sample knows")
    func script() {
        let lines = String(decoding: PackageResources.ablauf_txt, as: UTF8.self)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(Step.script.count == lines.count)
        let numbers = Set(Self.rows(PackageResources.tagesordnung_csv).map { String($0[0]) })
        let names = Set(Self.rows(PackageResources.personen_csv).map { String($0[0]) })
        var strangers: Set<String> = []
        for step in Step.script {
            switch step.event {
            case .item(let number), .result(let number): #expect(numbers.contains(number))
            case .speech(let name, _) where !names.contains(name): strangers.insert(name)
            default: break
            }
        }
        #expect(strangers == ["Rosemarie Kahlenberg"])
    }

    @Test("The sample has 14 items, one of them not public, and 20 members of 5 factions")
    func sample() {
        let items = Self.rows(PackageResources.tagesordnung_csv)
        #expect(items.count == 14 && items.allSatisfy { $0.count == 6 })
        #expect(items.filter { $0[2] == "nein" }.map { $0[0] } == ["N 12"])
        let members = Self.rows(PackageResources.personen_csv).filter { !$0[1].isEmpty }
        #expect(members.count == 20)
        #expect(Set(members.map { $0[1] }).count == 5)
    }

    @Test("The counter starts where a flash falls")
    func firstFrame() {
        let picture = TestPicture(firstFrame: 1234, scene: nil, sound: nil)
        #expect(picture.firstFrame == 1000)
        #expect(picture.graph.contains("floor((N+1000)/pow(2,23-X))"))
    }
}
