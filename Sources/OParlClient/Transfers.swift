import CCurl

/// The requests that run at one time. It belongs to one thread.
final class Transfers {
    /// Nil where there is no memory for it: each transfer then fails.
    private let multi: UnsafeMutableRawPointer?
    private var running: [UnsafeMutableRawPointer: Transfer] = [:]

    init() {
        multi = curl_multi_init()
    }

    deinit {
        for transfer in running.values { curl_multi_remove_handle(multi, transfer.handle) }
        curl_multi_cleanup(multi)
    }

    var count: Int { running.count }

    func start(_ transfer: Transfer) {
        running[transfer.handle] = transfer
        curl_multi_add_handle(multi, transfer.handle)
    }

    /// One that has come to its end, if there is one, and how.
    func finished() -> (Transfer, CURLcode)? {
        var left: Int32 = 0
        curl_multi_perform(multi, &left)
        while let message = curl_multi_info_read(multi, &left) {
            let (kind, handle, code) = (
                message.pointee.msg, message.pointee.easy_handle, message.pointee.data.result
            )
            guard kind == CURLMSG_DONE, let handle, let transfer = running[handle] else { continue }
            curl_multi_remove_handle(multi, handle)
            running[handle] = nil
            return (transfer, code)
        }
        return nil
    }

    /// Waits until there may be news, at most so long.
    func wait(_ time: Duration) {
        curl_multi_poll(multi, nil, 0, Int32(clamping: max(1, time.milliseconds)), nil)
    }
}
