/// Why a store refuses, as far as it decides what is done about it.
public enum StoreTrouble: Sendable, Hashable {
    /// Another program holds the catalogue's lock: it lets go some time.
    case isLocked
    case diskIsFull
    /// The data directory or the catalogue may only be read.
    case isReadOnly
    /// It has nothing that this belongs to, and never will.
    case unknown
    case other

    /// What whoever runs the service can do.
    var remedy: String {
        switch self {
        case .isLocked: "end the program that holds the catalogue"
        case .diskIsFull: "free the disk"
        case .isReadOnly: "make the data directory writable for this service"
        case .unknown, .other: "check the disk"
        }
    }
}

/// An error of a store that says its cause.
public protocol StoreFailure: Error {
    var trouble: StoreTrouble { get }
}
