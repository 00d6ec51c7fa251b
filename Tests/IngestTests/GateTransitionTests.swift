import Testing

@testable import Ingest

@Suite("The gate's rule")
struct GateTransitionTests {
    private static let start = Gate.Event.start(
        isClosed: false, isInBreak: false, isAfterClosing: false)
    private static let startClosed = Gate.Event.start(
        isClosed: true, isInBreak: false, isAfterClosing: false)
    private static let startInBreak = Gate.Event.start(
        isClosed: false, isInBreak: true, isAfterClosing: false)
    private static let startSoon = Gate.Event.start(
        isClosed: false, isInBreak: false, isAfterClosing: true)
    private static let open = Gate.Event.open(isAllowed: true)

    struct Row: Sendable, CustomTestStringConvertible {
        var before: [Gate.Event]
        var event: Gate.Event
        var actions: [Gate.Action]
        var letsThrough: Bool

        var testDescription: String { "\(before) then \(event)" }

        init(
            _ before: [Gate.Event], _ event: Gate.Event, _ actions: [Gate.Action], passes: Bool
        ) {
            self.before = before
            self.event = event
            self.actions = actions
            letsThrough = passes
        }
    }

    static let rows: [Row] = [
        // Nothing is live.
        Row([], .close, [.refuse(.notLive)], passes: false),
        Row([], open, [.refuse(.notLive)], passes: false),
        Row([], .startBreak, [.refuse(.notLive)], passes: false),
        Row([], .endBreak, [.refuse(.notLive)], passes: false),
        Row([], .stop, [.refuse(.notLive)], passes: false),
        Row([], .delayPassed(attempt: 1), [.refuse(.notLive)], passes: false),
        // Beginnings.
        Row([], start, [.admit(.start)], passes: true),
        Row([], startSoon, [.admit(.opening)], passes: true),
        Row([], startClosed, [.admit(.opening), .keep(.close)], passes: false),
        Row([], startInBreak, [.admit(.start), .keep(.startBreak)], passes: false),
        Row([start], start, [.refuse(.alreadyLive)], passes: true),
        Row([start, .stop], startSoon, [.admit(.opening)], passes: true),
        Row([start], .stop, [], passes: false),
        Row([start, .startBreak], .stop, [.keep(.endBreak)], passes: false),
        // Closing.
        Row([start], .close, [.shut, .keep(.close)], passes: false),
        Row([start, .close], .close, [.await], passes: false),
        Row([start, .close, open], .close, [.await], passes: false),
        Row(
            [start, .close, open, .delayPassed(attempt: 1)], .close, [.keep(.close)],
            passes: false),
        Row([start, .startBreak], .close, [.shut, .keep(.close)], passes: false),
        // Opening.
        Row([start], open, [.await], passes: true),
        Row([start, .close], open, [.wait(attempt: 1)], passes: false),
        Row(
            [start, .close], .open(isAllowed: false), [.refuse(.openItemIsNotPublic)],
            passes: false),
        Row([start, .close, open], open, [.await], passes: false),
        Row(
            [start, .close, open], .delayPassed(attempt: 1), [.store(.open, attempt: 1)],
            passes: false),
        Row([start, .close, open, .close], .delayPassed(attempt: 1), [], passes: false),
        Row(
            [start, .close, open, .close, open], .delayPassed(attempt: 1), [], passes: false),
        Row(
            [start, .close, open, .delayPassed(attempt: 1)], .stored(attempt: 1),
            [.admit(.opening)], passes: true),
        Row(
            [start, .close, open, .delayPassed(attempt: 1), .close], .stored(attempt: 1), [],
            passes: false),
        Row(
            [start, .close, open, .delayPassed(attempt: 1)], .notStored(attempt: 1),
            [.keep(.close)], passes: false),
        Row([start, .close, open], .stored(attempt: 1), [], passes: false),
        Row(
            [start, .close, open, .stop], .delayPassed(attempt: 1), [.refuse(.notLive)],
            passes: false),
        // Breaks.
        Row([start], .startBreak, [.shut, .keep(.startBreak)], passes: false),
        Row([start, .startBreak], .startBreak, [.await], passes: false),
        Row([start], .endBreak, [.await], passes: true),
        Row([start, .startBreak], .endBreak, [.store(.endBreak, attempt: 1)], passes: false),
        Row([start, .startBreak, .endBreak], .endBreak, [.await], passes: false),
        Row(
            [start, .startBreak, .endBreak], .stored(attempt: 1), [.admit(.resume)],
            passes: true),
        Row(
            [start, .startBreak, .endBreak], .notStored(attempt: 1), [.keep(.startBreak)],
            passes: false),
        Row(
            [start, .startBreak, .endBreak], .startBreak, [.shut, .keep(.startBreak)],
            passes: false),
        Row(
            [start, .startBreak, .endBreak, .startBreak], .stored(attempt: 1), [],
            passes: false),
        // Both at once: each opens for itself alone.
        Row(
            [start, .startBreak, .close, .endBreak], .stored(attempt: 1), [.admit(.resume)],
            passes: false),
        Row(
            [start, .close, .startBreak, open, .delayPassed(attempt: 1)], .stored(attempt: 1),
            [.admit(.opening)], passes: false),
    ]

    @Test("each press in each state does what the table says", arguments: rows)
    func transition(_ row: Row) {
        var gate = Gate()
        for event in row.before { _ = gate.take(event) }
        #expect(gate.take(row.event) == row.actions)
        #expect(gate.letsThrough == row.letsThrough)
    }

    @Test("whatever comes, nothing passes between a closing and an opening that was stored")
    func random() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            var gate = Gate()
            _ = gate.take(Self.start)
            var isShut = false
            for _ in 0..<30 {
                let attempt = Int.random(in: 1...6, using: &generator)
                let events: [Gate.Event] = [
                    .close, Self.open, .delayPassed(attempt: attempt), .stored(attempt: attempt),
                    .notStored(attempt: attempt),
                ]
                let event = events[Int.random(in: 0..<events.count, using: &generator)]
                let actions = gate.take(event)
                if event == .close { isShut = true }
                if actions.contains(.admit(.opening)) { isShut = false }
                #expect(gate.letsThrough == !isShut)
            }
        }
    }
}
