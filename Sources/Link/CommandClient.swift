import Foundation

/// Sends commands to the ingest that owns a data directory.
public struct CommandClient: CommandReceiver {
    private let path: String

    /// `path`: `run/ingest.sock` in the data directory.
    public init(path: String) {
        self.path = path
    }

    /// Sends one command and waits for its answer.
    public func send(_ command: Command) throws -> Reply {
        let socket = try UnixSocket.connected(to: path)
        try socket.write(line: command)
        var rest: [UInt8] = []
        guard let line = try socket.readLine(keeping: &rest) else {
            throw LinkError(.unreadable, while: "waiting for an answer", cause: "it hung up")
        }
        do {
            return try JSONDecoder().decode(Reply.self, from: Data(line))
        } catch {
            throw LinkError(.unreadable, while: "reading an answer", cause: "\(error)")
        }
    }

    /// The process that would answer; throws `notRunning` where there is none. Sends nothing.
    public func process() throws -> Int32 {
        try UnixSocket.connected(to: path).processBehind
    }

    public func answer(_ command: Command) -> Reply {
        do {
            return try send(command)
        } catch {
            return .refused(.unreachable("\(error)"))
        }
    }
}
