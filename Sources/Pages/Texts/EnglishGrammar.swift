extension Texts {
    /// 1 as "1 session", 1284 as "1,284 sessions".
    static func counted(_ number: Int, _ one: String, _ several: String) -> String {
        "\(grouped(number, by: ",")) \(number == 1 ? one : several)"
    }
}
