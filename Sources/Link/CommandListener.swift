import Foundation

/// Listens at `run/ingest.sock` and passes commands on.
public final class CommandListener: Sendable {
    private let socket: UnixSocket
    private let receiver: any CommandReceiver
    private let path: String

    /// Listens at once; `run` begins to answer.
    public init(path: String, receiver: any CommandReceiver) throws {
        socket = try UnixSocket.listening(at: path)
        self.receiver = receiver
        self.path = path
    }

    /// Answers on threads of its own until `stop`.
    public func run() {
        Thread { [socket, receiver] in
            while let peer = socket.accepted() {
                Thread { Self.answer(peer, by: receiver) }.start()
            }
        }.start()
    }

    public func stop() {
        socket.interrupt()
        unlink(path)
    }

    private static func answer(_ peer: UnixSocket, by receiver: any CommandReceiver) {
        var rest: [UInt8] = []
        // A caller that hangs up or sends no line is gone; there is nobody to tell.
        while let line = try? peer.readLine(keeping: &rest) {
            let reply: Reply
            do {
                reply = receiver.answer(
                    try JSONDecoder().decode(Command.self, from: Data(line)))
            } catch {
                reply = .refused(.malformed("\(error)"))
            }
            // As above: who hung up before the answer came cannot be told.
            guard (try? peer.write(line: reply)) != nil else { return }
        }
    }
}
