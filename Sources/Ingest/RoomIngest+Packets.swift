import Agenda
import Foundation
import Media
import Recording

extension RoomIngest {
    /// Takes note that the input is alive; whether anything of it is recorded.
    func receive(at now: Date) -> Bool {
        lock.withLock {
            lastPacket = now
            guard session != nil, case .open = gate else { return false }
            return !isStopping
        }
    }

    /// Takes one packet of the input: cuts it where a session is live and its gate open.
    func take(_ packet: Packet, from feed: Feed, anchor: WallAnchor) throws {
        lock.lock()
        defer { lock.unlock() }
        guard let session, case .open = gate, !isStopping else { return }
        if cutter == nil {
            guard packet.isVideo, packet.isKey, packet.presentation != nil, writer.hasRoom else {
                return
            }
            guard arrivedOpen(packet, anchor) else { return }
            try beginEpoch(with: packet, feed, anchor, session)
        }
        do {
            try cut(packet, of: session)
        } catch let end as EpochCutter.Break {
            log("Room \(settings.id): \(end.words); it goes on from there.")
            endEpoch(discarding: false)
            guard packet.isVideo, packet.isKey else { return }
            try beginEpoch(with: packet, feed, anchor, session)
            try cut(packet, of: session)
        }
    }

    /// Whether a frame came after the gate had opened, and not just out of a buffer.
    private func arrivedOpen(_ key: Packet, _ anchor: WallAnchor) -> Bool {
        // For as long as an anchor remembers; a wall clock set back must not stop a recording.
        guard let gateOpened, gateOpened.instant.duration(to: .now) < WallAnchor.memory else {
            return true
        }
        return anchor.wall(of: key.presentation ?? 0) >= gateOpened.wall
    }

    private func beginEpoch(
        with key: Packet, _ feed: Feed, _ anchor: WallAnchor, _ session: SessionID
    ) throws {
        let wall = anchor.wall(of: key.presentation ?? 0)
            .addingTimeInterval(-settings.encoderDelay)
        let cutter = try EpochCutter(
            key: key, feed: feed, resume: resume, wallStart: wall,
            object: settings.input.description)
        recordedSince = recordedSince ?? cutter.epoch.wallStart
        self.cutter = cutter
        gateOpened = nil
        _ = writer.add([.epoch(cutter.epoch)], of: session)
    }

    private func cut(_ packet: Packet, of session: SessionID) throws {
        guard let cutter else { return }
        let missed = cutter.missedKeyFrames
        let open = cutter.openGroups
        let events = try cutter.add(packet)
        if cutter.openGroups > 0, open == 0 {
            log(
                "Room \(settings.id): the encoder sends open groups of pictures, in which some "
                    + "browsers can neither start nor seek; set it to closed groups.")
        }
        if cutter.missedKeyFrames == 1, missed == 0 {
            log(
                "Room \(settings.id): the encoder sends key frames more than "
                    + "\(Int(EpochCutter.targetDuration)) s apart; set its key frame interval to "
                    + "2 s, so that viewers can start and seek quickly.")
        }
        guard !events.isEmpty else { return }
        guard writer.add(events, of: session) else {
            log("Room \(settings.id): the disk is too slow; recording begins anew.")
            _ = writer.add(cutter.abandon(), of: session)
            resume = cutter.resumePoint()
            self.cutter = nil
            return
        }
    }
}
