import CGnuTLS

/// Bytes that nobody can guess.
public enum Random {
    /// - Throws: `CryptoError` where the system gives none; there is no weaker substitute.
    public static func bytes(_ count: Int) throws(CryptoError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let code = gnutls_rnd(GNUTLS_RND_KEY, &bytes, count)
        guard code == 0 else {
            throw CryptoError(
                code, while: "drawing \(count) random bytes",
                cause: gnutls_strerror(code).map { String(cString: $0) } ?? "unknown")
        }
        return bytes
    }
}
