import Storage

/// Whether the catalogue can be used.
enum CatalogueState: Sendable {
    case none
    case there(CatalogueInspection)
    case failed(StorageError)

    var diagnosis: Diagnosis {
        let check = "catalogue"
        switch self {
        case .none: return .ok(check, "There is none yet; the first start makes it.")
        case .failed(let error):
            return .problem(
                check, "The catalogue cannot be opened.",
                advice: error.fact.prefix(1).uppercased() + error.fact.dropFirst() + ".")
        case .there(let seen):
            guard seen.faults.isEmpty else {
                return .problem(
                    check, "The catalogue is damaged: \(seen.faults[0]).",
                    advice: "Stop the service, keep a copy of it, and restore the last backup.")
            }
            guard seen.version <= seen.known else {
                return .problem(
                    check,
                    "The catalogue is of version \(seen.version), this program knows versions up "
                        + "to \(seen.known).",
                    advice: "Install the newer program again.")
            }
            let coming =
                seen.version < seen.known
                ? "; the next start brings it to version \(seen.known)" : ""
            return .ok(check, "It is whole and of version \(seen.version)\(coming).")
        }
    }

    /// Bits a second of a room's newest recording.
    func bitRate(of room: String) -> Double? {
        if case .there(let seen) = self { seen.bitRates[room] } else { nil }
    }
}

extension CatalogueState {
    init(at path: String) {
        do {
            self = try CatalogueInspection(at: path).map(CatalogueState.there) ?? .none
        } catch let error as StorageError {
            self = .failed(error)
        } catch {
            self = .failed(
                StorageError(.database, while: "opening the catalogue", object: path))
        }
    }
}
