import HTTP
import Recording

/// What a medium's URL names.
struct MediaName: Hashable {
    enum Kind: Hashable {
        case initSection
        case segment(Int)
        case part(Int, Int)
    }

    var track: TrackID
    var epoch: Int
    var kind: Kind

    init(_ track: TrackID, epoch: Int, _ kind: Kind) {
        self.track = track
        self.epoch = epoch
        self.kind = kind
    }

    /// From `:track`, `:epoch` (`e3`) and `:file` (`init.mp4`, `4711.m4s`, `4711.0.m4s`).
    init?(_ parameters: PathParameters) {
        guard let track = parameters["track"], let epoch = parameters["epoch"],
            let file = parameters["file"], epoch.hasPrefix("e"),
            let number = Self.number(epoch.dropFirst())
        else { return nil }
        self.track = TrackID(rawValue: track)
        self.epoch = number
        if file == "init.mp4" {
            kind = .initSection
            return
        }
        let pieces = file.split(separator: ".", omittingEmptySubsequences: false)
        guard pieces.last == "m4s", (2...3).contains(pieces.count),
            let sequence = Self.number(pieces[0])
        else { return nil }
        if pieces.count == 2 {
            kind = .segment(sequence)
        } else {
            guard let part = Self.number(pieces[1]) else { return nil }
            kind = .part(sequence, part)
        }
    }

    /// Decimal digits without a leading zero, so that one thing has one URL.
    private static func number(_ text: some StringProtocol) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), text.count <= 12,
            text == "0" || !text.hasPrefix("0")
        else { return nil }
        return Int(text)
    }

    /// Its path below the session's.
    var path: String {
        switch kind {
        case .initSection: "\(track)/e\(epoch)/init.mp4"
        case .segment(let sequence): "\(track)/e\(epoch)/\(sequence).m4s"
        case .part(let sequence, let part): "\(track)/e\(epoch)/\(sequence).\(part).m4s"
        }
    }

    /// One name stands for one sequence of bytes for ever, so it is its own entity tag.
    var tag: String {
        switch kind {
        case .initSection: "\(track)-e\(epoch)-init"
        case .segment(let sequence): "\(track)-e\(epoch)-\(sequence)"
        case .part(let sequence, let part): "\(track)-e\(epoch)-\(sequence).\(part)"
        }
    }
}
