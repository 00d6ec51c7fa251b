/// A fragment of two samples of a second each: `moof` and `mdat`.
struct ISOFragment {
    var track = 1
    /// In hundredths of a second; nil for none.
    var time: Int?
    /// Whether its first sample is said to be a key frame, and is one.
    var isSync = true
    var isKey = true
    var isRelative = true

    var bytes: [UInt8] {
        // A NAL unit of ten bytes: of a key frame, or of another picture.
        let samples = [isKey ? 0x65 : 0x41, 0x41].map { header in
            ISOBoxes.number(10, 4) + [UInt8(header)] + ISOBoxes.zeros(9)
        }
        // The flags of the samples, and where the data begins, once the length is known.
        func fragment(_ offset: Int) -> [UInt8] {
            let header = ISOBoxes.full(
                "tfhd", flags: isRelative ? 0x2_0000 : 0, ISOBoxes.number(track, 4))
            let times = time.map { ISOBoxes.full("tfdt", ISOBoxes.number($0, 4)) } ?? []
            let run = ISOBoxes.full(
                "trun", flags: 0x701, ISOBoxes.number(2, 4), ISOBoxes.number(offset, 4),
                sample(14, isSync: isSync), sample(14, isSync: false))
            return ISOBoxes.box(
                "moof", ISOBoxes.full("mfhd", ISOBoxes.number(1, 4)),
                ISOBoxes.box("traf", header, times, run))
        }
        return fragment(fragment(0).count + 8) + ISOBoxes.box("mdat", samples[0], samples[1])
    }

    private func sample(_ size: Int, isSync: Bool) -> [UInt8] {
        ISOBoxes.number(100, 4) + ISOBoxes.number(size, 4)
            + ISOBoxes.number(isSync ? 0 : 0x1_0000, 4)
    }
}
