import Agenda
import Foundation
import HLSChecker
import Mutating
import Playlist
import Recording
import Testing

@testable import ratskanal

@Suite("Who merges delta updates for the length of a session has the playlist each time")
struct DeltaSessionTests {
    /// How a client comes back.
    enum Pace: CaseIterable {
        /// At every version.
        case blocking
        /// After a few seconds.
        case polling
        /// After up to half the skip boundary, the oldest that an update is made for.
        case slow
        /// When it was away for longer, too.
        case sleepy

        func pause(_ random: inout SeededGenerator) -> Duration {
            switch self {
            case .blocking: .zero
            case .polling: .seconds(Double.random(in: 1...4, using: &random))
            case .slow: .seconds(Double.random(in: 4...12, using: &random))
            case .sleepy: .seconds(Double.random(in: 0...60, using: &random))
            }
        }
    }

    /// A client of one playlist, with what it has.
    private struct Client {
        let pace: Pace
        let track: TrackID
        let view: LivePlaylist.View
        let delta: DeltaUpdate
        var merging = MergingClient()
        var loaded: ContinuousClock.Instant?
        var next: ContinuousClock.Instant?
        var updates = 0
        var wholes = 0

        mutating func look(
            at session: RandomSession, _ random: inout SeededGenerator
        ) throws {
            let now = session.now
            if let next, now < next { return }
            next = now + pace.pause(&random)
            let whole = try text(session, nil)
            // Older than half the boundary, it asks for the whole (RFC 8216bis §6.3.7).
            let isFresh = loaded.map { now - $0 <= .seconds(DeltaUpdate.boundary / 2) } ?? false
            let answer = isFresh ? try text(session, delta) : whole
            let isUpdate = answer.contains("#EXT-X-SKIP")
            if isUpdate { updates += 1 } else { wholes += 1 }
            var isKnown = merging.take(answer)
            #expect(isKnown, "What is skipped is unknown \(String(describing: loaded)) \(now)")
            if !isKnown { isKnown = merging.take(whole) }
            loaded = now
            #expect(merging.equals(whole), "\(pace) \(track) \(view) \(delta)\n\(answer)")
        }

        private func text(_ session: RandomSession, _ delta: DeltaUpdate?) throws -> String {
            let playlist = session.tracks.playlist(track, view, delta, at: session.now)
            return String(decoding: try #require(playlist).bytes, as: UTF8.self)
        }
    }

    @Test(
        "Sliding and EVENT, with and without date ranges, whatever happens",
        arguments: LivePlaylist.View.allCases, DeltaUpdate.allCases)
    func session(view: LivePlaylist.View, delta: DeltaUpdate) throws {
        var session = RandomSession(seed: 7)
        var random = SeededGenerator(seed: 11)
        var clients = Pace.allCases.map { pace in
            Client(
                pace: pace, track: pace == .polling ? .audio : .video, view: view, delta: delta)
        }
        for version in 0..<1500 {
            session.step()
            for index in clients.indices { try clients[index].look(at: session, &random) }
            guard version % 100 == 0 else { continue }
            let playlist = session.tracks.playlist(.video, view, delta, at: session.now)
            #expect(PlaylistCheck.findings(in: try #require(playlist).bytes) == [])
        }
        #expect(session.restarts > 2)
        for client in clients {
            // After a restart updates are not given for a while.
            #expect(client.pace == .sleepy || client.updates > 2 * client.wholes, "\(client)")
        }
    }

    /// A session of which updates are given, with an item that was opened just now.
    private func underWay() throws -> RandomSession {
        var session = RandomSession(seed: 3)
        for _ in 0..<200 { session.step() }
        while session.tracks.playlist(.video, .event, .segments, at: session.now)?.delta == nil {
            session.step()
        }
        let start = try #require(session.tracks.position.clock.wall(at: .zero))
        let item = DateRange(
            subject: .item(99), mediaStart: .zero, start: start, end: nil, title: "TOP 99")
        session.tracks.update(key: nil, dateRanges: [item], at: session.now)
        return session
    }

    @Test("A date range that a client has of the whole playlist is named when it went")
    func removal() throws {
        let session = try underWay()
        let now = session.now
        let whole = try #require(session.tracks.playlist(.video, .event, at: now))
        #expect(String(decoding: whole.bytes, as: UTF8.self).contains("ID=\"i99-0\""))
        session.tracks.update(key: nil, dateRanges: [], at: now)
        let update = try #require(
            session.tracks.playlist(.video, .event, .dateRanges, at: now + .seconds(1)))
        let text = String(decoding: update.bytes, as: UTF8.self)
        #expect(text.contains("RECENTLY-REMOVED-DATERANGES=\""))
        #expect(text.contains("i99-0"))
    }

    @Test("An update is rendered once a version, and again when a date range gets old")
    func renderedOnce() throws {
        let session = try underWay()
        func playlist(
            _ delta: DeltaUpdate?, after seconds: Double = 0
        ) throws -> RenderedPlaylist {
            try #require(
                session.tracks.playlist(.video, .event, delta, at: session.now + .seconds(seconds)))
        }
        let whole = try playlist(nil)
        let update = try playlist(.dateRanges)
        #expect(try playlist(.dateRanges) === update)
        #expect(try playlist(.segments) !== update)
        #expect(try playlist(nil) === whole)
        #expect(try playlist(.dateRanges, after: 25) !== update)
        #expect(try playlist(nil, after: 25) === whole)
    }
}
