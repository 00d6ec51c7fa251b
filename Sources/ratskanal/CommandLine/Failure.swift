import Foundation

/// Why the program ends other than well: one sentence for a person and an exit code.
struct Failure: Error, CustomStringConvertible {
    enum Code: Int32 {
        case failed = 1
        case usage = 2
        /// A service that is needed does not run (`EX_UNAVAILABLE`).
        case unavailable = 69
        /// The configuration is wrong (`EX_CONFIG`).
        case configuration = 78
    }

    var code: Code
    var description: String

    init(_ code: Code = .failed, _ description: String) {
        self.code = code
        // Whatever words a cause brings, what a person reads is a sentence.
        let isSentence = description.hasSuffix(".") || description.hasSuffix("?")
        self.description = isSentence ? description : description + "."
    }
}

extension Failure {
    /// Why a file that a command names cannot be read.
    init(reading path: String, _ cause: any Error) {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let reason =
            switch (cause as? CocoaError)?.code {
            case .fileReadNoSuchFile, .fileNoSuchFile: "is not there: check the path"
            case .fileReadNoPermission:
                "cannot be read: this user may not, so change its permissions"
            case _ where isThere && isFolder.boolValue: "is a folder: name a file"
            default: "cannot be read as a file: check the path and the disk"
            }
        self.init(.failed, "\(path) \(reason).")
    }
}

extension Int {
    /// "1 person", "2 persons".
    func counted(_ one: String) -> String { "\(self) \(one)\(self == 1 ? "" : "s")" }
}
