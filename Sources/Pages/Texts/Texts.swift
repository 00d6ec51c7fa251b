/// Every word that the pages and their scripts show, in one language.
///
/// One file a language makes one of these; a page takes its words from nowhere else.
public struct Texts: Sendable {
    typealias Word = @Sendable (String) -> String

    var language: Language
    var dates: Dates
    var frame: Frame
    var home: Home
    var states: States
    var agenda: Agenda
    var player: Player
    var item: Item
    var search: Search
    var errors: Errors
    var pages: Pages
    var office: Office
    public var refusals: Refusals
    /// What the scripts say, by key; `{word}` in them is filled in by the script.
    var scripts: [String: String]
    /// What console.js says besides.
    var officeScripts: [String: String]

    struct Dates: Sendable {
        var weekdays: [String]
        var shortWeekdays: [String]
        var months: [String]
        var shortMonths: [String]
        var long: @Sendable (_ weekday: String, _ day: Int, _ month: String, _ year: Int) -> String
        var plain: @Sendable (_ day: Int, _ month: String, _ year: Int) -> String
        var withoutYear: @Sendable (_ weekday: String, _ day: Int, _ month: String) -> String
        var coming: @Sendable (_ weekday: String, _ day: Int, _ month: String) -> String
        var past: @Sendable (_ weekday: String, _ day: Int, _ month: String, _ year: Int) -> String
        var clock: Word
        var duration: @Sendable (_ hours: Int, _ minutes: Int) -> String
        var minutes: @Sendable (Int) -> String
    }

    /// Header, footer and what every page has.
    struct Frame: Sendable {
        var skip: String
        var navigation: String
        var live: String
        var sessions: String
        var search: String
        var footer: String
        var help: String
        var accessibility: String
        var privacy: String
        var imprint: String
        /// This language's name in itself.
        var inLanguage: String
        var withoutScript: String
        var streamAddress: String
    }

    struct Home: Sendable {
        var meets: Word
        var since: Word
        var now: Word
        var speaks: String
        var untilNow: Word
        var watch: String
        var nextSession: String
        var next: String
        var after: String
        var latest: String
        var allRecordings: String
        var agendaPoints: @Sendable (Int) -> String
        var noAgenda: String
        var noSession: String
        var noSessionMore: String
        var lastOne: @Sendable (_ title: HTML) -> HTML
        var noRecordings: String
        var allSessions: String
        var coming: String
        var past: String
        var older: String
        var newer: String
        var cancelled: String
        var liveNow: String
    }

    /// The states of a room, each with its word, a sentence and what follows.
    struct States: Sendable {
        var live: String
        var recording: String
        var planned: String
        var pause: String
        var nonPublic: String
        var lost: String
        var ended: String
        var draft: String
        var beginsToday: @Sendable (_ body: String, _ time: String) -> String
        var beginsAt: @Sendable (_ body: String, _ day: String, _ time: String) -> String
        var beginsUnknown: Word
        var minutesLeft: @Sendable (Int) -> String
        var appearsByItself: String
        var late: String
        var place: Word
        var pauseTitle: String
        var pauseText: String
        var nonPublicTitle: String
        var nonPublicSince: Word
        var nonPublicText: String
        var nonPublicAfter: String
        var lostTitle: String
        var lostSince: Word
        var lostText: String
        var endedTitle: String
        var endedAt: Word
        var endedText: String
        var toRecording: String
        var fromStart: String
        var soFar: String
        var cancelledTitle: String
        var cancelledText: String
        var nothingTitle: String
        var nothingText: String
        var nothingRecorded: String
        var nothingRecordedText: String
    }

    struct Agenda: Sendable {
        var heading: String
        var course: String
        var now: String
        var nowClosed: String
        var speaks: Word
        var withdrawn: String
        var nonPublic: String
        var notRecorded: Word
        var pause: String
        var pauseMinutes: @Sendable (Int) -> String
        var item: Word
        var empty: String
        var spokeBefore: Word
        var decided: String
        var after: String
        var speeches: String
        var papers: String
        var notes: String
        var chair: String
        var administration: String
        var guest: String
        var onBehalfOf: Word
        var withoutFaction: String
    }

    struct Player: Sendable {
        var region: String
        var strip: String
        var play: String
        var back: String
        var backShort: String
        var forward: String
        var forwardShort: String
        var mute: String
        var live: String
        var fullscreen: String
        var share: String
        var clock: @Sendable (_ time: String) -> HTML
        var of: @Sendable (_ position: String, _ duration: String) -> HTML
    }

    struct Item: Sendable {
        var belongsTo: @Sendable (_ number: String, _ parent: HTML) -> HTML
        var result: String
        var voteAt: Word
        var votes: String
        var papers: String
        var whoSpoke: String
        var speeches: @Sendable (_ count: Int, _ duration: String) -> String
        var perMinute: Word
        var stretches: String
        var stretch: @Sendable (_ from: String, _ to: String) -> String
        var untilNow: String
        var notYet: String
        var notYetText: String
        var inSession: String
        var download: String
        var downloadNote: String
        var speechOf: Word
        var speechOn: @Sendable (_ title: HTML) -> HTML
    }

