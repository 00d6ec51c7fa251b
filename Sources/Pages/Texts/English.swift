// Every English word that a public page or a script shows: British spelling, plain words.
// A Fraktion is a political group, short a group, as British councils have them.
extension Texts {
    /// English, in the voice of the house: present tense, what happens and what to do.
    public static let english = Texts(
        language: .english,
        dates: Dates(
            weekdays: [
                "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
            ],
            shortWeekdays: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
            months: [
                "January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December",
            ],
            shortMonths: [
                "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
            ],
            long: { "\($0), \($1) \($2) \($3)" },
            plain: { "\($0) \($1) \($2)" },
            withoutYear: { "\($0), \($1)\u{a0}\($2)" },
            coming: { "\($0) \($1) \($2)" },
            past: { "\($0) \($1) \($2) \($3)" },
            clock: { $0 },
            duration: { hours, minutes in
                if hours == 0, minutes == 0 { return "under 1 min" }
                let parts = [hours == 0 ? "" : "\(hours) hr", minutes == 0 ? "" : "\(minutes) min"]
                return parts.filter { !$0.isEmpty }.joined(separator: " ")
            },
            minutes: { $0 < 1 ? "under 1 minute" : counted($0, "minute", "minutes") }),
        frame: Frame(
            skip: "Skip to content",
            navigation: "Main menu",
            live: "Live",
            sessions: "Sessions",
            search: "Search",
            footer: "About this site",
            help: "Help with playing",
            accessibility: "Accessibility",
            privacy: "Privacy",
            imprint: "Legal notice",
            inLanguage: "English",
            withoutScript: "To play video on this page, switch on JavaScript.",
            streamAddress: "Address for a media player"),
        home: Home(
            meets: { "\($0) is in session." },
            since: { "Since \($0)" },
            now: { $0.isEmpty ? "Now" : "Now: item \($0)" },
            speaks: "Speaking:",
            untilNow: { "\($0), now" },
            watch: "Watch now",
            nextSession: "Next session",
            next: "Next sessions",
            after: "After that",
            latest: "Latest recordings",
            allRecordings: "All recordings",
            agendaPoints: { "Agenda, \(counted($0, "item", "items"))" },
            noAgenda: "Agenda to follow",
            noSession: "No session is planned at the moment.",
            noSessionMore: "As soon as a date is set, you will find it here.",
            lastOne: { "Latest: \($0)" },
            noRecordings: "There is no recording yet.",
            allSessions: "Sessions",
            coming: "Coming sessions",
            past: "Recordings",
            older: "Older sessions",
            newer: "Newer sessions",
            cancelled: "Cancelled",
            liveNow: "Live now"),
        states: States(
            live: "Live",
            recording: "Recording",
            planned: "Not started yet",
            pause: "Break",
            nonPublic: "Not public",
            lost: "Interrupted",
            ended: "Ended",
            draft: "For the council office only",
            beginsToday: { "\($0) starts today at \($1)." },
            beginsAt: { "\($0) meets on \($1) at \($2)." },
            beginsUnknown: { "\($0) has not started yet." },
            minutesLeft: { counted($0, "minute", "minutes") + " to go." },
            appearsByItself: "The picture appears here by itself; you need not do anything.",
            late: "The session starts later. We are waiting for the picture.",
            place: { "Venue: \($0)" },
            pauseTitle: "Break.",
            pauseText: "The picture comes back by itself. The session is not over.",
            nonPublicTitle: "This part is not public.",
            nonPublicSince: { "The public has been excluded since \($0)." },
            nonPublicText: "Picture and sound are off. Nothing is recorded.",
            nonPublicAfter: "Afterwards it goes on here by itself.",
            lostTitle: "No picture is coming from the room.",
            lostSince: { "Since \($0)." },
            lostText: "We keep trying. What is missing is missing from the recording too.",
            endedTitle: "The session is over.",
            endedAt: { "It ended at \($0)." },
            endedText: "You can watch all of it again straight away.",
            toRecording: "Watch the recording",
            fromStart: "Watch from the start",
            soFar: "Watch the session so far",
            cancelledTitle: "The session is cancelled.",
            cancelledText: "You will find the next date on the home page.",
            nothingTitle: "No session is planned here at the moment.",
            nothingText: "As soon as a session starts, the picture appears here by itself.",
            nothingRecorded: "There is no picture of this session.",
            nothingRecordedText: "Nothing was recorded."),
        agenda: Agenda(
            heading: "Agenda",
            course: "What happened",
            now: "Now",
            nowClosed: "Now, without picture and sound",
            speaks: { "\($0) is speaking" },
            withdrawn: "Taken off the agenda",
            nonPublic: "Not public",
            notRecorded: { "\($0), not recorded" },
            pause: "Break",
            pauseMinutes: { "Break, \(counted($0, "minute", "minutes"))" },
            item: { "Item \($0)" },
            empty: "The agenda will follow.",
            spokeBefore: { $0.isEmpty ? "So far" : "So far on item \($0)" },
            decided: "Latest decisions",
            after: "After that",
            speeches: "Speeches",
            papers: "Documents",
            notes: "Notes",
            chair: "Chair",
            administration: "Council officer",
            guest: "Guest",
            onBehalfOf: { "on behalf of \($0)" },
            withoutFaction: "No group"),
        player: Player(
            region: "Video",
            strip: "Timeline",
            play: "Play",
            back: "Back 10 seconds",
            backShort: "10 s",
            forward: "Forward 10 seconds",
            forwardShort: "10 s",
            mute: "Mute",
            live: "Live",
            fullscreen: "Full screen",
            share: "Share",
            clock: { "<strong>\($0)</strong>" },
            of: { "<strong>\($0)</strong> <span>of \($1)</span>" }),
        item: Item(
            belongsTo: { $0.isEmpty ? "part of \($1)" : "part of item \($0) \($1)" },
            result: "Outcome",
            voteAt: { "Vote at \($0)" },
            votes: "Votes",
            papers: "Documents",
            whoSpoke: "Who spoke",
            speeches: { "\(counted($0, "speech", "speeches")), \($1)" },
            perMinute: { "\($0) min" },
            stretches: "Debated in several parts",
            stretch: { "\($0) to \($1)" },
            untilNow: "now",
            notYet: "This item has not been called yet.",
            notYetText: "Once it is debated, you can watch it here.",
            inSession: "Watch within the whole session",
            download: "Download as MP4",
            downloadNote: "The file starts up to 4 seconds earlier and ends up to 4 seconds later: "
                + "it can be cut at key frames only.",
            speechOf: { "Speech: \($0)" },
            speechOn: { "Speech on \($0)" }),
        search: Search(
            label: { sessions, since in
                if sessions == 0 { return "Search the archive" }
                return "Search \(counted(sessions, "session", "sessions"))"
                    + (since.map { " since \($0)" } ?? "")
            },
            placeholder: "For example: Grundschule Weidenweg",
            submit: "Search",
            hits: { count, isEstimate in
                (isEstimate ? "About " : "") + counted(count, "result", "results")
            },
            bestFirst: "Best match first",
            newestFirst: "Newest first",
            order: "Order",
            filters: { $0 == 0 ? "Narrow down" : "Narrow down (\($0))" },
            time: "Date",
            from: "from",
            to: "to",
            body: "Committee",
            allBodies: "All committees",
            person: "Person",
            allPersons: "Everybody",
            apply: "Narrow down",
            remove: { "Remove filter: \($0)" },
            kinds: [
                .session: "Session", .item: "Agenda item", .paper: "Document", .speech: "Speech",
                .note: "Note",
            ],
            playFrom: { "From \($0)" },
            open: "View",
            nothing: { "We found nothing for “\($0)”." },
            didYouMean: { "Did you mean \($0)?" },
            suggestionHits: { "It has \(counted($0, "result", "results"))." },
            onlyFiltered: "You are searching only a part of the archive.",
            everywhere: "Search everywhere",
            otherWords: "Try another word or fewer words. The council's records are in German.",
            more: { counted($0, "more result", "more results") },
            start: "Type a word from a session or a document, or a name. The council's records "
                + "are in German.",
            orderNote: {
                "The newest \(counted($0, "result is", "results are")) put in this order."
            }),
        errors: Errors(
            byStatus: [
                400: .init(
                    title: "We do not understand this request.",
                    text: "The link may be incomplete. Search for a word from the session."),
                403: .init(
                    title: "You may not do that here.",
                    text: "Your access does not reach that far, or the page was open for too long. "
                        + "Reload it and try again."),
                404: .init(
                    title: "There is no such page.",
                    text: "It may have been deleted, or the link is incomplete. Search for a word "
                        + "from the session."),
                405: .init(
                    title: "This page cannot be opened that way.",
                    text: "Open it from a link or from the home page."),
                410: .init(
                    title: "This session is no longer here.",
                    text: "It was deleted. You will find other sessions by searching."),
                429: .init(
                    title: "Those were too many requests.",
                    text: "Wait a minute, then try again."),
                500: .init(
                    title: "Something went wrong here.",
                    text: "The fault is ours. Try again in a few minutes."),
                503: .init(
                    title: "We are too busy right now.",
                    text: "Wait a moment, then reload the page."),
            ],
            other: .init(
                title: "That did not work.",
                text: "Try again, or start from the home page."),
            toSearch: "Go to search",
            toHome: "Go to the home page",
            reference: { "Reference for the operators: \($0)" }),
        pages: Pages(
            help: [
                .init(
                    heading: "If no picture comes",
                    paragraphs: [
                        "Reload the page. If a session is running, the picture appears as soon as "
                            + "you press “Play”.",
                        "If it says “Not public” or “Break”, all is well: picture and sound come "
                            + "back by themselves.",
                        "To play video you need a browser from the last few years with JavaScript "
                            + "switched on. Everything else on these pages works without it.",
                    ]),
                .init(
                    heading: "Jumping and sharing",
                    paragraphs: [
                        "Choose an item on the agenda to jump to its start, even while the session "
                            + "is running. “Live” takes you back to what is happening now.",
                        "“Share” gives you a link that starts at exactly this moment.",
                    ]),
                .init(
                    heading: "With the keyboard",
                    paragraphs: [
                        "Space or K: play and pause. Left and right arrow, or J and L: 10 seconds "
                            + "back and forward. M: sound off and on. F: full screen.",
                        "On the timeline: Page Up and Page Down jump from item to item, Home goes "
                            + "to the start, End to the end.",
                    ]),
                .init(
                    heading: "In which language",
                    paragraphs: [
                        "These pages speak German and English. The sessions themselves, their "
                            + "agendas and documents are in German."
                    ]),
            ],
            accessibility: [
                .init(
                    heading: "What these pages can do",
                    paragraphs: [
                        "You can use every page with the keyboard and read it with a screen "
                            + "reader. States are always shown as a word, never by colour alone.",
                        "The pages follow your settings for dark colours, high contrast, less "
                            + "motion and large text.",
                    ]),
                .init(
                    heading: "What is still missing",
                    paragraphs: [
                        "There are no captions, no sign language and no Easy Read yet."
                    ]),
            ],
            privacy: [
                .init(
                    heading: "What we store about you",
                    paragraphs: [
                        "Nothing. These pages set no cookies, count no visits and store no "
                            + "addresses. Only the council office gets a cookie when it signs in, "
                            + "for as long as it is signed in."
                    ]),
                .init(
                    heading: "Where your requests go",
                    paragraphs: [
                        "To this server alone. Picture, sound, fonts and programs come from here; "
                            + "nobody else learns of your visit."
                    ]),
                .init(
                    heading: "What is recorded",
                    paragraphs: [
                        "The public part of the sessions is recorded. In parts that are not public, "
                            + "picture and sound are off and nothing is stored."
                    ]),
            ],
            imprint: { "These pages are run by \($0)." },
            imprintMissing: "The operator has not given any further details yet."),
        office: .english,
        refusals: .english,
        scripts: englishScripts,
        officeScripts: englishOfficeScripts)
}

