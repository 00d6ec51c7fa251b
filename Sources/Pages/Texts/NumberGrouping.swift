extension Texts {
    /// A number with its digits in threes.
    static func grouped(_ number: Int, by separator: Character) -> String {
        var digits = Array(String(number.magnitude))
        var position = digits.count - 3
        while position > 0 {
            digits.insert(separator, at: position)
            position -= 3
        }
        return (number < 0 ? "-" : "") + String(digits)
    }
}
