/// An init section of one track of 100 ticks a second.
struct ISOInit {
    var isVideo = true
    var brand = "iso6"
    var movieDuration = 0
    var sampleCount = 0
    var hasExtends = true

    var bytes: [UInt8] {
        let timescale = ISOBoxes.number(100, 4)
        let movie = ISOBoxes.full(
            "mvhd", ISOBoxes.zeros(8), timescale, ISOBoxes.number(movieDuration, 4),
            ISOBoxes.zeros(80))
        let header = ISOBoxes.full(
            "tkhd", ISOBoxes.zeros(8), ISOBoxes.number(1, 4), ISOBoxes.zeros(68))
        let time = ISOBoxes.full("mdhd", ISOBoxes.zeros(8), timescale, ISOBoxes.zeros(8))
        let handler = ISOBoxes.full(
            "hdlr", ISOBoxes.zeros(4), Array((isVideo ? "vide" : "soun").utf8),
            ISOBoxes.zeros(13))
        let times = ISOBoxes.full(
            "stts", ISOBoxes.number(sampleCount, 4), ISOBoxes.zeros(8 * sampleCount))
        let entries = ISOBoxes.full(
            "stsd", ISOBoxes.number(1, 4), isVideo ? Self.video : Self.audio)
        let media = ISOBoxes.box(
            "mdia", time, handler, ISOBoxes.box("minf", ISOBoxes.box("stbl", entries, times)))
        let extends = ISOBoxes.box(
            "mvex", ISOBoxes.full("trex", ISOBoxes.number(1, 4), ISOBoxes.zeros(16)))
        return ISOBoxes.box("ftyp", Array(brand.utf8), ISOBoxes.zeros(4))
            + ISOBoxes.box(
                "moov", movie, ISOBoxes.box("trak", header, media), hasExtends ? extends : [])
    }

    private static let video = ISOBoxes.box(
        "avc1", ISOBoxes.zeros(78), ISOBoxes.box("avcC", [1, 0x64, 0, 0x1F, 0xFF, 0xE0, 0]))

    private static let audio = ISOBoxes.box(
        "mp4a", ISOBoxes.zeros(28),
        ISOBoxes.full(
            "esds", [3, 22, 0, 0, 0, 4, 17, 0x40], ISOBoxes.zeros(12), [5, 2, 0x11, 0x90]))
}
