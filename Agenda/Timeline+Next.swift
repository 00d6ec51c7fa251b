extension Timeline {
    /// The item that "next" opens, in the console and on the command line; nil where none is left.
    ///
    /// The first after the last open one that is still to come; where there is none, the first of
    /// the whole agenda that is still to come; where all had their turn, the one that follows the
    /// open one, so that an item taken up again leads on as the agenda does. Never a withdrawn one.
    public func nextItem(on agenda: [AgendaItem]) -> AgendaItem? {
        let last = agenda.lastIndex { openAtEnd.contains($0.id) }
        let after = agenda[(last.map { $0 + 1 } ?? 0)...].filter { !$0.isWithdrawn }
        return after.first { !wasOpen($0.id) }
            ?? agenda.first { !$0.isWithdrawn && !wasOpen($0.id) }
            ?? after.first
    }

    /// Whether an item, or one below it, has been open, to the public or without it.
    public func wasOpen(_ item: Int64) -> Bool {
        openAtEnd.contains(item) || takenUnseen.contains(item)
            || !(ranges(of: item)?.ranges ?? []).isEmpty
            || closed.contains { $0.item == item }
    }
}
