/// The tree that printed numbers make: 6.1.2 stands under 6.1, and that under 6.
struct NumberTree {
    private var numbers: [PrintedNumber] = []
    private var section = 0

    /// From here on the numbers begin again: nothing stands under an item further up.
    mutating func beginSection() {
        section = numbers.count
    }

    /// Takes the next number and gives the index of the one it stands under, the nearest above.
    mutating func parent(of number: String) -> Int? {
        let printed = PrintedNumber(number)
        defer { numbers.append(printed) }
        var nearest: (index: Int, depth: Int)?
        for index in section..<numbers.count
        where printed.isUnder(numbers[index]) && numbers[index].depth >= nearest?.depth ?? 0 {
            nearest = (index, numbers[index].depth)
        }
        return nearest?.index
    }
}
