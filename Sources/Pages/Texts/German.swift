// Every German word that a page or a script shows.
extension Texts {
    /// German, in the voice of the house: Sie, present tense, what happens and what to do.
    public static let german = Texts(
        language: .german,
        dates: Dates(
            weekdays: [
                "Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag",
            ],
            shortWeekdays: ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"],
            months: [
                "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
                "September", "Oktober", "November", "Dezember",
            ],
            shortMonths: [
                "Jan.", "Feb.", "März", "April", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.",
                "Nov.", "Dez.",
            ],
            long: { "\($0), \($1). \($2) \($3)" },
            plain: { "\($0). \($1) \($2)" },
            withoutYear: { "\($0), \($1).\u{a0}\($2)" },
            coming: { "\($0) \($1). \($2)" },
            past: { "\($0) \($1). \($2) \($3)" },
            clock: { "\($0) Uhr" },
            duration: { hours, minutes in
                hours == 0
                    ? minutes == 0 ? "unter 1 Min." : "\(minutes) Min."
                    : "\(hours) Std. \(minutes < 10 ? "0" : "")\(minutes) Min."
            },
            minutes: { $0 < 1 ? "unter 1 Minute" : $0 == 1 ? "1 Minute" : "\($0) Minuten" }),
        frame: Frame(
            skip: "Zum Inhalt",
            navigation: "Hauptmenü",
            live: "Live",
            sessions: "Sitzungen",
            search: "Suche",
            footer: "Über diese Seite",
            help: "Hilfe zum Abspielen",
            accessibility: "Barrierefreiheit",
            privacy: "Datenschutz",
            imprint: "Impressum",
            inLanguage: "Deutsch",
            withoutScript: "Zum Abspielen auf dieser Seite muss JavaScript eingeschaltet sein.",
            streamAddress: "Adresse für ein Abspielprogramm"),
        home: Home(
            meets: { body in
                article(of: body).map { "\($0) \(body) tagt." } ?? "Es tagt: \(body)."
            },
            since: { "Seit \($0) Uhr" },
            now: { $0.isEmpty ? "Jetzt" : "Jetzt: TOP \($0)" },
            speaks: "Es spricht",
            untilNow: { "\($0), jetzt" },
            watch: "Jetzt ansehen",
            nextSession: "Nächste Sitzung",
            next: "Nächste Sitzungen",
            after: "Danach",
            latest: "Zuletzt",
            allRecordings: "Alle Aufzeichnungen",
            agendaPoints: { $0 == 1 ? "Tagesordnung, 1 Punkt" : "Tagesordnung, \($0) Punkte" },
            noAgenda: "Tagesordnung folgt",
            noSession: "Zurzeit ist keine Sitzung geplant.",
            noSessionMore: "Sobald ein Termin feststeht, steht er hier.",
            lastOne: { "Zuletzt: \($0)" },
            noRecordings: "Es gibt noch keine Aufzeichnung.",
            allSessions: "Sitzungen",
            coming: "Kommende Sitzungen",
            past: "Aufzeichnungen",
            older: "Ältere Sitzungen",
            newer: "Neuere Sitzungen",
            cancelled: "Fällt aus",
            liveNow: "Läuft gerade"),
        states: States(
            live: "Live",
            recording: "Aufzeichnung",
            planned: "Noch nicht begonnen",
            pause: "Pause",
            nonPublic: "Nicht öffentlich",
            lost: "Unterbrochen",
            ended: "Beendet",
            draft: "Nur für die Geschäftsstelle",
            beginsToday: { body, time in
                article(of: body).map { "\($0) \(body) beginnt heute um \(time) Uhr." }
                    ?? "Die Sitzung beginnt heute um \(time) Uhr."
            },
            beginsAt: { body, day, time in
                article(of: body).map { "\($0) \(body) tagt am \(day) um \(time) Uhr." }
                    ?? "Die Sitzung beginnt am \(day) um \(time) Uhr."
            },
            beginsUnknown: { body in
                article(of: body).map { "\($0) \(body) hat noch nicht begonnen." }
                    ?? "Die Sitzung hat noch nicht begonnen."
            },
            minutesLeft: { $0 == 1 ? "Noch 1 Minute." : "Noch \($0) Minuten." },
            appearsByItself: "Das Bild erscheint hier von selbst, Sie müssen nichts tun.",
            late: "Die Sitzung beginnt später. Wir warten auf das Bild.",
            place: { "Vor Ort: \($0)" },
            pauseTitle: "Pause.",
            pauseText: "Das Bild kommt von selbst zurück. Die Sitzung dauert noch an.",
            nonPublicTitle: "Dieser Teil ist nicht öffentlich.",
            nonPublicSince: { "Seit \($0) Uhr wird ohne Publikum beraten." },
            nonPublicText: "Bild und Ton sind aus. Es wird nichts aufgezeichnet.",
            nonPublicAfter: "Danach geht es hier von selbst weiter.",
            lostTitle: "Aus dem Saal kommt gerade kein Bild.",
            lostSince: { "Seit \($0) Uhr." },
            lostText: "Wir versuchen es weiter. Was fehlt, fehlt auch in der Aufzeichnung.",
            endedTitle: "Die Sitzung ist zu Ende.",
            endedAt: { "Sie endete um \($0) Uhr." },
            endedText: "Sie können alles sofort noch einmal ansehen.",
            toRecording: "Aufzeichnung ansehen",
            fromStart: "Von vorn ansehen",
            soFar: "Bisherige Sitzung ansehen",
            cancelledTitle: "Die Sitzung fällt aus.",
            cancelledText: "Den nächsten Termin finden Sie auf der Startseite.",
            nothingTitle: "Zurzeit ist hier keine Sitzung geplant.",
            nothingText: "Sobald eine Sitzung beginnt, erscheint das Bild hier von selbst.",
            nothingRecorded: "Von dieser Sitzung gibt es kein Bild.",
            nothingRecordedText: "Es wurde nichts aufgezeichnet."),
        agenda: Agenda(
            heading: "Tagesordnung",
            course: "Ablauf",
            now: "Jetzt",
            nowClosed: "Jetzt, ohne Bild und Ton",
            speaks: { "Es spricht \($0)" },
            withdrawn: "Von der Tagesordnung genommen",
            nonPublic: "Nicht öffentlich",
            notRecorded: { "\($0), nicht aufgezeichnet" },
            pause: "Pause",
            pauseMinutes: { $0 == 1 ? "Pause, 1 Minute" : "Pause, \($0) Minuten" },
            item: { "TOP \($0)" },
            empty: "Die Tagesordnung folgt.",
            spokeBefore: { $0.isEmpty ? "Bisher" : "Bisher zu TOP \($0)" },
            decided: "Zuletzt beschlossen",
            after: "Danach",
            speeches: "Reden",
            papers: "Papiere",
            notes: "Hinweise",
            chair: "Leitung der Sitzung",
            administration: "Verwaltung",
            guest: "Gast",
            onBehalfOf: { "für \($0)" },
            withoutFaction: "Ohne Fraktion"),
        player: Player(
            region: "Video",
            strip: "Zeitleiste",
            play: "Abspielen",
            back: "10 Sekunden zurück",
            backShort: "10 s",
            forward: "10 Sekunden vor",
            forwardShort: "10 s",
            mute: "Ton aus",
            live: "Live",
            fullscreen: "Vollbild",
            share: "Teilen",
            clock: { "<strong>\($0)</strong> Uhr" },
            of: { "<strong>\($0)</strong> <span>von \($1)</span>" }),
        item: Item(
            belongsTo: { $0.isEmpty ? "gehört zu \($1)" : "gehört zu TOP \($0) \($1)" },
            result: "Ergebnis",
            voteAt: { "Abstimmung um \($0) Uhr" },
            votes: "Abstimmungen",
            papers: "Papiere",
            whoSpoke: "Wer hat gesprochen",
            speeches: { "\($0) \($0 == 1 ? "Rede" : "Reden"), \($1)" },
            perMinute: { "\($0) Min." },
            stretches: "In mehreren Abschnitten beraten",
            stretch: { "\($0) bis \($1)" },
            untilNow: "jetzt",
            notYet: "Dieser Punkt ist noch nicht aufgerufen.",
            notYetText: "Sobald er beraten wird, ist er hier zu sehen.",
            inSession: "In der ganzen Sitzung ansehen",
            download: "Als MP4 herunterladen",
            downloadNote: "Die Datei beginnt bis zu 4 Sekunden früher und endet bis zu 4 "
                + "Sekunden später: Geschnitten wird nur an Schlüsselbildern.",
            speechOf: { "Rede: \($0)" },
            speechOn: { "Rede zu \($0)" }),
        search: Search(
            label: { sessions, since in
                if sessions == 0 { return "Im Archiv suchen" }
                let count = sessions == 1 ? "1 Sitzung" : "\(grouped(sessions)) Sitzungen"
                return "Suchen in \(count)" + (since.map { " seit \($0)" } ?? "")
            },
            placeholder: "Zum Beispiel: Grundschule Weidenweg",
            submit: "Suchen",
            hits: { count, isEstimate in
                let number = count == 1 ? "1 Treffer" : "\(grouped(count)) Treffer"
                return isEstimate ? "Etwa \(number)" : number
            },
            bestFirst: "Beste zuerst",
            newestFirst: "Neueste zuerst",
            order: "Reihenfolge",
            filters: { $0 == 0 ? "Eingrenzen" : "Eingrenzen (\($0))" },
            time: "Zeit",
            from: "von",
            to: "bis",
            body: "Gremium",
            allBodies: "Alle Gremien",
            person: "Person",
            allPersons: "Alle Personen",
            apply: "Eingrenzen",
            remove: { "\($0) aufheben" },
            kinds: [
                .session: "Sitzung", .item: "Tagesordnungspunkt", .paper: "Papier",
                .speech: "Rede", .note: "Hinweis",
            ],
            playFrom: { "Ab \($0)" },
            open: "Ansehen",
            nothing: { "Zu „\($0)“ haben wir nichts gefunden." },
            didYouMean: { "Meinten Sie \($0)?" },
            suggestionHits: { "Dazu gibt es \(grouped($0)) Treffer." },
            onlyFiltered: "Sie suchen nur in einem Teil des Archivs.",
            everywhere: "Überall suchen",
            otherWords: "Versuchen Sie es mit einem anderen Wort oder mit weniger Wörtern.",
            more: { $0 == 1 ? "Noch 1 Treffer" : "Weitere \(grouped($0)) Treffer" },
            start: "Geben Sie ein Wort ein, das in einer Sitzung, einer Vorlage oder als Name "
                + "vorkommt.",
            orderNote: { "Gereiht sind die neuesten \(grouped($0)) Treffer." }),
        errors: Errors(
            byStatus: [
                400: .init(
                    title: "Diese Anfrage verstehen wir nicht.",
                    text: "Der Link ist vielleicht unvollständig. Suchen Sie nach einem Wort aus "
                        + "der Sitzung."),
                403: .init(
                    title: "Das dürfen Sie hier nicht.",
                    text: "Ihr Zugang reicht dafür nicht aus, oder die Seite war zu lange offen. "
                        + "Laden Sie sie neu und versuchen Sie es noch einmal."),
                404: .init(
                    title: "Diese Seite gibt es nicht.",
                    text: "Vielleicht wurde sie gelöscht, oder der Link ist unvollständig. Suchen "
                        + "Sie nach einem Wort aus der Sitzung."),
                405: .init(
                    title: "So lässt sich diese Seite nicht aufrufen.",
                    text: "Öffnen Sie sie über einen Link oder über die Startseite."),
                410: .init(
                    title: "Diese Sitzung gibt es nicht mehr.",
                    text: "Sie wurde gelöscht. Andere Sitzungen finden Sie über die Suche."),
                429: .init(
                    title: "Das waren zu viele Anfragen.",
                    text: "Warten Sie eine Minute und versuchen Sie es dann noch einmal."),
                500: .init(
                    title: "Hier ist etwas schiefgegangen.",
                    text: "Der Fehler liegt bei uns. Versuchen Sie es in ein paar Minuten noch "
                        + "einmal."),
                503: .init(
                    title: "Gerade ist zu viel los.",
                    text: "Warten Sie einen Moment und laden Sie die Seite dann neu."),
            ],
            other: .init(
                title: "Das hat nicht geklappt.",
                text: "Versuchen Sie es noch einmal oder beginnen Sie auf der Startseite."),
            toSearch: "Zur Suche",
            toHome: "Zur Startseite",
            reference: { "Kennung für die Betreiber: \($0)" }),
        pages: Pages(
            help: [
                .init(
                    heading: "Wenn kein Bild kommt",
                    paragraphs: [
                        "Laden Sie die Seite neu. Wenn eine Sitzung läuft, erscheint das Bild, "
                            + "sobald Sie auf „Abspielen“ drücken.",
                        "Steht dort „Nicht öffentlich“ oder „Pause“, ist alles in Ordnung: Bild "
                            + "und Ton kommen von selbst zurück.",
                        "Zum Abspielen brauchen Sie einen Browser aus den letzten Jahren und "
                            + "eingeschaltetes JavaScript. Alles andere auf diesen Seiten geht "
                            + "auch ohne.",
                    ]),
                .init(
                    heading: "Springen und teilen",
                    paragraphs: [
                        "Ein Druck auf einen Punkt der Tagesordnung springt an seinen Anfang, "
                            + "auch während die Sitzung läuft. „Live“ führt zurück zum "
                            + "Geschehen.",
                        "„Teilen“ gibt Ihnen einen Link, der genau an dieser Stelle beginnt.",
                    ]),
                .init(
                    heading: "Mit der Tastatur",
                    paragraphs: [
                        "Leertaste oder K: abspielen und anhalten. Pfeil links und rechts oder J "
                            + "und L: 10 Sekunden zurück und vor. M: Ton aus und an. "
                            + "F: Vollbild.",
                        "Auf der Zeitleiste: Bild auf und ab springt von Punkt zu Punkt, Pos 1 "
                            + "an den Anfang, Ende ans Ende.",
                    ]),
            ],
            accessibility: [
                .init(
                    heading: "Was diese Seiten können",
                    paragraphs: [
                        "Alle Seiten lassen sich mit der Tastatur bedienen und mit einem "
                            + "Vorleseprogramm lesen. Zustände stehen immer als Wort da, nie nur "
                            + "als Farbe.",
                        "Die Seiten richten sich nach Ihren Einstellungen für dunkle "
                            + "Darstellung, hohen Kontrast, weniger Bewegung und große Schrift.",
                    ]),
                .init(
                    heading: "Was noch fehlt",
                    paragraphs: [
                        "Untertitel, Gebärdensprache und Leichte Sprache gibt es noch nicht."
                    ]),
            ],
            privacy: [
                .init(
                    heading: "Was wir von Ihnen speichern",
                    paragraphs: [
                        "Nichts. Diese Seiten setzen keine Cookies, zählen keine Besuche und "
                            + "speichern keine Adressen. Nur wer sich als Geschäftsstelle "
                            + "anmeldet, bekommt ein Cookie für die Dauer der Anmeldung."
                    ]),
                .init(
                    heading: "Wohin Ihre Anfragen gehen",
                    paragraphs: [
                        "Nur an diesen Server. Bild, Ton, Schrift und Programme kommen von hier, "
                            + "keine fremde Stelle erfährt von Ihrem Besuch."
                    ]),
                .init(
                    heading: "Was aufgezeichnet wird",
                    paragraphs: [
                        "Aufgezeichnet wird der öffentliche Teil der Sitzungen. In nicht "
                            + "öffentlichen Teilen sind Bild und Ton aus, und es wird nichts "
                            + "gespeichert."
                    ]),
            ],
            imprint: { "Diese Seiten betreibt: \($0)." },
            imprintMissing: "Weitere Angaben hat der Betreiber noch nicht hinterlegt."),
        office: .german,
        refusals: .german,
        scripts: germanScripts,
        officeScripts: germanOfficeScripts)
}

