import Foundation
import Playlist
import Recording

/// The playlists of what a room recorded, and the bytes that they name.
struct Presentation {
    struct Missing: Error {
        var path: String
    }

    static let folder = "http://ratskanal.test/s/"
    private let entries: Ledger.Entries
    /// As if the first epoch had begun then.
    private let wallStart: Date

    init(_ entries: Ledger.Entries, wallStart: Date = Date(timeIntervalSince1970: 1_793_600_000)) {
        self.entries = entries
        self.wallStart = wallStart
    }

    private var first: Epoch? { entries.epochs.first }

    /// A session's EVENT playlist at its end: its last parts are there yet.
    func playlist(of track: TrackID) -> LivePlaylist {
        var playlist = LivePlaylist(track: track)
        var epochs = entries.epochs[...]
        func begin(_ number: Int) {
            while let epoch = epochs.first, epoch.number <= number {
                var moved = epoch
                let passed = epoch.wallStart.timeIntervalSince(first?.wallStart ?? wallStart)
                moved.wallStart = wallStart.addingTimeInterval(passed)
                playlist.begin(moved)
                epochs.removeFirst()
            }
        }
        var segments = entries.segments(of: track)[...]
        for part in entries.parts(of: track) {
            while let segment = segments.first, segment.sequence < part.sequence {
                begin(segment.epoch)
                playlist.end(segment)
                segments.removeFirst()
            }
            begin(part.epoch)
            playlist.append(part.part, sequence: part.sequence, epoch: part.epoch)
        }
        for segment in segments {
            begin(segment.epoch)
            playlist.end(segment)
        }
        playlist.isEnded = true
        return playlist
    }

    /// What the multivariant playlist, a media playlist or media of one is; by its URL.
    func bytes(at url: URL) throws -> [UInt8] {
        let path = String(url.absoluteString.dropFirst(Self.folder.count))
        if path == "index.m3u8" { return multivariant.bytes }
        let names = path.split(separator: "/").map(String.init)
        guard let track = names.first.map(TrackID.init(rawValue:)), names.count > 1 else {
            throw Missing(path: path)
        }
        if names[1] == "session.m3u8" { return playlist(of: track).bytes(.event) }
        guard names.count == 3, let epoch = Int(names[1].dropFirst()),
            let bytes = media(names[2], of: track, epoch: epoch)
        else { throw Missing(path: path) }
        return bytes
    }

    private func media(_ name: String, of track: TrackID, epoch: Int) -> [UInt8]? {
        if name == "init.mp4" {
            return entries.epochs.first { $0.number == epoch }?
                .tracks.first { $0.id == track }?.initSection
        }
        let numbers = name.split(separator: ".").compactMap { Int($0) }
        let parts = entries.parts(of: track).filter { part in
            part.epoch == epoch && part.sequence == numbers.first
                && (numbers.count == 1 || part.part.index == numbers[1])
        }
        return parts.isEmpty ? nil : parts.flatMap(\.bytes)
    }

    private var multivariant: MultivariantPlaylist {
        MultivariantPlaylist(
            (first?.tracks ?? []).map { track in
                MultivariantPlaylist.Rendition(
                    track: track, uri: "\(track.id)/session.m3u8",
                    rate: playlist(of: track.id).rate)
            }, isLive: false)
    }
}
