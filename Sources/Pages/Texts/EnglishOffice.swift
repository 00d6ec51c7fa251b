// What the council office alone reads, in English.
extension Texts.Office {
    static let english = Texts.Office(
        name: "Council office",
        signIn: "Sign in",
        token: "Access key",
        tokenHint: "Your system administrators give you the key.",
        signInButton: "Sign in",
        wrongToken: "This key is not valid. Check that it is complete.",
        tooMany: "Those were too many attempts. Wait a minute.",
        signOut: "Sign out",
        sessions: "Sessions of the council office",
        openConsole: "Open console",
        noSessions: "No session has been set up.",
        keys: "Keyboard help",
        open: "PUBLIC",
        openText: { "Picture and sound go out. Recording has been running since \($0)." },
        openNotRecording: "Nothing is being recorded. Picture and sound go out as soon as the "
            + "session starts.",
        closed: "NOT PUBLIC",
        closedText: {
            "Since \($0). Nothing goes out, nothing is recorded. <strong>Confirmed.</strong>"
        },
        unacknowledged: "NOT CLOSED",
        unacknowledgedText: "The recorder has not confirmed the closing. <strong>Say it in the "
            + "room now: picture and sound may still be public.</strong>",
        unstored: "NOT SAVED",
        unstoredText: "Picture and sound are off, but the disk does not take it. "
            + "<strong>Do not restart anything before that works.</strong> "
            + "We try again every second.",
        gateBreak: "BREAK",
        gateBreakText: "Picture and sound are off, nothing is recorded. After the break the "
            + "session is public again.",
        closedInBreak: "<strong>A break is running as well:</strong> after opening, too, picture "
            + "and sound stay off until it is ended.",
        opening: "OPENING",
        openingAt: { "Public at \($0)." },
        openingText: "Until then nothing goes out.",
        offline: "NO CONNECTION",
        close: "Close to the public",
        closeChord: "Ctrl+Alt+G",
        reopen: "Open to the public …",
        reopenTitle: "Open to the public?",
        reopenText: "Picture and sound then go out again, after the room's waiting time.",
        reopenNow: "Open now",
        cancel: "Cancel",
        gateNotLive: "The session is not running.",
        preview: "Picture of the stream",
        previewDark: "Picture and sound are off.",
        previewClosed: "Not public: dark here too.",
        previewBreak: "Break: dark here too.",
        previewLate: {
            "The encoder holds the picture back: it comes up to \($0) s later, and opening takes "
                + "so much longer."
        },
        inputLost: "No picture is coming from the room.",
        pause: "Break",
        endPause: "End break",
        endSpeech: "End speech",
        vote: "Vote",
        voteText: "Result, for example: 31 for, 12 against",
        note: "Note",
        noteText: "Text of the note",
        notePublic: "Show to the public",
        save: "Enter it",
        start: "Start session",
        restart: "Resume session …",
        restartTitle: "Resume the session?",
        restartText: "The session then runs again. Picture and sound go out if it was public at "
            + "its end.",
        restartNow: "Resume now",
        stop: "End session",
        stopConfirm: "Yes, end the session now",
        shift: "Shift",
        lastMarks: "Latest marks",
        noMarks: "No marks yet.",
        remove: "Remove",
        agenda: "Agenda",
        typeNumber: "Number",
        nextItem: { "Next: \($0)" },
        noNextItem: "No further item",
        doneItems: { "Done: \($0) to \($1)" },
        show: "Show",
        openItem: "Open",
        resume: "Resume",
        since: { "since \($0)" },
        closes: "closes",
        withdrawn: "withdrawn",
        publicity: .english,
        publicAfterClosed: {
            "<strong>\($0) is public.</strong> It goes out only when you open the session to the "
                + "public again."
        },
        whoSpeaks: "Who is speaking?",
        whoHint: "Two letters are enough",
        onlyOffice: "Only the council office sees these names.",
        setSpeaker: "Start",
        role: "Speaks as",
        roles: [
            ("", "as on the list"), ("chair", "chair"), ("member", "member"),
            ("administration", "council officer"), ("guest", "guest"),
        ],
        heardLast: "Heard last",
        byFaction: "By group",
        speaks: { "\($0) is speaking." },
        nobodySpeaks: "No speech is marked.",
        earlier: "10 s earlier",
        undo: "Undo",
        gateStays: "Closing and opening cannot be undone.",
        breakStays: "A break cannot be changed afterwards: nothing was recorded in it.",
        nothingYet: "No mark set yet.",
        marks: Marks(
            item: { "Item \($0) opened" },
            speechStart: { "Speech: \($0)" },
            speechEnd: { $0.isEmpty ? "End of speech" : "End: \($0)" },
            pause: "Break",
            pauseEnd: "Break ended",
            gateClose: "Not public",
            gateOpen: "Public",
            vote: { "Vote: \($0)" },
            note: { "Note: \($0)" },
            ago: { seconds in
                switch seconds {
                case ..<60: Texts.counted(seconds, "second", "seconds") + " ago"
                case ..<3600: Texts.counted(seconds / 60, "minute", "minutes") + " ago"
                default: Texts.counted(seconds / 3600, "hour", "hours") + " ago"
                }
            }),
        keyList: [
            ("Ctrl Alt G", "close to the public, in every field and at any time"),
            ("G", "close to the public"), ("Esc", "leave the field, fold everything"),
            ("N", "next item"), ("T", "type a number"), ("S", "who is speaking?"),
            ("E", "end of speech"), ("P", "break, and its end"), ("A", "enter a vote"),
            ("M", "enter a note"), ("←", "last mark 10 seconds earlier"),
            ("Z", "undo the last mark"), ("Shift Q", "end the session, then Enter"),
            ("?", "this help"),
        ],
        keysAlone: "A single key acts only if you type nothing else half a second before and "
            + "shortly after it; just after a field the keys rest. Opening takes two buttons.",
        states: [
            "planned": "planned", "live": "running", "ended": "ended", "cancelled": "cancelled",
        ])
}

extension Texts.Refusals {
    static let english = Texts.Refusals(
        unknownNumber: { number, nearest in
            "No item \(number) is on the agenda."
                + (nearest.map { " Did you mean \($0)?" } ?? "")
        },
        repeatedNumber: { "Several items on the agenda have the number \($0)." },
        noNextItem: "No further item is on the agenda.",
        nobodySpeaks: "Nobody is speaking.",
        severalPersons: { "Several persons have such a name: \($0.joined(separator: ", "))." },
        outdatedPage: "The page is too old. Reload it.",
        noSuchMarker: "This mark is no longer there.",
        noName: "Who is speaking? Choose a name.",
        noText: "Write something first.",
        notLive: "The session is not running. Start it first.",
        noRoom: "The session cannot start: its room is not set up here, or another session is "
            + "still running there. End that one first.",
        openItemIsNonPublic: {
            "Item \($0) is not public: open a public item first."
        },
        closedButNotStored: "Picture and sound are off, but that could not be saved. Do not "
            + "restart the recorder before the disk works again. Call your system administrators.",
        gateMarkersAreFixed: "Closing and opening cannot be changed.",
        diskFull: "The disk is full. Call your system administrators.",
        gone: "That is no longer there. Reload the page.",
        notNow: "That is not possible right now. Reload the page.",
        notFitting: "That does not fit this session. Reload the page.",
        noAnswer: "The recorder does not answer. Try again in a moment.",
        other: "That did not work. Call your system administrators.")
}
