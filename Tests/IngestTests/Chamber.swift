import Agenda
import Foundation
import Ingest
import Media
import Recording

/// A room that records into memory.
struct Chamber {
    struct NoSession: Error {}

    static var session: SessionID {
        get throws {
            guard let id = SessionID(rawValue: "2026-11-20-stadtrat") else { throw NoSession() }
            return id
        }
    }

    let store: FakeStore
    let shelf: FakeShelf
    let ledger = Ledger()
    let room: RoomIngest

    init(
        _ input: Input, store: FakeStore = FakeStore(), shelf: FakeShelf = FakeShelf(),
        conversion: ConversionSettings = ConversionSettings(preset: .ultrafast),
        gateDelay: TimeInterval = 0, stallLimit: TimeInterval = 5
    ) {
        self.store = store
        self.shelf = shelf
        let ledger = ledger
        room = RoomIngest(
            room: RoomSettings(
                id: "saal", input: input, conversion: conversion, gateDelay: gateDelay,
                // A busy machine is no slow disk.
                storePatience: 60, stallLimit: stallLimit),
            store: store, shelf: shelf, announce: { ledger.receive($0) }, log: { ledger.log($0) })
    }

    /// Records a whole file at full speed and gives what was announced.
    static func record(
        _ file: URL, store: FakeStore = FakeStore(), within seconds: Double = 300
    ) async throws -> (
        Ledger.Entries, FakeStore
    ) {
        let chamber = Chamber(.file(path: file.path, atRealTime: false), store: store)
        try chamber.room.start(session)
        chamber.room.run()
        try await chamber.ledger.wait(within: seconds) { $0.lost == 1 }
        try chamber.room.stop()
        chamber.room.shutdown()
        return (chamber.ledger.entries, store)
    }
}

extension Ledger.Entries {
    /// The init section of a track and all of its parts, as a file that players know.
    func file(of track: TrackID, epoch number: Int = 1) throws -> URL {
        let epoch = epochs.first { $0.number == number }
        let initial = epochs.first { $0.number == epoch?.initEpoch }
        let head = initial?.tracks.first { $0.id == track }?.initSection ?? []
        let parts = parts.filter { $0.track == track && $0.epoch == number }
        let file = try Sample.temporaryFile("mp4")
        try Data(parts.reduce(into: head) { $0 += $1.bytes }).write(to: file)
        return file
    }
}
