import CCurl
import Glibc

/// One request and its answer, as libcurl makes it: no redirect is followed, and no socket is
/// opened to an address that is refused.
final class Transfer {
    /// The answer as it came, whatever its status.
    struct Answer {
        var status: Int
        var body: [UInt8]
        /// Where a redirect leads, made whole.
        var location: String?
        /// Seconds.
        var retryAfter: Int
    }

    let handle: UnsafeMutableRawPointer
    let address: WebAddress
    let limits: CrawlLimits
    private let fields: UnsafeMutablePointer<curl_slist>?
    private var body: [UInt8] = []
    private var headBytes = 0
    private(set) var isTooLong = false
    /// The address that no socket was opened to.
    private(set) var refused: InternetAddress?

    /// More than any server says of itself.
    private static let longestHead = 1 << 18

    /// Once for the process.
    private static let library = curl_global_init(Int(CURL_GLOBAL_ALL))

    init(to address: WebAddress, limits: CrawlLimits) throws(CrawlError) {
        guard Self.library == CURLE_OK, let handle = curl_easy_init() else {
            throw CrawlError(
                code: .connection, address: address.description,
                reason: "libcurl cannot be used here; check the memory")
        }
        self.handle = handle
        self.address = address
        self.limits = limits
        fields = curl_slist_append(nil, "Accept: application/json")
        setUp()
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(fields)
    }

    // The object outlives its handle, which is cleaned up in `deinit`.
    private var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    private func setUp() {
        func set(_ option: CURLoption, _ number: Int) {
            _ = ccurl_set_number(handle, option, number)
        }
        func set(_ option: CURLoption, _ text: String) { _ = ccurl_set_text(handle, option, text) }
        set(CURLOPT_URL, address.text)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_NOSIGNAL, 1)
        // A proxy would open the sockets that are refused here.
        set(CURLOPT_PROXY, "")
        set(CURLOPT_ACCEPT_ENCODING, "gzip")
        set(CURLOPT_USERAGENT, "Ratskanal (import of agendas by OParl)")
        _ = ccurl_set_list(handle, CURLOPT_HTTPHEADER, fields)
        set(CURLOPT_CONNECTTIMEOUT_MS, limits.connectTime.milliseconds)
        set(CURLOPT_LOW_SPEED_LIMIT, 64)
        set(CURLOPT_LOW_SPEED_TIME, max(1, limits.stallTime.milliseconds / 1000))
        set(CURLOPT_TIMEOUT_MS, limits.answerTime.milliseconds)
        set(CURLOPT_MAXFILESIZE, limits.answer)
        // Whoever calls it off waits for no name to be resolved.
        set(CURLOPT_QUICK_EXIT, 1)
        _ = ccurl_set_receiver(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            return transfer.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        _ = ccurl_set_context(handle, CURLOPT_WRITEDATA, context)
        _ = ccurl_set_receiver(handle, CURLOPT_HEADERFUNCTION) { _, size, count, context in
            guard let context else { return 0 }
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            transfer.headBytes += size * count
            return transfer.headBytes <= Transfer.longestHead ? size * count : 0
        }
        _ = ccurl_set_context(handle, CURLOPT_HEADERDATA, context)
        _ = ccurl_set_opener(handle) { context, _, address in
            guard let context, let address else { return curl_socket_t(CURL_SOCKET_BAD) }
            return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().open(address)
        }
        _ = ccurl_set_context(handle, CURLOPT_OPENSOCKETDATA, context)
    }

    private func take(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= limits.answer else {
            isTooLong = true
            return 0
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    /// Opens a socket to an address that a name was resolved to: what is refused here cannot be
    /// reached, whatever a name server says a moment later.
    private func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        guard let number = InternetAddress(address) else { return curl_socket_t(CURL_SOCKET_BAD) }
        guard
            number.isPublic || limits.allowsPrivateAddresses
                || limits.allowedAddresses.contains(number)
        else {
            refused = number
            return curl_socket_t(CURL_SOCKET_BAD)
        }
        return socket(
            address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
            address.pointee.protocol)
    }

    /// What came of it, once libcurl says that it is over.
    func result(_ code: CURLcode) throws(CrawlError) -> Answer {
        if let error = error(code) { throw error }
        var status = 0
        _ = ccurl_get_number(handle, CURLINFO_RESPONSE_CODE, &status)
        var location: UnsafeMutablePointer<CChar>?
        _ = ccurl_get_text(handle, CURLINFO_REDIRECT_URL, &location)
        var retryAfter: curl_off_t = 0
        _ = ccurl_get_size(handle, CURLINFO_RETRY_AFTER, &retryAfter)
        defer { body = [] }
        return Answer(
            status: status, body: body, location: location.map { String(cString: $0) },
            retryAfter: Int(retryAfter))
    }
}

extension Duration {
    /// Whole ones.
    var milliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}

extension InternetAddress {
    /// Nil for what is no number of the internet.
    init?(_ address: UnsafeMutablePointer<curl_sockaddr>) {
        guard let start = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return nil }
        // libcurl keeps room for longer addresses than its field says.
        let bytes = UnsafeRawPointer(address) + start
        switch address.pointee.family {
        case AF_INET:
            let address = bytes.loadUnaligned(as: sockaddr_in.self)
            self.init(withUnsafeBytes(of: address.sin_addr) { Array($0) })
        case AF_INET6:
            let address = bytes.loadUnaligned(as: sockaddr_in6.self)
            self.init(withUnsafeBytes(of: address.sin6_addr) { Array($0) })
        default: return nil
        }
    }
}
