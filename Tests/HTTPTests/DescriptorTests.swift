import Foundation
import Glibc
import HTTP
import LocalPorts
import Testing

@Suite struct DescriptorTests {
    @Test("After all kinds of clients no descriptor is left behind")
    func leavesNone() throws {
        let script = """
            import socket, sys
            port = int(sys.argv[1])
            for round in range(20):
                held = []
                for request in [b"", b"GET", b"GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
                                b"GET /wait HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
                                b"GET /file HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
                                b"POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 5\\r\\n\\r\\nab",
                                b"BAD\\n\\n", b"GET / HTTP/1.0\\r\\n\\r\\n"]:
                    for ends in ("close", "reset"):
                        s = socket.create_connection(("127.0.0.1", port))
                        s.sendall(request)
                        if ends == "reset":
                            linger = b"\\1\\0\\0\\0\\0\\0\\0\\0"
                            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                            s.close()
                        held.append(s)
                for s in held: s.close()
            print("ok")
            """
        let file = try TemporaryFile([])
        truncate(file.path, 64 << 20)
        let topic = Topic()
        let range = FileRange(file: try OpenFile(file.path), offset: 0, length: 64 << 20)
        let test = try TestServer(loops: 2) { request in
            switch request.segments[0] {
            case "file": .now(Response(.ok, ["Content-Type": "video/mp4"], body: .file(range)))
            case "wait":
                .wait(
                    Wait(
                        on: topic, until: .now + .seconds(60), retry: { _ in nil },
                        onDeadline: { _ in Response(.serviceUnavailable) }))
            default: .work { _ in Response(.noContent) }
            }
        }
        let port = test.port
        let gate = Gate()
        #expect(gate.waitUntil { Self.sockets(on: port) == 2 }, "the two that listen")
        let result = try Program.run("/usr/bin/python3", ["-c", script, "\(port)"])
        #expect(result.output == "ok\n")
        #expect(gate.waitUntil { test.server.statistics.connections == 0 })
        #expect(test.server.statistics.waiters == 0)
        #expect(gate.waitUntil { Self.sockets(on: port) == 2 })
        test.server.stop(within: .zero)
        #expect(gate.waitUntil { Self.sockets(on: port) == 0 })
    }

    /// Sockets among this process's descriptors that have a port locally, or have lost theirs by
    /// a reset; other tests' sockets have none for a moment only.
    private static func sockets(on port: UInt16) -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }.count { descriptor in
            guard let own = LocalSocket.port(of: descriptor) else { return false }
            return own == port || own == 0
        }
    }
}
