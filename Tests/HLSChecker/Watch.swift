public import Foundation

/// Looks at a presentation again and again, as a player does, and says what is wrong with it.
public struct Watch {
    /// Gives the bytes of a URL.
    public typealias Load = (URL) throws -> [UInt8]

    private struct Followed {
        var history = PlaylistHistory()
        var media = RenditionMedia()
        var deltas = DeltaWatch()
    }

    public let url: URL
    /// Whether anything goes on, as the last look has it.
    public private(set) var isLive = true
    /// Seconds, as the last look has it.
    public private(set) var targetDuration = 0
    /// Whether segments and parts are loaded too.
    public var looksAtMedia = true
    private let load: Load
    private var followed: [URL: Followed] = [:]
    private var said: Set<Finding> = []

    /// - Parameter url: Of a multivariant or a media playlist.
    public init(_ url: URL, load: @escaping Load) {
        self.url = url
        self.load = load
    }

    /// How many segments and parts were loaded.
    public var mediaCount: Int { followed.values.reduce(0) { $0 + $1.media.count } }

    /// Loads all playlists and delta updates of them, and all media that was not there before;
    /// gives what was not said before.
    ///
    /// Throws what loading a playlist throws.
    public mutating func look() throws -> [Finding] {
        let bytes = try load(url)
        var findings = PlaylistCheck.findings(in: bytes).map { $0.at(url.lastPathComponent) }
        let text = String(decoding: bytes, as: UTF8.self)
        let playlist = Playlist(text)
        var renditions: [(url: URL, text: String)] = []
        for address in playlist.isMultivariant ? addresses(playlist) : [url] {
            let loaded = address == url ? bytes : try load(address)
            renditions.append((address, String(decoding: loaded, as: UTF8.self)))
            findings += try follow(address, loaded).map { $0.at(Self.name(address)) }
        }
        let documents = renditions.map { MediaDocument(Playlist($0.text)) }
        isLive = documents.contains { !$0.hasEnd }
        targetDuration = documents.compactMap(\.targetDuration).max() ?? targetDuration
        if playlist.isMultivariant {
            findings += try beside(text, renditions)
            if looksAtMedia { findings += try together(playlist, renditions.map(\.url), documents) }
        }
        return findings.filter { said.insert($0).inserted }
    }

    /// Holds playlists side by side. Live ones may have changed from one load to the next: date
    /// ranges count as different where they are so however often all are loaded.
    private func beside(
        _ multivariant: String, _ renditions: [(url: URL, text: String)]
    ) throws -> [Finding] {
        let findings = PresentationCheck.findings(multivariant: multivariant, media: renditions)
        guard isLive, findings.contains(where: { $0.rule == .dateRangesDiffer }) else {
            return findings
        }
        for _ in 0..<2 {
            let again = try renditions.map {
                ($0.url, String(decoding: try load($0.url), as: UTF8.self))
            }
            let differing = PresentationCheck.findings(multivariant: multivariant, media: again)
                .filter { $0.rule == .dateRangesDiffer }
            if differing.isEmpty { return findings.filter { $0.rule != .dateRangesDiffer } }
        }
        return findings
    }

    private mutating func follow(_ address: URL, _ bytes: [UInt8]) throws -> [Finding] {
        var rendition = followed[address] ?? Followed()
        defer { followed[address] = rendition }
        let text = String(decoding: bytes, as: UTF8.self)
        var findings = address == url ? [] : PlaylistCheck.findings(in: bytes)
        findings += rendition.history.add(text)
        let document = MediaDocument(Playlist(text))
        findings += try rendition.deltas.look(at: document, text, of: address, load)
        if looksAtMedia { findings += rendition.media.look(at: document, of: address, load) }
        return findings
    }

    private func together(
        _ playlist: Playlist, _ addresses: [URL], _ documents: [MediaDocument]
    ) throws -> [Finding] {
        // What has come since may have raised the rates.
        let latest = isLive ? Playlist(String(decoding: try load(url), as: UTF8.self)) : playlist
        let check = RateCheck(
            multivariant: latest, url: url, media: followed.mapValues(\.media),
            isComplete: !isLive, targetDuration: Double(targetDuration))
        var findings = check.findings.map { $0.at(url.lastPathComponent) }
        let media = addresses.compactMap { followed[$0]?.media }
        guard let first = media.first else { return findings }
        for (address, other) in zip(addresses, media).dropFirst() {
            let isVOD = documents.allSatisfy { $0.type == "VOD" }
            findings += SynchronyCheck.findings(first, other, isVOD: isVOD)
                .map { $0.at(Self.name(address)) }
        }
        return findings
    }

    /// The media playlists that a multivariant playlist names, each once.
    private func addresses(_ playlist: Playlist) -> [URL] {
        var found: [URL] = []
        let named = playlist.elements.compactMap { element in
            switch element {
            case .uri(let uri, _): uri
            case .tag(let tag): tag.name == "EXT-X-MEDIA" ? tag.attributes["URI"] : nil
            }
        }
        for uri in named {
            guard let address = URL(string: uri, relativeTo: url)?.absoluteURL else { continue }
            if !found.contains(address) { found.append(address) }
        }
        return found
    }

    /// What findings in a media playlist are named by.
    static func name(_ url: URL) -> String {
        url.pathComponents.suffix(2).joined(separator: "/")
    }
}