/// What player.js says. `{…}` is filled in by the script.
private let germanScripts: [String: String] = [
    "play": "Abspielen", "pause": "Anhalten",
    "back": "10 Sekunden zurück", "forward": "10 Sekunden vor",
    "mute": "Ton aus", "unmute": "Ton an",
    "live": "Live", "backToLive": "Zurück zu Live",
    "fullscreen": "Vollbild", "exitFullscreen": "Vollbild verlassen",
    "share": "Teilen", "shareCopied": "Link kopiert", "shareFailed": "Der Link lautet: {url}",
    "positionOf": "von {duration}", "clock": "{time} Uhr",
    "sliderItem": "{position}, TOP {number}: {title}", "sliderPlain": "{position}",
    "sliderBreak": "{position}, Pause", "sliderClosed": "{position}, nicht öffentlicher Teil",
    "item": "TOP {number}", "now": "Jetzt", "nowClosed": "Jetzt, ohne Bild und Ton",
    "speaks": "Es spricht {name}", "speaksOn": "{name}, {faction}",
    "nonPublic": "Nicht öffentlich",
    "chair": "Leitung der Sitzung", "administration": "Verwaltung", "guest": "Gast",
    "member": "", "onBehalfOf": "für {name}",
    "pauseMinutes": "Pause, {minutes} Minuten", "pauseOneMinute": "Pause, 1 Minute",
    "statePlanned": "Noch nicht begonnen", "stateLive": "Live", "stateBreak": "Pause",
    "stateClosed": "Nicht öffentlich", "stateLost": "Unterbrochen", "stateEnded": "Beendet",
    "stateRecording": "Aufzeichnung",
    "plannedTitle": "Die Sitzung hat noch nicht begonnen.",
    "plannedText": "Das Bild erscheint hier von selbst, Sie müssen nichts tun.",
    "plannedLate": "Die Sitzung beginnt später. Wir warten auf das Bild.",
    "minutesLeft": "Noch {minutes} Minuten.", "minuteLeft": "Noch 1 Minute.",
    "breakTitle": "Pause.",
    "breakText": "Das Bild kommt von selbst zurück. Die Sitzung dauert noch an.",
    "closedTitle": "Dieser Teil ist nicht öffentlich.",
    "closedText": "Bild und Ton sind aus. Es wird nichts aufgezeichnet. Danach geht es hier von "
        + "selbst weiter.",
    "lostTitle": "Aus dem Saal kommt gerade kein Bild.",
    "lostText": "Wir versuchen es weiter. Was fehlt, fehlt auch in der Aufzeichnung.",
    "endedTitle": "Die Sitzung ist zu Ende.",
    "endedText": "Sie können alles sofort noch einmal ansehen.",
    "stalledTitle": "Die Übertragung stockt.",
    "stalledText": "Wir versuchen es weiter. Sie müssen nichts tun.",
    "offlineTitle": "Die Verbindung ist unterbrochen.",
    "offlineText": "Wir versuchen es weiter. Sie müssen nichts tun.",
    "gapTitle": "Dieses Stück fehlt in der Aufzeichnung.",
    "gapText": "Es geht gleich weiter.",
    "unsupportedTitle": "Ihr Browser kann dieses Video nicht abspielen.",
    "unsupportedText": "Nehmen Sie einen anderen oder neueren Browser.",
    "missingTitle": "Von dieser Sitzung gibt es kein Bild.",
    "missingText": "Es wurde nichts aufgezeichnet, oder die Aufzeichnung wurde gelöscht.",
    "brokenTitle": "Das Video lässt sich nicht abspielen.",
    "brokenText": "Laden Sie die Seite neu. Hilft das nicht, liegt der Fehler bei uns.",
    "pressPlay": "Drücken Sie auf „Abspielen“.",
    "backSoon": "Es geht weiter.",
]

