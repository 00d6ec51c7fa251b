/// An answer ready to be sent by a loop: the head lacks only Date, Connection and its end.
enum Outgoing: Sendable {
    /// Shared ready bytes.
    case prepared(PreparedResponse, gzip: Bool, withBody: Bool)
    case assembled(head: [UInt8], pieces: [BodyPiece])
}
