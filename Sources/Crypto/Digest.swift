import CGnuTLS

/// Digests, and how they are compared.
public enum Digest {
    /// SHA-256 (FIPS 180-4), 32 bytes.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        let code = gnutls_hash_fast(GNUTLS_DIG_SHA256, bytes, bytes.count, &digest)
        // It fails for an algorithm it does not know alone, and this one it knows.
        precondition(code == 0, "GnuTLS has no SHA-256")
        return digest
    }

    /// SHA-256 of a text's UTF-8.
    public static func sha256(_ text: String) -> [UInt8] {
        sha256(Array(text.utf8))
    }

    /// Whether two secrets are equal, in a time that tells nothing but whether their lengths are.
    public static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.count == b.count && gnutls_memcmp(a, b, a.count) == 0
    }
}
