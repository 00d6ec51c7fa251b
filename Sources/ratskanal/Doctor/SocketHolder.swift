import Foundation

/// The process that holds a port, by what /proc tells.
struct SocketHolder: Hashable, Sendable {
    var process: Int32
    var name: String

    /// Nil where nobody has it, or somebody whose sockets this user may not see.
    init?(of port: Int, _ kind: PortState.Kind) {
        let tables = kind == .tcp ? ["tcp", "tcp6"] : ["udp", "udp6"]
        let sockets = Set(
            tables.flatMap { table in
                // A table that is not there has no rows.
                let text = KernelFile.text(of: "/proc/net/\(table)") ?? ""
                return Self.sockets(at: port, isTCP: kind == .tcp, in: text)
            })
        guard !sockets.isEmpty, let found = Self.process(with: sockets) else { return nil }
        process = found
        name = (KernelFile.text(of: "/proc/\(found)/comm") ?? "")
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The inodes of the sockets at a port, from a table of the kernel's (proc(5)).
    static func sockets(at port: Int, isTCP: Bool, in table: String) -> [String] {
        table.split(separator: "\n").dropFirst().compactMap { line in
            let cells = line.split(separator: " ", omittingEmptySubsequences: true)
            guard cells.count > 9, let digits = cells[1].split(separator: ":").last,
                Int(digits, radix: 16) == port,
                // Of TCP those that listen.
                !isTCP || cells[3] == "0A"
            else { return nil }
            return "socket:[\(cells[9])]"
        }
    }

    private static func process(with sockets: Set<String>) -> Int32? {
        for process in names(in: "/proc").compactMap(Int32.init) {
            let folder = "/proc/\(process)/fd"
            for descriptor in names(in: folder) {
                var target = [CChar](repeating: 0, count: 128)
                let length = readlink("\(folder)/\(descriptor)", &target, target.count)
                guard length > 0 else { continue }
                let bytes = target.prefix(length).map { UInt8(bitPattern: $0) }
                if sockets.contains(String(decoding: bytes, as: UTF8.self)) { return process }
            }
        }
        return nil
    }

    private static func names(in folder: String) -> [String] {
        // Another user's are not shown, and processes go while one looks.
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}
