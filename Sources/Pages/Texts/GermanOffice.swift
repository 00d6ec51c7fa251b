// What the council office alone reads, in German.
extension Texts.Office {
    static let german = Texts.Office(
        name: "Geschäftsstelle",
        signIn: "Anmelden",
        token: "Zugangsschlüssel",
        tokenHint: "Den Schlüssel bekommen Sie von Ihrer Systembetreuung.",
        signInButton: "Anmelden",
        wrongToken: "Dieser Schlüssel gilt nicht. Prüfen Sie, ob er vollständig ist.",
        tooMany: "Das waren zu viele Versuche. Warten Sie eine Minute.",
        signOut: "Abmelden",
        sessions: "Sitzungen der Geschäftsstelle",
        openConsole: "Konsole öffnen",
        noSessions: "Es ist keine Sitzung angelegt.",
        keys: "Tastenhilfe",
        open: "ÖFFENTLICH",
        openText: { "Bild und Ton gehen hinaus. Die Aufzeichnung läuft seit \($0)." },
        openNotRecording: "Es läuft keine Aufzeichnung. Bild und Ton gehen hinaus, sobald die "
            + "Sitzung beginnt.",
        closed: "NICHT ÖFFENTLICH",
        closedText: {
            "Seit \($0). Es geht nichts hinaus, es wird nichts aufgezeichnet. "
                + "<strong>Bestätigt.</strong>"
        },
        unacknowledged: "NICHT GESCHLOSSEN",
        unacknowledgedText: "Die Aufnahme hat das Schließen nicht bestätigt. <strong>Sagen Sie es "
            + "jetzt im Saal an: Bild und Ton sind vielleicht noch öffentlich.</strong>",
        unstored: "NICHT GESICHERT",
        unstoredText: "Bild und Ton sind aus, aber die Platte nimmt das nicht an. "
            + "<strong>Starten Sie nichts neu, bis das gelingt.</strong> "
            + "Es wird jede Sekunde wieder versucht.",
        gateBreak: "PAUSE",
        gateBreakText: "Bild und Ton sind aus, es wird nichts aufgezeichnet. Nach der Pause ist "
            + "die Sitzung wieder öffentlich.",
        closedInBreak: "<strong>Zugleich läuft eine Pause:</strong> Auch nach dem Öffnen bleiben "
            + "Bild und Ton aus, bis sie beendet wird.",
        opening: "WIRD ÖFFENTLICH",
        openingAt: { "Öffentlich um \($0)." },
        openingText: "Bis dahin geht nichts hinaus.",
        offline: "KEINE VERBINDUNG",
        close: "Nicht öffentlich schalten",
        closeChord: "Strg+Alt+G",
        reopen: "Öffentlichkeit herstellen …",
        reopenTitle: "Öffentlichkeit herstellen?",
        reopenText: "Bild und Ton gehen dann nach der Wartezeit des Raums wieder hinaus.",
        reopenNow: "Jetzt öffnen",
        cancel: "Abbrechen",
        gateNotLive: "Die Sitzung läuft nicht.",
        preview: "Bild der Übertragung",
        previewDark: "Bild und Ton sind aus.",
        previewClosed: "Nicht öffentlich: auch hier dunkel.",
        previewBreak: "Pause: auch hier dunkel.",
        previewLate: {
            "Der Encoder hält das Bild zurück: Es kommt bis zu \($0) s später, und so viel länger "
                + "dauert das Öffnen."
        },
        inputLost: "Aus dem Saal kommt gerade kein Bild.",
        pause: "Pause",
        endPause: "Pause been\u{AD}den",
        endSpeech: "Ende Rede",
        vote: "Abstim\u{AD}mung",
        voteText: "Ergebnis, zum Beispiel: 31 Ja, 12 Nein",
        note: "Notiz",
        noteText: "Text der Notiz",
        notePublic: "Öffentlich zeigen",
        save: "Eintragen",
        start: "Sitzung beginnen",
        restart: "Sitzung fortsetzen …",
        restartTitle: "Sitzung fortsetzen?",
        restartText: "Die Sitzung läuft dann wieder. Bild und Ton gehen hinaus, wenn sie am Ende "
            + "öffentlich war.",
        restartNow: "Jetzt fortsetzen",
        stop: "Sitzung beenden",
        stopConfirm: "Ja, Sitzung jetzt beenden",
        shift: "Umschalt",
        lastMarks: "Letzte Marken",
        noMarks: "Noch keine Marken.",
        remove: "Entfernen",
        agenda: "Tagesordnung",
        typeNumber: "Nummer tippen",
        nextItem: { "Nächster: \($0)" },
        noNextItem: "Kein weiterer Punkt",
        doneItems: { "Erledigt: \($0) bis \($1)" },
        show: "Zeigen",
        openItem: "Öffnen",
        resume: "Fortsetzen",
        since: { "seit \($0)" },
        closes: "schließt",
        withdrawn: "abgesetzt",
        publicity: .german,
        publicAfterClosed: {
            "<strong>\($0) ist öffentlich.</strong> Er geht erst hinaus, wenn Sie wieder "
                + "öffentlich schalten."
        },
        whoSpeaks: "Wer spricht?",
        whoHint: "Zwei Buchstaben genügen",
        onlyOffice: "Nur die Geschäftsstelle sieht diese Namen.",
        setSpeaker: "Beginnen",
        role: "Spricht als",
        roles: [
            ("", "wie in der Liste"), ("chair", "Leitung"), ("member", "Mitglied"),
            ("administration", "Verwaltung"), ("guest", "Gast"),
        ],
        heardLast: "Zuletzt gehört",
        byFaction: "Nach Fraktion",
        speaks: { "Es spricht \($0)." },
        nobodySpeaks: "Es ist keine Rede vermerkt.",
        earlier: "10 s früher",
        undo: "Rückgängig",
        gateStays: "Das Schließen und Öffnen lässt sich nicht rückgängig machen.",
        breakStays: "Eine Pause lässt sich nachträglich nicht ändern: In ihr wurde nichts "
            + "aufgezeichnet.",
        nothingYet: "Noch keine Marke gesetzt.",
        marks: Marks(
            item: { "TOP \($0) geöffnet" },
            speechStart: { "Rede: \($0)" },
            speechEnd: { $0.isEmpty ? "Ende der Rede" : "Ende: \($0)" },
            pause: "Pause",
            pauseEnd: "Pause beendet",
            gateClose: "Nicht öffentlich",
            gateOpen: "Öffentlich",
            vote: { "Abstimmung: \($0)" },
            note: { "Notiz: \($0)" },
            ago: { seconds in
                switch seconds {
                case ..<60: "vor \(seconds) \(seconds == 1 ? "Sekunde" : "Sekunden")"
                case ..<3600: "vor \(seconds / 60) \(seconds < 120 ? "Minute" : "Minuten")"
                default: "vor \(seconds / 3600) \(seconds < 7200 ? "Stunde" : "Stunden")"
                }
            }),
        keyList: [
            ("Strg Alt G", "nicht öffentlich schalten, in jedem Feld und jederzeit"),
            ("G", "nicht öffentlich schalten"), ("Esc", "Feld verlassen, alles zuklappen"),
            ("N", "nächster Punkt"), ("T", "Nummer tippen"), ("S", "Wer spricht?"),
            ("E", "Ende der Rede"), ("P", "Pause, und ihr Ende"), ("A", "Abstimmung eintragen"),
            ("M", "Notiz eintragen"), ("←", "letzte Marke 10 Sekunden früher"),
            ("Z", "letzte Marke rückgängig"), ("Umschalt Q", "Sitzung beenden, dann Enter"),
            ("?", "diese Hilfe"),
        ],
        keysAlone: "Eine einzelne Taste wirkt nur, wenn Sie eine halbe Sekunde davor und kurz "
            + "danach nichts anderes tippen; kurz nach einem Feld ruhen die Tasten. Öffnen geht "
            + "nur mit zwei Knöpfen.",
        states: [
            "planned": "geplant", "live": "läuft", "ended": "beendet", "cancelled": "fällt aus",
        ])
}

