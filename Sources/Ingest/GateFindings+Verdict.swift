import Agenda
import Recording

extension GateFindings {
    /// Why it is not known whether the room was shut, or nil where it is.
    var doubt: String? {
        for holding in [record, block] {
            if case .unclear(let reason) = holding { return reason }
        }
        if block == .absent, isBlockExpected { return "the block on the data disk is gone" }
        return trouble
    }

    /// Whether a session was closed, or left in a break.
    func wasClosed(_ session: SessionID) -> Bool {
        notes.contains { $0.session == session && $0.isClosed }
    }

    func wasInBreak(_ session: SessionID) -> Bool {
        notes.contains { $0.session == session && $0.isBreak }
    }

    /// Whether pictures of a time without the public may still arrive.
    var isAfterClosing: Bool { doubt != nil || notes.contains { $0.isClosed || $0.isAfterClosing } }

    /// What the catalogue may not have yet, in order.
    var pending: [Press] {
        var known: [Int64: Press] = [:]
        for press in notes.flatMap(\.pending) { known[press.stamp.counter] = press }
        return known.values.sorted { $0.stamp.counter < $1.stamp.counter }
    }

    /// The latest note, which knows what the catalogue may not.
    var latest: GateNote? { notes.max { $0.counter < $1.counter } }
}
