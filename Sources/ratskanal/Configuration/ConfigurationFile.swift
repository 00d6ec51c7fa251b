import CConfig
import Foundation

/// A file in libconfig's format, turned into Swift values; libconfig is used nowhere else.
enum ConfigurationFile {
    /// Larger than any configuration.
    private static let longest = 1 << 20

    static func text(of file: String) throws(ConfigurationError) -> String {
        func error(_ reason: String) -> ConfigurationError {
            ConfigurationError(.unreadable, file: file, reason: reason)
        }
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory) else {
            throw error("there is no such file; name one that exists with --config")
        }
        guard !isDirectory.boolValue else {
            throw error("this is a directory; name a file with --config")
        }
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
            data = try handle.read(upToCount: longest + 1) ?? Data()
        } catch _ {
            throw error("it cannot be read; check its permissions")
        }
        guard data.count <= longest else { throw error("it is larger than 1 MiB") }
        guard let text = String(validating: data, as: UTF8.self), !data.contains(0) else {
            throw error("it is no UTF-8 text; save it as UTF-8")
        }
        return text
    }

    /// The settings of a text, as the elements of one group.
    static func settings(
        of text: String, file: String
    ) throws(ConfigurationError) -> [ConfigurationSetting] {
        // libconfig ends the program where an included file cannot be read.
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        where line.drop(while: \.isWhitespace).hasPrefix("@include") {
            throw ConfigurationError(
                .syntax, file: file, line: index + 1,
                reason: "@include is not taken; put everything into one file")
        }
        var config = config_t()
        config_init(&config)
        defer { config_destroy(&config) }
        guard config_read_string(&config, text) == CONFIG_TRUE else {
            let cause = config.error_text.map { String(cString: $0) } ?? "syntax error"
            throw ConfigurationError(
                .syntax, file: file, line: Int(config.error_line),
                reason: "\(cause); correct what stands there or just before it")
        }
        guard let root = config.root, case .group(let settings) = setting(root).value else {
            return []
        }
        return settings
    }

    private static func setting(
        _ pointer: UnsafeMutablePointer<config_setting_t>
    ) -> ConfigurationSetting {
        let raw = pointer.pointee
        return ConfigurationSetting(
            name: raw.name.map { String(cString: $0) } ?? "", line: Int(raw.line),
            value: value(pointer))
    }

    private static func value(
        _ pointer: UnsafeMutablePointer<config_setting_t>
    ) -> ConfigurationSetting.Value {
        switch Int32(pointer.pointee.type) {
        case CONFIG_TYPE_INT: .whole(Int64(config_setting_get_int(pointer)))
        case CONFIG_TYPE_INT64: .whole(config_setting_get_int64(pointer))
        case CONFIG_TYPE_FLOAT: .number(config_setting_get_float(pointer))
        case CONFIG_TYPE_BOOL: .truth(config_setting_get_bool(pointer) == CONFIG_TRUE)
        case CONFIG_TYPE_STRING:
            .text(config_setting_get_string(pointer).map { String(cString: $0) } ?? "")
        case CONFIG_TYPE_GROUP: .group(elements(of: pointer))
        default: .list(elements(of: pointer))
        }
    }

    private static func elements(
        of pointer: UnsafeMutablePointer<config_setting_t>
    ) -> [ConfigurationSetting] {
        (0..<config_setting_length(pointer)).compactMap { index in
            config_setting_get_elem(pointer, UInt32(index)).map(setting)
        }
    }
}
