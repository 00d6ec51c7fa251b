/// Where an import takes its agendas from.
enum ImportSource {
    case files(ImportFiles)
    /// An OParl server, from this address on.
    case address(String)

    init(_ invocation: Invocation) throws {
        let operands = invocation.operands
        guard let address = operands.first(where: Self.isAddress) else {
            self = .files(try ImportFiles(operands))
            return
        }
        guard operands.count == 1 else {
            throw invocation.usage("A URL is imported alone: \(address).")
        }
        self = .address(address)
    }

    /// `https://…`: no path has two slashes behind a colon unless somebody means it.
    private static func isAddress(_ operand: String) -> Bool {
        operand.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:\/\//) != nil
    }

    /// What of the kind is more than a list.
    var whole: String {
        switch self {
        case .files: "or the folder of a whole dump"
        case .address: "a body or a system"
        }
    }

    /// As a person named it.
    var name: String {
        switch self {
        case .files(let files): files.operands.joined(separator: ", ")
        case .address(let address): address
        }
    }
}
