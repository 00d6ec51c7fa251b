import Foundation

/// The wall clock of a server alone, which the test sets.
struct WallClock: Sendable {
    private let file: URL
    private let library: URL

    /// Compiles what moves it, with the Swift toolchain's clang, into the installation's folder.
    init(in house: Installation) async throws {
        file = house.folder.appending(path: "clock")
        library = house.folder.appending(path: "wallclock.so")
        let source = Installation.scripts.appending(path: "wallclock.c").path
        let built = try await CommandResult.of(
            "clang", ["-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", library.path, source])
        guard built.status == 0 else { throw EndToEndError("clang: \(built.errors)") }
        try set(seconds: 0)
    }

    /// What starts the server with it.
    var starter: [String] {
        ["/usr/bin/env", "LD_PRELOAD=\(library.path)", "WALL_CLOCK_OFFSET=\(file.path)"]
    }

    /// Lets it differ by so many seconds from this machine's from now on.
    func set(seconds: Double) throws {
        try Data("\(Int(seconds * 1000))\n".utf8).write(to: file, options: .atomic)
    }
}
