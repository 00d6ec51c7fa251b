/// What a request's head says, as offsets into its bytes: parsing copies nothing.
struct RequestHead {
    /// How the content is delimited (RFC 9112 §6).
    enum Framing: Equatable {
        case none
        case length(Int)
        case chunked
    }

    struct Field {
        var name: Range<Int>
        var value: Range<Int>
    }

    /// Bytes of the head including the empty line.
    var length = 0
    var method = Method.get
    /// 0 or 1: the digit behind `HTTP/1.`.
    var minorVersion = 1
    var path = 0..<0
    /// The part behind `?`, without it.
    var query: Range<Int>?
    var fields: [Field] = []
    var framing = Framing.none
    var expectsContinue = false
    var keepsAlive = true
    /// Range or a condition is present: the answer needs more than ready bytes.
    var isConditional = false
    var acceptEncoding: Range<Int>?

    /// Back to the state before the first byte, keeping the fields' storage.
    mutating func reset() {
        length = 0
        method = .get
        minorVersion = 1
        path = 0..<0
        query = nil
        fields.removeAll(keepingCapacity: true)
        framing = .none
        expectsContinue = false
        keepsAlive = true
        isConditional = false
        acceptEncoding = nil
    }
}
