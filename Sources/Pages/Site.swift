public import Foundation

/// What all pages of an installation share.
public struct Site: Sendable {
    /// "Ratskanal"
    public var name: String
    /// Whose council it is: "Stadt Auenburg".
    public var city: String
    /// The lines of the imprint, as the operator wrote them.
    public var imprint: [String]
    public var timeZone: TimeZone
    public var texts: Texts

    public init(
        name: String = "Ratskanal", city: String, imprint: [String] = [],
        timeZone: TimeZone = TimeZone(identifier: "Europe/Berlin") ?? .gmt,
        texts: Texts = .german
    ) {
        self.name = name
        self.city = city
        self.imprint = imprint
        self.timeZone = timeZone
        self.texts = texts
    }

    var calendar: DayAndTime { DayAndTime(timeZone: timeZone, texts: texts) }
}
