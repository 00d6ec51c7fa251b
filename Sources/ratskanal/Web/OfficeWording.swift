import Storage

/// The one place that words errors for the office, in German.
enum OfficeWording {
    static func sentence(for error: any Error) -> String {
        switch error {
        case let error as TaggingError: sentence(for: error.code)
        case let error as OfficeRefusal: sentence(for: error.code)
        case let error as StorageError: sentence(for: error.code)
        default: sentence(for: .other(Problem(wording: error).status))
        }
    }

    private static func sentence(for code: TaggingError.Code) -> String {
        switch code {
        case .unknownNumber(let number, let nearest):
            "Auf der Tagesordnung steht kein TOP \(number)."
                + (nearest.map { " Meinten Sie \($0)?" } ?? "")
        case .repeatedNumber(let number):
            "Die Nummer \(number) steht mehrmals auf der Tagesordnung."
        case .noNextItem: "Es steht kein weiterer TOP auf der Tagesordnung."
        case .nobodySpeaks: "Es spricht gerade niemand."
        case .severalPersons(let names): "Wer ist gemeint: \(names.joined(separator: ", "))?"
        }
    }

    private static func sentence(for code: OfficeRefusal.Code) -> String {
        switch code {
        case .outdatedPage: "Die Seite ist zu alt. Laden Sie sie neu."
        case .noSuchMarker: "Diese Marke gibt es nicht mehr."
        case .noName: "Wer spricht? Bitte wählen Sie einen Namen."
        case .noText: "Bitte schreiben Sie etwas."
        case .notLive: "Die Sitzung läuft nicht. Beginnen Sie sie zuerst."
        case .noRoom:
            "Die Sitzung kann nicht beginnen: Ihr Raum ist hier nicht eingerichtet, oder dort "
                + "läuft noch eine andere Sitzung. Beenden Sie diese zuerst."
        case .openItemIsNonPublic(let number):
            "TOP \(number) ist nicht öffentlich: Öffnen Sie zuerst einen öffentlichen TOP."
        case .closedButNotStored:
            "Bild und Ton sind aus, aber das ließ sich nicht speichern. Starten Sie die Aufnahme "
                + "nicht neu, bevor die Festplatte wieder geht. Rufen Sie Ihre Systembetreuung."
        case .other(let status): sentence(forStatus: status)
        }
    }

    private static func sentence(for code: StorageError.Code) -> String {
        switch code {
        case .gateMarkersAreFixed: "Das Schließen und Öffnen lässt sich nicht ändern."
        case .diskFull: "Die Festplatte ist voll. Rufen Sie Ihre Systembetreuung."
        case .notFound: sentence(forStatus: 404)
        case .unknownItem, .unknownPerson, .invalid: sentence(forStatus: 422)
        case .busy: sentence(forStatus: 503)
        default: sentence(forStatus: 500)
        }
    }

    /// Where no more is known than an HTTP status.
    private static func sentence(forStatus status: Int) -> String {
        switch status {
        case 404: "Das gibt es nicht mehr. Laden Sie die Seite neu."
        case 409: "Das geht im Augenblick nicht. Laden Sie die Seite neu."
        case 400..<500: "Das passt nicht zu dieser Sitzung. Laden Sie die Seite neu."
        case 503: "Die Aufnahme antwortet nicht. Versuchen Sie es gleich noch einmal."
        default: "Das ist nicht gelungen. Rufen Sie Ihre Systembetreuung."
        }
    }
}
