extension Verb {
    static let doctor = Verb(
        words: ["doctor"], summary: "check that recording and serving will work; changes nothing",
        options: [.json, Option("--listen", "ADDRESS", help: "as for run")]
    ) { invocation in
        var configuration = try Configuration(
            file: invocation["--config"], data: invocation["--data"])
        try configuration.listen(on: invocation)
        let diagnoses = Examination(configuration, file: invocation["--config"]).diagnoses
        let problems = diagnoses.count { $0.state == .problem }
        if invocation.has("--json") {
            let warnings = diagnoses.count { $0.state == .warning }
            Output.write(
                line: try JSON.text(
                    Report(checks: diagnoses, problems: problems, warnings: warnings)))
        } else {
            for diagnosis in diagnoses { Output.write(line: diagnosis.line) }
        }
        guard problems == 0 else {
            throw Failure(
                .failed,
                problems == 1
                    ? "There is 1 problem: its line says what to do."
                    : "There are \(problems) problems: their lines say what to do.")
        }
    }

    private struct Report: Encodable {
        var checks: [Diagnosis]
        var problems: Int
        var warnings: Int
    }
}
