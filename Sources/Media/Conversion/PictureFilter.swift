import CFFmpeg

/// What a decoded picture goes through before it is encoded: it becomes progressive, upright, 8
/// bit 4:2:0 and no larger than 1080p.
struct PictureFilter {
    /// What the pictures are like that go in; with another one the filters are made anew.
    struct Form: Equatable {
        let width: Int32
        let height: Int32
        let format: Int32
        let aspect: [Int32]

        init(of frame: RawFrame) {
            let values = frame.pointer.pointee
            (width, height, format) = (values.width, values.height, values.format)
            aspect = [values.sample_aspect_ratio.num, max(1, values.sample_aspect_ratio.den)]
        }

        /// Whether both are of one size and shape.
        func isLike(_ other: Form) -> Bool {
            width == other.width && height == other.height && aspect == other.aspect
        }
    }

    let form: Form
    /// Degrees clockwise by which it is turned: 0, 90, 180 or 270.
    let rotation: Int
    let isProgressive: Bool

    private static let longest = 1_920.0
    private static let shortest = 1_080.0

    var source: String {
        "video_size=\(form.width)x\(form.height):pix_fmt=\(form.format):time_base=1/90000"
            + ":pixel_aspect=\(form.aspect[0])/\(form.aspect[1])"
    }

    var chain: String {
        // Pictures that are progressive pass as they are.
        var filters = isProgressive ? [] : ["bwdif=mode=send_frame:deint=interlaced"]
        switch rotation {
        case 90: filters.append("transpose=clock")
        case 180: filters += ["hflip", "vflip"]
        case 270: filters.append("transpose=cclock")
        default: break
        }
        let (width, height) = size
        filters += ["scale=\(width):\(height)", "format=yuv420p"]
        return filters.joined(separator: ",")
    }

    /// Even numbers of pixels, as 4:2:0 needs them.
    private var size: (width: Int, height: Int) {
        let isTurned = rotation % 180 != 0
        let width = Double(isTurned ? form.height : form.width)
        let height = Double(isTurned ? form.width : form.height)
        let scale = min(
            1, Self.longest / max(width, height), Self.shortest / min(width, height))
        func even(_ value: Double) -> Int { max(2, Int((value * scale / 2).rounded()) * 2) }
        return (even(width), even(height))
    }
}
