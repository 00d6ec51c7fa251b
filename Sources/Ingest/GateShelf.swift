public import Recording

/// Where a room's note is kept outside the catalogue.
///
/// Writing may block; the record's place is memory of the machine, which outlives the process
/// alone, the block's is the data disk, where it takes no space that is not there already.
public protocol GateShelf: Sendable {
    /// Replaces the record.
    func writeRecord(_ note: GateNote) throws
    /// Replaces the block, synced. After a failure the same call writes all of it anew.
    func writeBlock(_ note: GateNote) throws
    /// What was there when it was opened.
    var found: GateFindings { get }
}
