import CCurl

extension Transfer {
    /// Words for what libcurl says; nil where all went well.
    func error(_ code: CURLcode) -> CrawlError? {
        guard code != CURLE_OK else { return nil }
        let (fact, reason) = words(code)
        return CrawlError(code: fact, address: address.description, reason: reason)
    }

    private func words(_ code: CURLcode) -> (CrawlError.Code, String) {
        if isTooLong || code == CURLE_FILESIZE_EXCEEDED {
            return (
                .tooLong,
                "the answer is longer than \(limits.answer >> 20) MB; name a list that has pages"
            )
        }
        switch code {
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST:
            if let refused {
                let place =
                    address.host == refused.description
                    ? "it" : "\(address.host) is \(refused), which"
                return (
                    .privateAddress,
                    "\(place) lies in a private network and is refused; if that is meant, write "
                        + "oparl = { privateAddresses = true; }; into the configuration"
                )
            }
            return code == CURLE_COULDNT_CONNECT
                ? (
                    .connection,
                    "nothing answers at \(address.host); check the address and the port"
                )
                : (
                    .connection,
                    "there is no host \(address.host); check the address and the network"
                )
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
            return (
                .certificate,
                "its certificate is not valid for \(address.host); check the address, or tell "
                    + "whoever runs it"
            )
        case CURLE_SSL_CONNECT_ERROR:
            return (
                .certificate,
                "no secure connection to \(address.host) comes about; check whether it is https"
            )
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
            return (.noHTTP, "what answers there is no web server; check the address and the port")
        case CURLE_WRITE_ERROR:
            return (.noHTTP, "what answers there speaks no HTTP that is understood; check the port")
        case CURLE_OPERATION_TIMEDOUT:
            return (.stalled, "the answer does not come, or too slowly; try again later")
        case CURLE_URL_MALFORMAT: return (.address, "this is no address of the web; check it")
        case CURLE_BAD_CONTENT_ENCODING:
            return (.interrupted, "the answer is packed, and damaged; try again later")
        default:
            return (.interrupted, "the connection broke off; try again later")
        }
    }
}
