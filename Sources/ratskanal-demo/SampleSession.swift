import Foundation
import FoundationNetworking

/// The sample session: loaded through the importers, tagged through the API.
struct SampleSession: Sendable {
    let ratskanal: Ratskanal
    let server: Server
    let folder: DemoFolder

    /// The room of the configuration that `ratskanal demo` writes.
    static let room = "ratssaal"

    /// Finds the session of an earlier start, or loads a new one for today.
    func prepare() async throws -> DemoFolder.State {
        try folder.show(title: "")
        if let known = folder.state(), let session = try await server.session(known.session),
            ["planned", "live"].contains(session.state)
        {
            return known
        }
        let today = Self.today()
        let id = try await ratskanal(
            "session", "create", "--title", "Stadtrat, 31. Sitzung", "--body", "stadtrat",
            "--date", today.day, "--begin", today.time, "--room", Self.room)
        let token = try await ratskanal(
            "token", "create", "--name", "Saaltechnik (Vorführung)", "--right", "tag", "--room",
            Self.room)
        let persons = try folder.write(Data(PackageResources.personen_csv), to: "personen.csv")
        _ = try await ratskanal("persons", "import", persons.path)
        let state = DemoFolder.State(session: id, token: token)
        try await importAgenda(state)
        try folder.save(state)
        return state
    }

    /// Follows the script, and begins it again at its end, until the session ends.
    func tag(from start: DemoFolder.State) async throws {
        var state = start
        guard try await untilLive(state.session) else { return }
        let persons = try await server.persons()
        while true {
            let step = Step.script[state.step % Step.script.count]
            do {
                try await perform(step.event, persons: persons, state: &state)
            } catch let error as DemoError {
                // What the server refuses today it may take at the next step.
                Demo.report("ratskanal-demo: \(error)")
            }
            state.step = (state.step + 1) % Step.script.count
            try folder.save(state)
            try await Task.sleep(for: .seconds(step.seconds))
            guard try await untilLive(state.session) else { return }
        }
    }

    /// False once the session has ended; then only the picture goes on.
    private func untilLive(_ id: String) async throws -> Bool {
        while true {
            do {
                guard let session = try await server.session(id) else { return false }
                if session.state == "live" { return true }
                if session.state != "planned" {
                    try await Task.sleep(for: .seconds(5))
                    continue
                }
            } catch let error as URLError where error.code != .cancelled {
                // The server is being restarted.
            }
            try await Task.sleep(for: .milliseconds(500))
        }
    }

    private func perform(
        _ event: Step.Event, persons: [Server.Person], state: inout DemoFolder.State
    ) async throws {
        let marker: MarkerRequest
        switch event {
        case .item(let number):
            let agenda = try await server.session(state.session)?.agenda ?? []
            guard let item = agenda.first(where: { $0.number == number }) else {
                throw DemoError(
                    code: .missing, action: "opening", object: number, cause: "not on the agenda")
            }
            // What is not public has no title here, and the picture shows none.
            try folder.show(title: item.title.map { "TOP \(number)  \($0)" } ?? "")
            marker = MarkerRequest("item", items: [item.id])
        case .speech(let name, let role):
            let person = persons.first { $0.name == name }?.id
            marker = MarkerRequest(
                "speechStart", person: person, name: person == nil ? name : nil,
                role: role ?? "member")
        case .endOfSpeech: marker = MarkerRequest("speechEnd")
        case .vote(let text): marker = MarkerRequest("vote", text: text)
        case .result(let number):
            state.results.insert(number)
            return try await importAgenda(state)
        case .pause: marker = MarkerRequest("breakStart")
        case .resume: marker = MarkerRequest("breakEnd")
        case .openGate:
            // The gate is opened by persons alone, and the sample stands for one.
            _ = try await ratskanal("tag", "open", "--yes", "--session", state.session)
            return
        }
        try await server.mark(marker, session: state.session, token: state.token)
    }

    /// Imports the agenda with the results that are known by now.
    private func importAgenda(_ state: DemoFolder.State) async throws {
        let rows = String(decoding: PackageResources.tagesordnung_csv, as: UTF8.self)
            .split(separator: "\n").enumerated().map { index, row in
                var cells = row.split(separator: ";", omittingEmptySubsequences: false)
                let isKnown =
                    index == 0 || cells[4] == "Abgesetzt"
                    || state.results.contains(String(cells[0]))
                if !isKnown { cells[4] = "" }
                return cells.joined(separator: ";") + "\n"
            }
        let file = try folder.write(Data(rows.joined().utf8), to: "tagesordnung.csv")
        _ = try await ratskanal("agenda", "import", file.path, "--session", state.session)
    }

    /// The day and the time in the city that the sample tells of.
    private static func today() -> (day: String, time: String) {
        var calendar = Calendar(identifier: .gregorian)
        if let zone = TimeZone(identifier: "Europe/Berlin") { calendar.timeZone = zone }
        let now = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: Date())
        func pad(_ number: Int?, _ width: Int) -> String {
            let digits = String(number ?? 0)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return (
            "\(pad(now.year, 4))-\(pad(now.month, 2))-\(pad(now.day, 2))",
            "\(pad(now.hour, 2)):\(pad(now.minute, 2))"
        )
    }
}
