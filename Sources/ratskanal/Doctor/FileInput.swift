import Glibc

/// A room that plays a file in a camera's place.
struct FileInput: Hashable, Sendable {
    var room: String
    var path: String
    /// Why it cannot be read, as an `errno`; 0 where it can.
    var refusal: Int32
    var isFile = true

    var diagnosis: Diagnosis {
        let check = "room \(room)"
        switch refusal {
        case 0 where isFile: return .ok(check, "\(path) can be read.")
        case 0:
            return .problem(
                check, "\(path) is no file.", advice: "Name a film in the room's input.")
        case ENOENT, ENOTDIR:
            return .problem(
                check, "\(path) is not there.", advice: "Check the path in the room's input.")
        default:
            return .problem(
                check, "This user may not read \(path).",
                advice: "Let them: chmod a+r \(path), and a+x the folders above it.")
        }
    }
}

extension FileInput {
    init(room: String, path: String) {
        self.init(
            room: room, path: path, refusal: FileStatus.refusal(path, R_OK),
            isFile: FileStatus(following: path)?.isRegular ?? false)
    }
}
