import Foundation
import HLSChecker
import Playlist
import Recording

@testable import ratskanal

/// Loads all playlists of a live session, whole and as delta updates, again and again.
struct LiveViewer {
    private struct Missing: Error {}

    /// The session that is served, which a restart of the server begins anew.
    private final class Served {
        var tracks: LiveTracks

        init(_ tracks: LiveTracks) {
            self.tracks = tracks
        }
    }

    private let served: Served
    private var watch: Watch

    init(_ view: LivePlaylist.View, of tracks: LiveTracks) {
        let served = Served(tracks)
        self.served = served
        let page = URL(filePath: "/sessions/\(tracks.session)/index.m3u8")
        watch = Watch(page) { url in
            let path = url.pathComponents
            let delta = DeltaUpdate.allCases.first { url.query() == "_HLS_skip=\($0.rawValue)" }
            let bytes =
                path.last == "index.m3u8"
                ? served.tracks.multivariant(view)
                : served.tracks.playlist(
                    TrackID(rawValue: path[path.count - 2]), view, delta)?.bytes
            guard let bytes else { throw Missing() }
            return bytes
        }
        watch.looksAtMedia = false
    }

    var tracks: LiveTracks {
        get { served.tracks }
        nonmutating set { served.tracks = newValue }
    }

    /// What is wrong that was not before.
    mutating func look() throws -> [Finding] { try watch.look() }
}
