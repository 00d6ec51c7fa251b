import Foundation

/// The media of one rendition, measured as its playlist goes on.
struct RenditionMedia {
    typealias Load = (URL) throws -> [UInt8]

    private(set) var segments: [MeasuredSegment] = []
    private(set) var codecs: Set<String> = []
    /// How many segments and parts were loaded.
    private(set) var count = 0
    private var initSections: [MediaDocument.Map: InitSection] = [:]
    private var parts: [Int: [String: [UInt8]]] = [:]
    /// The last resource that several byte ranges are of.
    private var resource: (url: URL, bytes: [UInt8])?

    /// Loads what is new in a playlist.
    mutating func look(
        at document: MediaDocument, of url: URL, _ load: Load
    ) -> [Finding] {
        var findings: [Finding] = []
        let isIndependent = document.playlist.has("EXT-X-INDEPENDENT-SEGMENTS")
        for segment in document.segments where segment.encryption == nil {
            guard segment.sequence > segments.last?.sequence ?? -1 else { continue }
            findings += look(atPartsOf: segment, url, load)
            guard segment.uri != nil else { continue }
            findings += look(at: segment, isIndependent: isIndependent, url, load)
        }
        return findings
    }

    // MARK: Segments

    private mutating func look(
        at segment: MediaDocument.Segment, isIndependent: Bool, _ url: URL, _ load: Load
    ) -> [Finding] {
        var measured = MeasuredSegment(segment)
        defer {
            segments.append(measured)
            parts[segment.sequence] = nil
        }
        guard !segment.isGap, let uri = segment.uri else { return [] }
        var findings: [Finding] = []
        guard let bytes = fetch(uri, segment.byteRange, url, load, &findings) else {
            return findings
        }
        measured.bytes = bytes.count
        count += 1
        findings += MediumCheck.bitrate(of: bytes.count, segment)
        findings += partsBytes(segment, bytes)
        guard let (initSection, media) = read(bytes, segment, url, load, &findings),
            let track = initSection.main, let run = media.runs[track.id]
        else { return findings }
        measured.timescale = track.timescale
        measured.start = run.start
        measured.end = run.end
        findings += MediumCheck.duration(
            run, track, segment.duration, .segmentDuration, "Segment \(segment.sequence)")
        findings += MediumCheck.keyFrames(run, track, "Segment \(segment.sequence)")
        if isIndependent && run.samples.first?.isSync != true {
            findings.append(
                Finding(
                    .segmentNotIndependent, line: segment.line,
                    "Segment \(segment.sequence) does not."))
        }
        if let before = segments.last {
            findings += TimelineCheck.findings(before, measured)
        }
        return findings
    }

    /// Nothing is compared where some of the parts are no longer listed.
    private func partsBytes(_ segment: MediaDocument.Segment, _ bytes: [UInt8]) -> [Finding] {
        let known = segment.parts.compactMap { parts[segment.sequence]?[$0.uri] }
        let listed = segment.parts.reduce(0) { $0 + ($1.duration?.value ?? 0) }
        guard !known.isEmpty, known.count == segment.parts.count,
            abs(listed - segment.seconds) < 0.01, Array(known.joined()) != bytes
        else { return [] }
        return [
            Finding(.partsBytes, line: segment.line, "Segment \(segment.sequence) is another.")
        ]
    }

    // MARK: Parts

    private mutating func look(
        atPartsOf segment: MediaDocument.Segment, _ url: URL, _ load: Load
    ) -> [Finding] {
        var findings: [Finding] = []
        for part in segment.parts
        where !part.isGap && parts[segment.sequence]?[part.uri] == nil && part.byteRange == nil {
            guard let bytes = fetch(part.uri, nil, url, load, &findings) else { continue }
            parts[segment.sequence, default: [:]][part.uri] = bytes
            count += 1
            guard let (initSection, media) = read(bytes, segment, url, load, &findings),
                let track = initSection.main, let run = media.runs[track.id]
            else { continue }
            findings += MediumCheck.duration(
                run, track, part.duration, .partDuration, part.uri)
            if part.isIndependent && !run.samples.contains(where: \.isSync) {
                findings.append(
                    Finding(.missingKeyFrame, line: part.line, "\(part.uri) has none."))
            }
        }
        return findings
    }

    // MARK: Bytes

    private mutating func read(
        _ bytes: [UInt8], _ segment: MediaDocument.Segment, _ url: URL, _ load: Load,
        _ findings: inout [Finding]
    ) -> (InitSection, SegmentMedia)? {
        // Other formats are not taken apart.
        guard let map = segment.map else { return nil }
        do {
            guard let initSection = try initSection(map, url, load, &findings) else { return nil }
            let media = try SegmentMedia(bytes, in: initSection)
            findings += media.findings
            return (initSection, media)
        } catch {
            findings.append(
                Finding(.segmentBoxes, line: segment.line, "\(segment.uri ?? ""): \(error)"))
            return nil
        }
    }

    private mutating func initSection(
        _ map: MediaDocument.Map, _ url: URL, _ load: Load, _ findings: inout [Finding]
    ) throws(MalformedMedia) -> InitSection? {
        if let known = initSections[map] { return known }
        guard let bytes = fetch(map.uri, map.byteRange, url, load, &findings) else { return nil }
        let initSection = try InitSection(bytes)
        initSections[map] = initSection
        findings += initSection.findings
        codecs.formUnion(initSection.tracks.map(\.entry.codec))
        return initSection
    }

    private mutating func fetch(
        _ uri: String, _ range: ByteRange?, _ base: URL, _ load: Load,
        _ findings: inout [Finding]
    ) -> [UInt8]? {
        guard let url = URL(string: uri, relativeTo: base)?.absoluteURL else {
            findings.append(Finding(.resourceUnavailable, "\(uri) is no URI."))
            return nil
        }
        do {
            guard let range else { return try load(url) }
            let bytes = resource?.url == url ? resource?.bytes ?? [] : try load(url)
            resource = (url, bytes)
            return Array(bytes.dropFirst(range.offset ?? 0).prefix(range.length))
        } catch {
            findings.append(Finding(.resourceUnavailable, "\(uri): \(error)"))
            return nil
        }
    }
}
