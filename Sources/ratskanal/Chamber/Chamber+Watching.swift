import Agenda
import Ingest
import Link
import Storage
import Synchronization

/// What others change in the catalogue while a session is live.
extension Chamber {
    /// Reads what is said of a session, and shuts its room where that says so. Blocks.
    @discardableResult
    func learn(_ id: SessionID) throws -> SessionContents {
        // Of two at once the later one reads later.
        let (contents, before) = try knowing.withLock { _ in
            let contents = try catalogue.contents(of: id)
            let before = known.withLock { known in
                defer { known[id] = contents.session.state == .live ? contents : nil }
                return known[id]
            }
            return (contents, before)
        }
        try closeIfOpenItemIsNotPublic(in: contents, by: Self.name)
        if let before, contents.publicity.closesAll, !before.publicity.closesAll,
            let room = rooms.values.first(where: { $0.status.session == id })
        {
            _ = try room.closeGate(by: Self.name, because: .name)
        }
        return contents
    }

    /// In whose name the gate closes where the catalogue says so.
    private static let name = "agenda"

    /// Several times a second: another process may have changed anything.
    func look() {
        do {
            let found = try catalogue.dataVersionIfFree()
            let isKnown = version.withLock { version in
                defer { version = found ?? version }
                // While somebody writes nobody knows: what can be read is read.
                return found != nil && found == version
            }
            guard !isKnown else { return }
        } catch {
            log("Failed watching the catalogue: \(error)")
        }
        for room in rooms.values {
            guard let id = room.status.session else { continue }
            do {
                try learn(id)
            } catch let error as StorageError where error.code == .busy {
                // Read the next time.
                version.withLock { $0 = nil }
            } catch {
                version.withLock { $0 = nil }
                close(room, id, because: error)
            }
        }
    }

    /// What cannot be read is not known to be public.
    private func close(_ room: RoomIngest, _ id: SessionID, because error: any Error) {
        guard !room.status.isGateClosed else { return }
        do {
            _ = try room.closeGate(by: Self.name, because: .unreadable("\(error)"))
        } catch {
            log("\(id) could not be closed: \(error)")
        }
    }
}