extension Texts.Refusals {
    static let german = Texts.Refusals(
        unknownNumber: { number, nearest in
            "Auf der Tagesordnung steht kein TOP \(number)."
                + (nearest.map { " Meinten Sie \($0)?" } ?? "")
        },
        repeatedNumber: { "Die Nummer \($0) steht mehrmals auf der Tagesordnung." },
        noNextItem: "Es steht kein weiterer TOP auf der Tagesordnung.",
        nobodySpeaks: "Es spricht gerade niemand.",
        severalPersons: { "Wer ist gemeint: \($0.joined(separator: ", "))?" },
        outdatedPage: "Die Seite ist zu alt. Laden Sie sie neu.",
        noSuchMarker: "Diese Marke gibt es nicht mehr.",
        noName: "Wer spricht? Bitte wählen Sie einen Namen.",
        noText: "Bitte schreiben Sie etwas.",
        notLive: "Die Sitzung läuft nicht. Beginnen Sie sie zuerst.",
        noRoom: "Die Sitzung kann nicht beginnen: Ihr Raum ist hier nicht eingerichtet, oder dort "
            + "läuft noch eine andere Sitzung. Beenden Sie diese zuerst.",
        openItemIsNonPublic: {
            "TOP \($0) ist nicht öffentlich: Öffnen Sie zuerst einen öffentlichen TOP."
        },
        closedButNotStored: "Bild und Ton sind aus, aber das ließ sich nicht speichern. Starten "
            + "Sie die Aufnahme nicht neu, bevor die Festplatte wieder geht. Rufen Sie Ihre "
            + "Systembetreuung.",
        gateMarkersAreFixed: "Das Schließen und Öffnen lässt sich nicht ändern.",
        diskFull: "Die Festplatte ist voll. Rufen Sie Ihre Systembetreuung.",
        gone: "Das gibt es nicht mehr. Laden Sie die Seite neu.",
        notNow: "Das geht im Augenblick nicht. Laden Sie die Seite neu.",
        notFitting: "Das passt nicht zu dieser Sitzung. Laden Sie die Seite neu.",
        noAnswer: "Die Aufnahme antwortet nicht. Versuchen Sie es gleich noch einmal.",
        other: "Das ist nicht gelungen. Rufen Sie Ihre Systembetreuung.")
}
