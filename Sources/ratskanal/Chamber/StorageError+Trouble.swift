public import Ingest
public import Storage

extension StorageError: StoreFailure {
    /// Why ingest cannot store, as far as it acts on it.
    public var trouble: StoreTrouble {
        switch code {
        case .busy: .isLocked
        case .diskFull: .diskIsFull
        case .notPermitted: .isReadOnly
        case .notFound: .unknown
        default: .other
        }
    }
}