/// What player.js says. `{…}` is filled in by the script.
private let englishScripts: [String: String] = [
    "play": "Play", "pause": "Pause",
    "back": "Back 10 seconds", "forward": "Forward 10 seconds",
    "mute": "Mute", "unmute": "Unmute",
    "live": "Live", "backToLive": "Back to live",
    "fullscreen": "Full screen", "exitFullscreen": "Leave full screen",
    "share": "Share", "shareCopied": "Link copied", "shareFailed": "The link is: {url}",
    "positionOf": "of {duration}", "clock": "{time}",
    "sliderItem": "{position}, item {number}: {title}", "sliderPlain": "{position}",
    "sliderBreak": "{position}, break", "sliderClosed": "{position}, part that is not public",
    "item": "Item {number}", "now": "Now", "nowClosed": "Now, without picture and sound",
    "speaks": "{name} is speaking", "speaksOn": "{name}, {faction}",
    "nonPublic": "Not public",
    "chair": "Chair", "administration": "Council officer", "guest": "Guest",
    "member": "", "onBehalfOf": "on behalf of {name}",
    "pauseMinutes": "Break, {minutes} minutes", "pauseOneMinute": "Break, 1 minute",
    "statePlanned": "Not started yet", "stateLive": "Live", "stateBreak": "Break",
    "stateClosed": "Not public", "stateLost": "Interrupted", "stateEnded": "Ended",
    "stateRecording": "Recording",
    "plannedTitle": "The session has not started yet.",
    "plannedText": "The picture appears here by itself; you need not do anything.",
    "plannedLate": "The session starts later. We are waiting for the picture.",
    "minutesLeft": "{minutes} minutes to go.", "minuteLeft": "1 minute to go.",
    "breakTitle": "Break.",
    "breakText": "The picture comes back by itself. The session is not over.",
    "closedTitle": "This part is not public.",
    "closedText": "Picture and sound are off. Nothing is recorded. Afterwards it goes on here by "
        + "itself.",
    "lostTitle": "No picture is coming from the room.",
    "lostText": "We keep trying. What is missing is missing from the recording too.",
    "endedTitle": "The session is over.",
    "endedText": "You can watch all of it again straight away.",
    "stalledTitle": "The stream has stalled.",
    "stalledText": "We keep trying. You need not do anything.",
    "offlineTitle": "The connection is lost.",
    "offlineText": "We keep trying. You need not do anything.",
    "gapTitle": "This piece is missing from the recording.",
    "gapText": "It goes on in a moment.",
    "unsupportedTitle": "Your browser cannot play this video.",
    "unsupportedText": "Use another browser or a newer one.",
    "missingTitle": "There is no picture of this session.",
    "missingText": "Nothing was recorded, or the recording was deleted.",
    "brokenTitle": "The video cannot be played.",
    "brokenText": "Reload the page. If that does not help, the fault is ours.",
    "pressPlay": "Press “Play”.",
    "backSoon": "It goes on.",
]

private let englishOfficeScripts: [String: String] = [
    "office.done": "Entered.",
    "office.failed": "Not done: {reason}",
    "office.noConnection": "No answer came. Look whether the mark is set.",
    "office.notClosedText": "Closing is not confirmed. We send it every second, attempt {count}. "
        + "Say it in the room now: picture and sound may still be public.",
    "office.signedOut": "You are no longer signed in. Reload the page.",
    "office.opensIn": "Public in {count} s.",
    "office.lastKnown": "Without connection since {time}. Last known {ago}: {state}.",
    "office.knownIdle": "no session running", "office.knownOpen": "public",
    "office.knownBreak": "break",
    "office.knownOpening": "opening", "office.knownClosed": "not public",
    "office.knownUnstored": "not public, but not saved",
    "office.knownUnacknowledged": "closing not confirmed",
    "office.typing": "The key did nothing: it acts only if you type nothing else.",
    "office.noMatch": "Nobody on the list has that name. It will be entered as typed.",
    "office.secondAgo": "1 second ago", "office.minuteAgo": "1 minute ago",
    "office.secondsAgo": "{count} seconds ago", "office.minutesAgo": "{count} minutes ago",
]
