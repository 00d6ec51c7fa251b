import Agenda
import Foundation

extension Notice {
    /// When a planned session begins.
    static func waiting(
        for contents: SessionContents, site: Site, now: Date, place: String?
    ) -> Notice {
        let words = site.texts.states
        let time = site.calendar
        let body = contents.session.body.name
        if contents.session.state == .cancelled {
            return Notice(
                kind: .nothing, badge: .ended, title: words.cancelledTitle,
                paragraphs: [words.cancelledText])
        }
        guard let begin = contents.session.begin else {
            return Notice(
                kind: .planned, badge: .planned, title: words.beginsUnknown(body),
                paragraphs: [words.appearsByItself], aside: place)
        }
        let isToday = time.day(begin) == time.day(now)
        let minutes = Int((begin.timeIntervalSince(now) / 60).rounded(.up))
        if minutes <= 0 {
            return Notice(
                kind: .planned, badge: .planned, title: words.beginsUnknown(body),
                paragraphs: [words.late], aside: place)
        }
        let title =
            isToday
            ? words.beginsToday(body, time.time(begin))
            : words.beginsAt(body, time.dayWithoutYear(begin), time.time(begin))
        let left = isToday && minutes <= 90 ? words.minutesLeft(minutes) + " " : ""
        return Notice(
            kind: .planned, badge: .planned, title: title,
            paragraphs: [left + words.appearsByItself], aside: place)
    }
}
