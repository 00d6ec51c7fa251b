import Agenda
import CConfig
import Foundation

/// A file in libconfig's format, read key by key; a key that nobody asks for is a mistake.
final class ConfigurationFile {
    private let config: UnsafeMutablePointer<config_t>
    let path: String

    init(_ path: String) throws(ConfigurationError) {
        self.path = path
        config = .allocate(capacity: 1)
        config_init(config)
        guard config_read_file(config, path) == CONFIG_TRUE else {
            let error = ConfigurationError(
                file: path, line: Int(config_error_line(config)),
                reason: config_error_text(config).map { String(cString: $0) } ?? "cannot be read")
            config_destroy(config)
            config.deallocate()
            throw error
        }
    }

    deinit {
        config_destroy(config)
        config.deallocate()
    }

    /// The outermost group. It and all that is read from it are valid as long as this file.
    var root: Group { Group(file: self, setting: config_root_setting(config), name: "") }

    /// A group of keys: the whole file, or what stands between braces.
    struct Group {
        let file: ConfigurationFile
        let setting: UnsafeMutablePointer<config_setting_t>
        let name: String

        /// Throws where a key is none of these, and names the nearest.
        func allow(_ keys: [String]) throws(ConfigurationError) {
            for index in 0..<UInt32(max(0, config_setting_length(setting))) {
                guard let member = config_setting_get_elem(setting, index),
                    let key = member.pointee.name.map({ String(cString: $0) })
                else { continue }
                guard !keys.contains(key) else { continue }
                let hint = Spelling.nearest(to: key, in: keys).map { "; did you mean \($0)?" } ?? ""
                throw error(at: member, "\(name.isEmpty ? "" : "\(name): ")there is no key \(key)\(hint)")
            }
        }

        func text(_ key: String) throws(ConfigurationError) -> String? {
            guard let member = config_setting_get_member(setting, key) else { return nil }
            guard config_setting_type(member) == CONFIG_TYPE_STRING,
                let value = config_setting_get_string(member)
            else { throw error(at: member, "\(key) must be a text in quotes") }
            return String(cString: value)
        }

        func number(
            _ key: String, in bounds: ClosedRange<Double>
        ) throws(ConfigurationError) -> Double? {
            guard let member = config_setting_get_member(setting, key) else { return nil }
            let value: Double
            switch config_setting_type(member) {
            case CONFIG_TYPE_INT: value = Double(config_setting_get_int(member))
            case CONFIG_TYPE_INT64: value = Double(config_setting_get_int64(member))
            case CONFIG_TYPE_FLOAT: value = config_setting_get_float(member)
            default: throw error(at: member, "\(key) must be a number")
            }
            guard bounds.contains(value) else {
                throw error(
                    at: member,
                    "\(key) must lie between \(bounds.lowerBound) and \(bounds.upperBound)")
            }
            return value
        }

        func flag(_ key: String) throws(ConfigurationError) -> Bool? {
            guard let member = config_setting_get_member(setting, key) else { return nil }
            guard config_setting_type(member) == CONFIG_TYPE_BOOL else {
                throw error(at: member, "\(key) must be true or false")
            }
            return config_setting_get_bool(member) == CONFIG_TRUE
        }

        /// One of the words of `Value`.
        func word<Value: RawRepresentable & CaseIterable>(
            _ key: String, as _: Value.Type
        ) throws(ConfigurationError) -> Value? where Value.RawValue == String {
            guard let text = try text(key) else { return nil }
            guard let value = Value(rawValue: text) else {
                let words = Value.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
                throw error(at: key, "\(key) must be one of \(words)")
            }
            return value
        }

        func group(_ key: String) throws(ConfigurationError) -> Group? {
            guard let member = config_setting_get_member(setting, key) else { return nil }
            guard config_setting_type(member) == CONFIG_TYPE_GROUP else {
                throw error(at: member, "\(key) must be a group in braces")
            }
            return Group(file: file, setting: member, name: key)
        }

        /// A list of groups: `( { … }, { … } )`; none where the key is not there.
        func groups(_ key: String) throws(ConfigurationError) -> [Group] {
            guard let member = config_setting_get_member(setting, key) else { return [] }
            guard config_setting_type(member) == CONFIG_TYPE_LIST else {
                throw error(at: member, "\(key) must be a list: ( { … }, { … } )")
            }
            var groups: [Group] = []
            for index in 0..<UInt32(max(0, config_setting_length(member))) {
                guard let element = config_setting_get_elem(member, index) else { continue }
                guard config_setting_type(element) == CONFIG_TYPE_GROUP else {
                    throw error(at: element, "\(key) must hold groups in braces")
                }
                groups.append(Group(file: file, setting: element, name: key))
            }
            return groups
        }

        /// An error at a key of this group, or at the group where the key is missing.
        func error(at key: String, _ reason: String) -> ConfigurationError {
            error(at: config_setting_get_member(setting, key) ?? setting, reason)
        }

        private func error(
            at setting: UnsafeMutablePointer<config_setting_t>, _ reason: String
        ) -> ConfigurationError {
            ConfigurationError(
                file: file.path, line: Int(config_setting_source_line(setting)), reason: reason)
        }
    }
}
