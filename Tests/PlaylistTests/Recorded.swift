import Agenda
import Foundation
import HLSChecker
import Playlist
import Recording
import Testing

/// Recordings to write playlists of.
enum Recorded {
    /// 2026-11-20T17:00:00Z
    static let evening = Date(timeIntervalSince1970: 1_795_194_000)

    static let picture = Track(
        id: .video, format: .video(width: 1280, height: 720, frameRate: 25),
        codec: "avc1.64001f", timescale: 90_000, initSection: [])
    static let sound = Track(
        id: .audio, format: .audio(sampleRate: 48_000, channels: 2), codec: "mp4a.40.2",
        timescale: 48_000, initSection: [])

    static func epoch(
        _ number: Int, at seconds: Double = 0, wall: Double? = nil, initEpoch: Int? = nil
    ) -> Epoch {
        Epoch(
            number: number, mediaStart: MediaTime(seconds: seconds),
            wallStart: evening.addingTimeInterval(wall ?? seconds), tracks: [picture, sound],
            initEpoch: initEpoch ?? number)
    }

    /// Of four seconds, a million bits each.
    static func segment(
        _ sequence: Int, epoch: Int = 1, seconds: Double = 4, isStored: Bool = true
    ) -> Segment {
        let range = ByteRange(offset: Int64(sequence) * 125_000, length: 125_000)
        return Segment(
            track: .video, epoch: epoch, sequence: sequence,
            start: TrackTime(value: Int64(sequence) * 360_000, timescale: 90_000),
            duration: Int64(seconds * 90_000), isIndependent: true,
            location: isStored ? Location(file: "video-e1-1.mp4", range: range) : nil)
    }

    /// Of 0.52 s; a segment of four seconds has eight, the last of 0.36 s.
    static func part(_ index: Int, of sequence: Int, isStored: Bool = true) -> Part {
        let range = ByteRange(offset: Int64(sequence) * 125_000 + Int64(index) * 1000, length: 1000)
        return Part(
            index: index,
            start: TrackTime(
                value: Int64(sequence) * 360_000 + Int64(index) * 46_800, timescale: 90_000),
            duration: index == 7 ? 32_400 : 46_800, isIndependent: index == 0,
            location: isStored ? Location(file: "video-e1-1.mp4", range: range) : nil)
    }

    /// A playlist's text, once nothing is found wrong with it.
    static func text(
        _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
    ) -> String {
        #expect(PlaylistCheck.findings(in: bytes) == [], sourceLocation: sourceLocation)
        return String(decoding: bytes, as: UTF8.self)
    }
}
