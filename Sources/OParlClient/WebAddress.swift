import CCurl

/// An address of the web, as libcurl understands it.
struct WebAddress: Hashable, CustomStringConvertible {
    /// Whole, with what signs in.
    let text: String
    /// In small letters.
    let host: String
    /// The same without what signs in: for messages.
    let description: String

    /// Longer ones are no addresses.
    private static let longest = 8192

    /// Nil unless it leads to a host by http or https.
    ///
    /// - Parameter base: where it was found, if it may be relative.
    init?(_ text: String, at base: WebAddress? = nil) {
        guard !text.isEmpty, text.utf8.count <= Self.longest, let url = curl_url() else {
            return nil
        }
        defer { curl_url_cleanup(url) }
        func get(_ part: CURLUPart) -> String? {
            var value: UnsafeMutablePointer<CChar>?
            guard curl_url_get(url, part, &value, 0) == CURLUE_OK, let value else { return nil }
            defer { curl_free(value) }
            return String(cString: value)
        }
        if let base {
            guard curl_url_set(url, CURLUPART_URL, base.text, 0) == CURLUE_OK else { return nil }
        }
        // Some write umlauts and blanks as they are.
        let flags = UInt32(CURLU_URLENCODE)
        guard curl_url_set(url, CURLUPART_URL, text, flags) == CURLUE_OK,
            curl_url_set(url, CURLUPART_FRAGMENT, nil, 0) == CURLUE_OK,
            let scheme = get(CURLUPART_SCHEME), ["http", "https"].contains(scheme.lowercased()),
            let host = get(CURLUPART_HOST), let whole = get(CURLUPART_URL)
        else { return nil }
        self.text = whole
        self.host = host.lowercased()
        guard curl_url_set(url, CURLUPART_USER, nil, 0) == CURLUE_OK,
            curl_url_set(url, CURLUPART_PASSWORD, nil, 0) == CURLUE_OK
        else { return nil }
        description = get(CURLUPART_URL) ?? host
    }
}
