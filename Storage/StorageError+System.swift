import Glibc

extension StorageError {
    /// From `errno`, which must be read before anything else is called.
    static func system(
        _ number: Int32 = errno, while action: String, object: String?
    ) -> StorageError {
        let code: Code =
            switch number {
            case ENOSPC, EDQUOT: .diskFull
            case EACCES, EPERM, EROFS: .notPermitted
            case ENOENT: .notFound
            default: .inputOutput
            }
        return StorageError(
            code, while: action, object: object,
            cause: .system(number, String(cString: strerror(number))))
    }
}