    struct Search: Sendable {
        var label: @Sendable (_ sessions: Int, _ since: Int?) -> String
        var placeholder: String
        var submit: String
        var hits: @Sendable (_ count: Int, _ isEstimate: Bool) -> String
        var bestFirst: String
        var newestFirst: String
        var order: String
        var filters: @Sendable (Int) -> String
        var time: String
        var from: String
        var to: String
        var body: String
        var allBodies: String
        var person: String
        var allPersons: String
        var apply: String
        var remove: Word
        var kinds: [SearchHit.Kind: String]
        var playFrom: Word
        var open: String
        var nothing: Word
        var didYouMean: @Sendable (HTML) -> HTML
        var suggestionHits: @Sendable (Int) -> String
        var onlyFiltered: String
        var everywhere: String
        var otherWords: String
        var more: @Sendable (Int) -> String
        var start: String
        var orderNote: @Sendable (Int) -> String
    }

    struct Errors: Sendable {
        struct Words: Sendable {
            var title: String
            var text: String
        }
        var byStatus: [Int: Words]
        var other: Words
        var toSearch: String
        var toHome: String
        var reference: Word
    }

    /// The pages that are words alone.
    struct Pages: Sendable {
        struct Section: Sendable {
            var heading: String
            var paragraphs: [String]
        }
        var help: [Section]
        var accessibility: [Section]
        var privacy: [Section]
        var imprint: Word
        var imprintMissing: String
    }

    struct Office: Sendable {
        var name: String
        var signIn: String
        var token: String
        var tokenHint: String
        var signInButton: String
        var wrongToken: String
        var tooMany: String
        var signOut: String
        var sessions: String
        var openConsole: String
        var noSessions: String
        var keys: String
        var open: String
        var openText: Word
        var openNotRecording: String
        var closed: String
        var closedText: @Sendable (_ since: HTML) -> HTML
        var unacknowledged: String
        var unacknowledgedText: HTML
        var unstored: String
        var unstoredText: HTML
        var gateBreak: String
        var gateBreakText: String
        /// Said of a closed gate while a break goes on as well.
        var closedInBreak: HTML
        var opening: String
        var openingAt: Word
        var openingText: String
        var offline: String
        var close: String
        var closeChord: String
        var reopen: String
        var reopenTitle: String
        var reopenText: String
        var reopenNow: String
        var cancel: String
        var gateNotLive: String
        var preview: String
        var previewDark: String
        var previewClosed: String
        var previewBreak: String
        /// Of so many seconds.
        var previewLate: @Sendable (String) -> String
        var inputLost: String
        var pause: String
        var endPause: String
        var endSpeech: String
        var vote: String
        var voteText: String
        var note: String
        var noteText: String
        var notePublic: String
        var save: String
        var start: String
        var restart: String
        var restartTitle: String
        var restartText: String
        var restartNow: String
        var stop: String
        var stopConfirm: String
        var shift: String
        var lastMarks: String
        var noMarks: String
        var remove: String
        var agenda: String
        var typeNumber: String
        var nextItem: Word
        var noNextItem: String
        var doneItems: @Sendable (_ first: String, _ last: String) -> String
        var show: String
        var openItem: String
        var resume: String
        var since: Word
        var closes: String
        var withdrawn: String
        var publicity: Publicity
        var publicAfterClosed: @Sendable (_ number: String) -> HTML
        var whoSpeaks: String
        var whoHint: String
        var onlyOffice: String
        var setSpeaker: String
        var role: String
        var roles: [(value: String, name: String)]
        var heardLast: String
        var byFaction: String
        var speaks: Word
        var nobodySpeaks: String
        var earlier: String
        var undo: String
        var gateStays: String
        var breakStays: String
        var nothingYet: String
        var marks: Marks
        var keyList: [(key: String, does: String)]
        var keysAlone: String
        var states: [String: String]

        struct Marks: Sendable {
            var item: Word
            var speechStart: Word
            var speechEnd: Word
            var pause: String
            var pauseEnd: String
            var gateClose: String
            var gateOpen: String
            var vote: Word
            var note: Word
            var ago: @Sendable (_ seconds: Int) -> String
        }
    }

    /// Why what the office wanted was not done, and what to do.
    public struct Refusals: Sendable {
        public var unknownNumber: @Sendable (_ number: String, _ nearest: String?) -> String
        public var repeatedNumber: @Sendable (_ number: String) -> String
        public var noNextItem: String
        public var nobodySpeaks: String
        public var severalPersons: @Sendable (_ names: [String]) -> String
        public var outdatedPage: String
        public var noSuchMarker: String
        public var noName: String
        public var noText: String
        public var notLive: String
        public var noRoom: String
        public var openItemIsNonPublic: @Sendable (_ number: String) -> String
        public var closedButNotStored: String
        public var gateMarkersAreFixed: String
        public var diskFull: String
        public var gone: String
        public var notNow: String
        public var notFitting: String
        public var noAnswer: String
        public var other: String
    }
}