private let germanOfficeScripts: [String: String] = [
    "office.done": "Eingetragen.",
    "office.failed": "Nicht ausgeführt: {reason}",
    "office.noConnection": "Es kam keine Antwort. Sehen Sie nach, ob die Marke steht.",
    "office.notClosedText": "Das Schließen ist nicht bestätigt. Wir senden es jede Sekunde, bisher "
        + "{count}-mal. Sagen Sie es jetzt im Saal an: Bild und Ton sind vielleicht noch "
        + "öffentlich.",
    "office.signedOut": "Sie sind nicht mehr angemeldet. Laden Sie die Seite neu.",
    "office.opensIn": "Öffentlich in {count} s.",
    "office.lastKnown": "Ohne Verbindung seit {time}. Zuletzt bekannt {ago}: {state}.",
    "office.knownIdle": "keine laufende Sitzung", "office.knownOpen": "öffentlich",
    "office.knownBreak": "Pause",
    "office.knownOpening": "wird öffentlich", "office.knownClosed": "nicht öffentlich",
    "office.knownUnstored": "nicht öffentlich, aber nicht gesichert",
    "office.knownUnacknowledged": "Schließen nicht bestätigt",
    "office.typing": "Die Taste hat nichts getan: Sie wirkt nur, wenn Sie sonst nichts tippen.",
    "office.noMatch": "Niemand in der Liste heißt so. Der Name wird so eingetragen.",
    "office.secondAgo": "vor 1 Sekunde", "office.minuteAgo": "vor 1 Minute",
    "office.secondsAgo": "vor {count} Sekunden", "office.minutesAgo": "vor {count} Minuten",
]
