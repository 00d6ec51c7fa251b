import Ingest
import Recording
import Synchronization

/// Keeps a room's note in memory, writes down what was written where, and fails or hangs when
/// told to.
final class FakeShelf: GateShelf {
    enum Place: Hashable, Sendable {
        case record, block
    }

    struct Refused: Error {}

    private struct State {
        var written: [(place: Place, note: GateNote)] = []
        var refuses: @Sendable (Place) -> Bool = { _ in false }
    }

    let found: GateFindings
    private let state = Mutex(State())

    init(found: GateFindings = GateFindings()) {
        self.found = found
    }

    func refuse(_ rule: @escaping @Sendable (Place) -> Bool) {
        state.withLock { $0.refuses = rule }
    }

    /// In the order in which it was written.
    var written: [(place: Place, note: GateNote)] { state.withLock { $0.written } }

    func last(_ place: Place) -> GateNote? { written.last { $0.place == place }?.note }

    func writeRecord(_ note: GateNote) throws { try write(note, to: .record) }
    func writeBlock(_ note: GateNote) throws { try write(note, to: .block) }

    private func write(_ note: GateNote, to place: Place) throws {
        let rule = state.withLock { $0.refuses }
        // May hang as a disk does.
        if rule(place) { throw Refused() }
        state.withLock { $0.written.append((place, note)) }
    }
}
