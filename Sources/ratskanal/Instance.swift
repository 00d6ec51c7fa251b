import Agenda
import Foundation
import HTTP
import Link
import Recording
import Storage

/// Both roles in one process: what `run` starts and stops.
final class Instance: Sendable {
    let server: Server
    private let chamber: Chamber
    private let listener: CommandListener
    private let shelf: Shelf
    private let tokens: KnownTokens
    private let directory: DataDirectory

    /// Takes the data directory, repairs what a crash left, and begins to record and to serve.
    init(_ configuration: Configuration, log: @escaping @Sendable (String) -> Void) throws {
        let directory = try DataDirectory(at: configuration.data)
        self.directory = directory
        let catalogue = try Catalogue(at: directory.catalogue)
        let shelves = try configuration.rooms.map { room in
            (room.id, try GateFiles(room: room.id, directory: directory, catalogue: catalogue))
        }
        let announced = shelves.compactMap(\.1.found.numbers).map { ($0.session, $0.named) }
        let report = try Recovery(
            catalogue: catalogue, directory: directory,
            announced: Dictionary(announced, uniquingKeysWith: { first, _ in first })
        ).run()
        if !report.isClean { log("Repaired after a crash: \(report)") }
        for body in configuration.bodies { try catalogue.upsert(body) }
        let files = OpenFiles(directory: directory)
        let hot = HotMedia(files: files)
        shelf = Shelf(catalogue: catalogue, hot: hot, log: log)
        tokens = try KnownTokens(catalogue, log: log)
        chamber = Chamber(
            rooms: configuration.rooms, openBreaks: configuration.openBreaks,
            timeZone: configuration.timeZone,
            store: TrackStore(catalogue: catalogue, directory: directory), catalogue: catalogue,
            shelves: Dictionary(uniqueKeysWithValues: shelves), announcements: shelf, log: log)
        let web = Web(
            configuration: configuration, directory: directory, files: files, shelf: shelf,
            commands: chamber, tokens: tokens, log: log)
        server = Server(
            address: configuration.listen.host, port: UInt16(configuration.listen.port),
            handler: web.router)
        listener = try CommandListener(path: directory.socket, receiver: chamber)
        hot.publish(to: server.hotPaths)
        try shelf.watch()
        tokens.watch()
        // Whoever is answered finds the rooms at work.
        try chamber.run()
        do {
            try server.start()
        } catch {
            chamber.shutdown()
            throw error
        }
        listener.run()
    }

    /// Stores what has come and lets answers under way finish; a live session stays live.
    func stop() {
        listener.stop()
        chamber.shutdown()
        server.stop(within: .seconds(2))
        tokens.stop()
        shelf.stop()
    }
}
