/// One setting of a configuration file as libconfig understood it.
struct ConfigurationSetting: Sendable, Hashable {
    enum Value: Sendable, Hashable {
        case group([ConfigurationSetting])
        /// A list `( … )` or an array `[ … ]`.
        case list([ConfigurationSetting])
        case text(String)
        case whole(Int64)
        case number(Double)
        case truth(Bool)
    }

    /// Empty for the root and the elements of a list.
    var name: String
    var line: Int
    var value: Value

    /// For messages: "a text".
    var kind: String {
        switch value {
        case .group: "a group { … }"
        case .list: "a list ( … )"
        case .text: "a text"
        case .whole: "a whole number"
        case .number: "a number"
        case .truth: "true or false"
        }
    }
}
