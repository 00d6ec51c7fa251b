import Agenda
import Foundation

/// A group of settings of which only known ones are taken, each with the type that it must have.
struct ConfigurationGroup {
    let file: String
    let line: Int
    /// For messages: "rooms".
    let name: String
    private let settings: [String: ConfigurationSetting]

    init(
        _ settings: [ConfigurationSetting], name: String, line: Int, file: String, keys: [String]
    ) throws(ConfigurationError) {
        for setting in settings where !keys.contains(setting.name) {
            let nearest = Spelling.nearest(to: setting.name, in: keys)
            let place = name.isEmpty ? "" : " in \(name)"
            throw ConfigurationError(
                .unknownKey, file: file, line: setting.line,
                reason: "there is no setting \"\(setting.name)\"\(place); "
                    + (nearest.map { "did you mean \"\($0)\"?" }
                        ?? "there are \(keys.joined(separator: ", "))"))
        }
        self.file = file
        self.line = line
        self.name = name
        self.settings = Dictionary(
            settings.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func has(_ key: String) -> Bool { settings[key] != nil }

    func line(of key: String) -> Int { settings[key]?.line ?? line }

    func error(_ code: ConfigurationError.Code, _ key: String, _ reason: String)
        -> ConfigurationError
    {
        ConfigurationError(code, file: file, line: line(of: key), reason: reason)
    }

    func text(_ key: String) throws(ConfigurationError) -> String? {
        guard let setting = settings[key] else { return nil }
        guard case .text(let text) = setting.value else {
            throw wrongType(setting, "a text in quotes")
        }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty else {
            throw error(.wrongValue, key, "\(key) is empty; fill it or remove the line")
        }
        return trimmed
    }

    func requiredText(_ key: String, _ example: String) throws(ConfigurationError) -> String {
        guard let text = try text(key) else {
            throw ConfigurationError(
                .missingKey, file: file, line: line,
                reason: "\(name) needs \(key); add a line such as \(key) = \"\(example)\";")
        }
        return text
    }

    func seconds(
        _ key: String, in range: ClosedRange<Double>
    ) throws(ConfigurationError) -> Double? {
        guard let setting = settings[key] else { return nil }
        let value: Double
        switch setting.value {
        case .whole(let whole): value = Double(whole)
        case .number(let number): value = number
        default: throw wrongType(setting, "a number of seconds")
        }
        guard range.contains(value) else {
            throw error(
                .wrongValue, key,
                "\(key) must be from \(Self.plain(range.lowerBound)) to "
                    + "\(Self.plain(range.upperBound)) seconds")
        }
        return value
    }

    func truth(_ key: String) throws(ConfigurationError) -> Bool? {
        guard let setting = settings[key] else { return nil }
        guard case .truth(let truth) = setting.value else {
            throw wrongType(setting, "true or false, without quotes")
        }
        return truth
    }

    func address(_ key: String) throws(ConfigurationError) -> ListenAddress? {
        guard let text = try text(key) else { return nil }
        guard let address = ListenAddress(text) else {
            throw error(
                .wrongValue, key,
                "\(key) = \"\(text)\" is no host and port; write it as \"127.0.0.1:8080\"")
        }
        return address
    }

    /// One of several words, by their raw values.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, of type: Choice.Type
    ) throws(ConfigurationError) -> Choice? {
        guard let text = try text(key) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw unknownWord(text, for: key, known: Choice.allCases.map(\.rawValue))
        }
        return choice
    }

    func unknownWord(_ text: String, for key: String, known: [String]) -> ConfigurationError {
        let nearest = Spelling.nearest(to: text, in: known)
        return error(
            .wrongValue, key,
            "\(key) cannot be \"\(text)\"; "
                + (nearest.map { "did you mean \"\($0)\"?" }
                    ?? "it is one of \(known.joined(separator: ", "))"))
    }

    func group(_ key: String, keys: [String]) throws(ConfigurationError) -> ConfigurationGroup? {
        guard let setting = settings[key] else { return nil }
        guard case .group(let members) = setting.value else {
            throw wrongType(setting, "a group: \(key) = { … };")
        }
        return try ConfigurationGroup(
            members, name: key, line: setting.line, file: file, keys: keys)
    }

    func groups(_ key: String, keys: [String]) throws(ConfigurationError) -> [ConfigurationGroup] {
        guard let setting = settings[key] else { return [] }
        let shape = "a list of groups: \(key) = ( { … }, { … } );"
        guard case .list(let elements) = setting.value else { throw wrongType(setting, shape) }
        var groups: [ConfigurationGroup] = []
        for element in elements {
            guard case .group(let members) = element.value else {
                throw wrongType(setting, shape)
            }
            groups.append(
                try ConfigurationGroup(
                    members, name: key, line: element.line, file: file, keys: keys))
        }
        return groups
    }

    private func wrongType(_ setting: ConfigurationSetting, _ expected: String)
        -> ConfigurationError
    {
        error(
            .wrongType, setting.name, "\(setting.name) is \(setting.kind); it must be \(expected)")
    }

    private static func plain(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }
}
