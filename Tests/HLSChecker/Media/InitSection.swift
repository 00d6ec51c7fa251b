/// What an init section says of its tracks (RFC 8216bis §3.1.2).
struct InitSection {
    struct Track {
        let id: Int
        let timescale: Int
        /// `vide`, `soun`.
        let handler: String
        let entry: SampleEntry
        var defaults = SampleDefaults()
    }

    /// In order.
    private(set) var tracks: [Track] = []
    private(set) var findings: [Finding] = []

    init(_ bytes: [UInt8]) throws(MalformedMedia) {
        let boxes = try Box.all(in: bytes[...])
        let types = boxes.map(\.type)
        guard types.first == "ftyp", types.dropFirst().first == "moov" else {
            findings.append(Finding(.initBoxes, "It is \(types.joined(separator: ", "))."))
            return
        }
        if types.contains("moof") || types.contains("mdat") {
            findings.append(Finding(.initBoxes, "It has \(types.joined(separator: ", "))."))
        }
        try checkBrands(boxes[0])
        try read(movie: boxes[1])
    }

    /// What durations are of: the picture, else the first track.
    var main: Track? { tracks.first { $0.handler == "vide" } ?? tracks.first }

    private mutating func checkBrands(_ box: Box) throws(MalformedMedia) {
        var reader = ByteReader(box.payload)
        var brands = [try reader.name()]
        _ = try reader.take(4)
        while !reader.rest.isEmpty { brands.append(try reader.name()) }
        let good = ["iso6", "iso7", "iso8", "iso9", "isoa", "isob", "isoc", "cmfc", "cmf2"]
        if !brands.contains(where: good.contains) {
            findings.append(Finding(.initBrand, "It has \(brands.joined(separator: ", "))."))
        }
    }

    private mutating func read(movie: Box) throws(MalformedMedia) {
        try checkDuration(try movie.box("mvhd"), skipping: 4)
        for box in try movie.boxes("trak") {
            let header = try box.box("tkhd")
            var reader = ByteReader(header.payload)
            let isLong = try reader.version().version == 1
            _ = try reader.take(isLong ? 16 : 8)
            let id = try reader.integer(4)
            try checkDuration(header, skipping: 8)
            try read(media: try box.box("mdia"), of: id)
        }
        guard let extends = try movie.boxes("mvex").first else {
            findings.append(Finding(.initBoxes, "moov has no mvex."))
            return
        }
        for box in try extends.boxes("trex") {
            var reader = ByteReader(box.payload)
            _ = try reader.version()
            let id = try reader.integer(4)
            _ = try reader.take(4)
            let defaults = SampleDefaults(
                duration: try reader.integer(4), size: try reader.integer(4),
                flags: try reader.integer(4))
            if let index = tracks.firstIndex(where: { $0.id == id }) {
                tracks[index].defaults = defaults
            }
        }
    }

    /// - Parameter count: What stands between two dates and the duration, in bytes.
    private mutating func checkDuration(
        _ box: Box, skipping count: Int
    ) throws(MalformedMedia) {
        var reader = ByteReader(box.payload)
        let isLong = try reader.version().version == 1
        _ = try reader.take((isLong ? 16 : 8) + count)
        let duration = try reader.number(isLong ? 8 : 4)
        if duration != 0 {
            findings.append(Finding(.initDuration, "\(box.type) lasts \(duration)."))
        }
    }

    private mutating func read(media: Box, of id: Int) throws(MalformedMedia) {
        var header = ByteReader(try media.box("mdhd").payload)
        let isLong = try header.version().version == 1
        _ = try header.take(isLong ? 16 : 8)
        let timescale = try header.integer(4)
        var handler = ByteReader(try media.box("hdlr").payload)
        _ = try handler.take(8)
        let table = try media.box("minf", "stbl")
        var count = ByteReader(try table.box("stts").payload)
        _ = try count.version()
        if try count.integer(4) != 0 {
            findings.append(Finding(.initSamples, "Track \(id) has some."))
        }
        guard timescale > 0, let entry = try table.box("stsd").boxes(after: 8).first else {
            throw MalformedMedia("Track \(id) has no timescale or no sample entry.")
        }
        let kind = try handler.name()
        tracks.append(
            Track(
                id: id, timescale: timescale, handler: kind,
                entry: try SampleEntry(entry, handler: kind)))
    }
}
