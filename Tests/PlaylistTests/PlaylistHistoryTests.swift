import Agenda
import Foundation
import HLSChecker
import Playlist
import Recording
import Testing

@Suite("What playlists said stays said")
struct PlaylistHistoryTests {
    /// Loads both views after each thing that happens.
    private struct Viewer {
        var playlist = LivePlaylist(track: .video)
        var dateRanges: [DateRange] = []
        private var histories: [LivePlaylist.View: PlaylistHistory] = [:]

        mutating func look(sourceLocation: SourceLocation = #_sourceLocation) {
            for view in LivePlaylist.View.allCases {
                let text = Recorded.text(
                    playlist.bytes(view, dateRanges: dateRanges), sourceLocation: sourceLocation)
                let findings = histories[view, default: PlaylistHistory()].add(text)
                #expect(findings == [], "\(view)", sourceLocation: sourceLocation)
            }
        }

        /// A segment that comes part by part.
        mutating func record(_ sequence: Int, epoch: Int = 1) {
            for index in 0..<8 {
                playlist.append(
                    Recorded.part(index, of: sequence), sequence: sequence, epoch: epoch)
                look()
            }
            playlist.end(Recorded.segment(sequence, epoch: epoch))
            look()
        }

        /// Many segments at once.
        mutating func go(_ sequences: Range<Int>, epoch: Int = 1) {
            for sequence in sequences {
                playlist.end(Recorded.segment(sequence, epoch: epoch))
            }
            look()
        }
    }

    @Test("Parts come and go, segments slide out, the session ends")
    func live() {
        var viewer = Viewer()
        viewer.playlist.begin(Recorded.epoch(1))
        viewer.look()
        for sequence in 0..<6 { viewer.record(sequence) }
        for start in stride(from: 6, to: 206, by: 20) { viewer.go(start..<start + 20) }
        viewer.record(206)
        viewer.playlist.isEnded = true
        viewer.look()
    }

    @Test("Epochs with and without other parameters, all of them sliding out")
    func epochs() {
        var viewer = Viewer()
        for epoch in 1...4 {
            let start = (epoch - 1) * 60
            viewer.playlist.begin(
                Recorded.epoch(
                    epoch, at: Double(start) * 4, wall: Double(start) * 4 + Double(epoch) * 30,
                    initEpoch: epoch == 2 ? 1 : epoch))
            viewer.look()
            viewer.record(start, epoch: epoch)
            viewer.go(start + 1..<start + 60, epoch: epoch)
        }
        viewer.go(240..<400, epoch: 4)
    }

    @Test("A server that is started again says the same, sequence by sequence")
    func restart() {
        var viewer = Viewer()
        viewer.playlist.begin(Recorded.epoch(1))
        for sequence in 0..<3 { viewer.record(sequence) }
        for index in 0..<3 {
            viewer.playlist.append(Recorded.part(index, of: 3), sequence: 3, epoch: 1)
            viewer.look()
        }
        // From the catalogue: segments with their parts, the open one too.
        let segments = viewer.playlist.segments
        viewer.playlist = LivePlaylist(track: .video)
        viewer.playlist.begin(Recorded.epoch(1))
        for segment in segments where !segment.isOpen { viewer.playlist.end(segment) }
        for part in segments.last?.parts ?? [] {
            viewer.playlist.append(part, sequence: 3, epoch: 1)
        }
        viewer.look()
        viewer.playlist.begin(Recorded.epoch(2, at: 13.56, wall: 20, initEpoch: 1))
        viewer.look()
        viewer.record(4, epoch: 2)
    }

    @Test("Segments wait for two minutes to be stored, and then are")
    func pending() {
        var viewer = Viewer()
        viewer.playlist.begin(Recorded.epoch(1))
        viewer.record(0)
        for sequence in 1..<31 {
            for index in 0..<8 {
                viewer.playlist.append(
                    Recorded.part(index, of: sequence, isStored: false), sequence: sequence,
                    epoch: 1)
            }
            viewer.look()
            var segment = Recorded.segment(sequence, isStored: false)
            segment.isPending = true
            viewer.playlist.end(segment)
            viewer.look()
        }
        viewer.record(31)
        for sequence in 1..<31 {
            viewer.playlist.end(Recorded.segment(sequence))
            viewer.look()
        }
        viewer.go(32..<60)
    }

    @Test("Date ranges open, close and slide out")
    func dateRanges() {
        var viewer = Viewer()
        viewer.playlist.begin(Recorded.epoch(1))
        var range = DateRange(
            subject: .item(3), mediaStart: MediaTime(seconds: 2),
            start: Recorded.evening.addingTimeInterval(2), end: nil, title: "TOP 3")
        viewer.dateRanges = [range]
        viewer.look()
        viewer.record(0)
        range.end = Recorded.evening.addingTimeInterval(9)
        viewer.go(1..<3)
        viewer.dateRanges = [range]
        viewer.look()
        for start in stride(from: 3, to: 203, by: 50) { viewer.go(start..<start + 50) }
    }

    @Test("A segment that was never stored becomes a gap, which no playlist foresees")
    func gap() {
        var playlist = LivePlaylist(track: .video)
        playlist.begin(Recorded.epoch(1))
        for index in 0..<8 {
            playlist.append(Recorded.part(index, of: 0, isStored: false), sequence: 0, epoch: 1)
        }
        playlist.end(Recorded.segment(0, isStored: false))
        var history = PlaylistHistory()
        #expect(history.add(Recorded.text(playlist.bytes(.event))) == [])
        for sequence in 1..<20 { playlist.end(Recorded.segment(sequence)) }
        let findings = history.add(Recorded.text(playlist.bytes(.event)))
        #expect(findings.map(\.rule) == [.segmentTurnedGap])
    }
}
