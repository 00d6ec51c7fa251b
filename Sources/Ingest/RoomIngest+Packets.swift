import Agenda
import Foundation
import Media
import Recording

extension RoomIngest {
    /// Takes note that the input is alive; whether anything of it is recorded.
    func receive() -> Bool {
        lock.withLock {
            lastPacket = Monotonic.now
            return gate.letsThrough && !isStopping
        }
    }

    /// Takes one packet of the input: cuts it where a session is live and nothing shut.
    func take(_ packet: Packet, from feed: Feed) throws {
        lock.lock()
        defer { lock.unlock() }
        guard let session, gate.letsThrough, !isStopping else { return }
        if cutter == nil {
            guard packet.isVideo, packet.isKey, let time = packet.presentation, writer.hasRoom,
                mayBegin(with: time)
            else { return }
            try beginEpoch(with: packet, feed, session)
        }
        do {
            try cut(packet, of: session)
        } catch let end as EpochCutter.Break {
            log("Room \(settings.id): \(end.words); it goes on from there.")
            endEpoch()
            guard packet.isVideo, packet.isKey else { return }
            try beginEpoch(with: packet, feed, session)
            try cut(packet, of: session)
        }
    }

    private func beginEpoch(
        with key: Packet, _ feed: Feed, _ session: SessionID
    ) throws {
        let cutter = try EpochCutter(
            key: key, feed: feed, resume: resume, wallStart: wall(of: key.presentation ?? 0),
            object: settings.input.description)
        recordedSince = recordedSince ?? cutter.epoch.wallStart
        self.cutter = cutter
        pass()
        writer.add([.epoch(cutter.epoch)], of: session)
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
            log("Room \(settings.id): the input's file is there no more; recording begins anew.")
            writer.add(cutter.abandon(), of: session)
            resume = cutter.resumePoint()
            self.cutter = nil
            return
        }
    }
}
