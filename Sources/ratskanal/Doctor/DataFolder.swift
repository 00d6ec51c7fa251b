import Glibc

/// The data directory, and who may do what in it.
struct DataFolder: Sendable {
    enum Presence: Hashable, Sendable {
        /// It is made at the start, if this user may write what is there above it.
        case missing(canBeMade: Bool)
        /// A folder above it lets this user see nothing.
        case hidden
        case notFolder
        case there
    }

    var path: String
    var presence = Presence.there
    /// Why this user may not write in it, as an `errno`; 0 where they may.
    var refusal: Int32 = 0
    /// Whether this user may see what lies in it.
    var isReadable = true
    var mode: UInt32 = 0o700
    var owner: SystemUser
    var user: SystemUser
    /// What in it belongs to somebody else, the first that was found.
    var stranger: (name: String, owner: SystemUser)?

    /// Whether anything can be said of what lies in it.
    var canBeSeen: Bool {
        switch presence {
        case .there: isReadable
        case .missing: true
        case .hidden, .notFolder: false
        }
    }

    var diagnoses: [Diagnosis] {
        [folder] + (presence == .there && isReadable ? [ownership] : [])
    }

    private var folder: Diagnosis {
        let check = "data directory"
        switch presence {
        case .missing(true): return .ok(check, "\(path) is not there yet and can be made.")
        case .missing(false):
            return .problem(
                check, "\(path) is not there, and the user \(user) may not make it.",
                advice: "Make it for the service's user: sudo install -d -m 700 -o USER \(path)")
        case .hidden:
            return .problem(
                check, "The user \(user) may not see whether \(path) is there.",
                advice: "Run this as the service's user: sudo -u USER ratskanal doctor …")
        case .notFolder:
            return .problem(
                check, "\(path) is no directory.", advice: "Name another one with --data.")
        case .there: break
        }
        if refusal == EROFS {
            return .problem(
                check, "\(path) lies on a file system that is mounted read-only.",
                advice: "Look with dmesg whether the disk is broken, then mount it writable.")
        }
        guard refusal == 0 else {
            return .problem(
                check, "The user \(user) may not write in \(path).",
                advice: owner == user
                    ? "Give it back: chmod u+rwx \(path)"
                    : "Run this as its owner: sudo -u \(owner) ratskanal doctor …")
        }
        guard mode & 0o077 == 0 else {
            return .warning(
                check, "Other users of this machine may look into \(path).",
                advice: "Drafts and what is not public lie there: chmod 700 \(path)")
        }
        return .ok(check, "\(path) can be written.")
    }

    private var ownership: Diagnosis {
        if let stranger {
            return .problem(
                "owner", "\(stranger.name) belongs to \(stranger.owner), the data to \(owner).",
                advice: "Give all of it to one user: sudo chown -R \(owner) \(path)")
        }
        guard owner == user || !user.isRoot else {
            return .warning(
                "owner", "The data belong to \(owner), and this was checked as root, who may all.",
                advice: "Check as the service does: sudo -u \(owner) ratskanal doctor …")
        }
        return .ok("owner", "All of it belongs to \(owner).")
    }
}

extension DataFolder {
    /// Looks, and makes nothing.
    init(at path: String) {
        let user = SystemUser.current
        guard let status = FileStatus(following: path) else {
            guard FileStatus.refusal(path, F_OK) != EACCES else {
                self.init(path: path, presence: .hidden, owner: user, user: user)
                return
            }
            let above = Self.nearest(above: path)
            self.init(
                path: path,
                presence: .missing(canBeMade: FileStatus.refusal(above, W_OK | X_OK) == 0),
                owner: user, user: user)
            return
        }
        self.init(
            path: path, presence: status.isFolder ? .there : .notFolder,
            refusal: FileStatus.refusal(path, R_OK | W_OK | X_OK),
            isReadable: FileStatus.refusal(path, R_OK | X_OK) == 0, mode: status.mode,
            owner: SystemUser(id: status.owner), user: user)
        for name in Self.parts {
            guard let part = FileStatus(following: "\(path)/\(name)"), part.owner != status.owner
            else { continue }
            stranger = (name, SystemUser(id: part.owner))
            break
        }
    }

    /// What the program makes itself: a start as another user leaves it theirs.
    private static let parts = [
        "run", "run/lock", "run/ingest.sock", "media", "exports", "backup", "catalogue.sqlite",
        "catalogue.sqlite-wal", "catalogue.sqlite-shm",
    ]

    /// The nearest folder above a path that is there.
    static func nearest(above path: String) -> String {
        var above = path[...]
        while let slash = above.lastIndex(of: "/"), slash > above.startIndex {
            above = above[..<slash]
            if FileStatus(following: String(above)) != nil { return String(above) }
        }
        return "/"
    }
}
