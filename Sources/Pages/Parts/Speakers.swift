import Agenda

/// Who spoke on a matter: by faction, each with their time and summed; the chair apart.
struct Speakers {
    struct Group: Hashable {
        var name: String
        var speakers: [Speaker]
        var time: MediaTime { speakers.reduce(.zero) { $0 + $1.time } }
    }

    struct Speaker: Hashable {
        var name: String
        var time: MediaTime
    }

    /// In the order in which the groups first spoke; the chair last.
    var groups: [Group]
    var count: Int

    init(_ contents: SessionContents, speeches: [Timeline.Speech], texts: Texts) {
        var groups: [Group] = []
        for speech in speeches {
            let place =
                contents.place(of: speech, texts) ?? texts.agenda.withoutFaction
            let length = max(.zero, (speech.end ?? contents.end) - speech.start)
            let name = contents.name(of: speech)
            let group =
                groups.firstIndex { $0.name == place }
                ?? {
                    groups.append(Group(name: place, speakers: []))
                    return groups.count - 1
                }()
            if let known = groups[group].speakers.firstIndex(where: { $0.name == name }) {
                groups[group].speakers[known].time = groups[group].speakers[known].time + length
            } else {
                groups[group].speakers.append(Speaker(name: name, time: length))
            }
        }
        let chair = texts.agenda.chair
        self.groups = groups.filter { $0.name != chair } + groups.filter { $0.name == chair }
        count = speeches.count
    }

    func markup(_ site: Site) -> HTML {
        guard !groups.isEmpty else { return "" }
        let words = site.texts.item
        let total = groups.reduce(MediaTime.zero) { $0 + $1.time }
        let minutes = total.seconds < 60 ? 0 : Int((total.seconds / 60).rounded())
        let blocks = groups.map { group -> HTML in
            let rows = group.speakers.map { speaker -> HTML in
                """
                <li><span>\(speaker.name)</span><span class="time">\
                \(site.calendar.minutes(speaker.time))</span></li>
                """
            }
            return """
                <section><h3><span>\(group.name)</span><span class="time">\
                \(words.perMinute(site.calendar.minutes(group.time)))</span></h3>
                <ul>\(rows)</ul></section>

                """
        }
        return """
            <section class="speakers" aria-labelledby="speakers-heading">
            <div class="section-line"><h2 id="speakers-heading">\(words.whoSpoke)</h2>\
            <p>\(words.speeches(count, site.texts.dates.minutes(minutes)))</p></div>
            <div class="factions">
            \(blocks)</div>
            </section>
            """
    }
}
