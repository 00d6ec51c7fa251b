import Agenda
import Foundation
import HTTP
import Synchronization

/// What a room does, rendered once for all who ask while nothing changes: a whole audience may ask
/// at once, and whoever presses then is not to wait behind them.
final class RoomAnswers: Sendable {
    /// All that an answer depends on.
    struct Moment: Hashable {
        var session: SessionID
        /// Of what is said of it.
        var generation: Int
        var isConnected: Bool?
        var inputSince: Date?
        /// Changes of the catalogue, by this process and by others: they may be the next session's.
        var own: Int
        var others: Int64
        /// A quarter of an hour: at the end of one it can be another day.
        var quarter: Int
    }

    private let answers = Mutex<[String: (moment: Moment, response: PreparedResponse)]>([:])

    /// The room's answer, where it is rendered for this moment.
    func answer(of room: String, at moment: Moment?) -> PreparedResponse? {
        guard let moment else { return nil }
        return answers.withLock { $0[room].flatMap { $0.moment == moment ? $0.response : nil } }
    }

    func keep(
        _ response: PreparedResponse, of room: String, at moment: Moment
    ) -> PreparedResponse {
        answers.withLock { $0[room] = (moment, response) }
        return response
    }
}
