import HLSChecker

extension MediaExample {
    /// What breaks one rule of media, and this one alone.
    static let broken: [Rule: @Sendable (inout MediaExample) -> Void] = [
        .resourceUnavailable: { $0.replaced["/video/1.m4s"] = .some(nil) },
        .initBrand: { $0.initSection.brand = "isom" },
        .initBoxes: { $0.initSection.hasExtends = false },
        .initSamples: { $0.initSection.sampleCount = 1 },
        .initDuration: { $0.initSection.movieDuration = 1200 },
        .segmentBoxes: { $0.replaced["/video/1.m4s"] = ISOBoxes.box("free", [0, 0]) },
        .missingDecodeTime: { example in
            for index in 2...3 { example.pictures[index].time = nil }
        },
        .unknownTrack: { example in
            for index in 2...3 { example.pictures[index].track = 9 }
        },
        .segmentAddressing: { $0.pictures[2].isRelative = false },
        .segmentDuration: { $0.editVideo("4.00,\n1.m4s", "3.90,\n1.m4s") },
        .partDuration: { $0.editVideo("DURATION=2.00,URI=\"2.1", "DURATION=1.90,URI=\"2.1") },
        .timelineBreak: { example in
            for index in 2...5 { example.pictures[index].time = index * 200 + 50 }
            example.editVideo("17:00:04.000", "17:00:04.500")
            example.editVideo("17:00:08.000", "17:00:08.500")
        },
        .missingKeyFrame: { $0.editVideo("2.1.m4s\"", "2.1.m4s\",INDEPENDENT=YES") },
        .segmentNotIndependent: { $0.pictures[2].isSync = false },
        .keyFrameWithoutIDR: { $0.pictures[2].isKey = false },
        .partsBytes: { example in
            var part = ISOFragment(time: 1000, isSync: false)
            part.isKey = false
            example.replaced["/video/2.1.m4s"] = part.bytes
        },
        .dateDrift: { $0.editVideo("17:00:08.000", "17:00:08.050") },
        .wrongBitrate: { $0.editVideo("#EXT-X-MAP", "#EXT-X-BITRATE:9\n#EXT-X-MAP") },
        .bandwidthTooLow: {
            $0.multivariant = $0.multivariant.replacing(":BANDWIDTH=2000", with: ":BANDWIDTH=9")
        },
        .averageBandwidthTooLow: {
            $0.multivariant = $0.multivariant.replacing("-BANDWIDTH=1900", with: "-BANDWIDTH=9")
        },
        .missingCodec: { $0.multivariant = $0.multivariant.replacing(",mp4a.40.2", with: "") },
        .startTimesDiffer: { example in
            for index in 0...5 { example.sounds[index].time = index * 200 + 50 }
            example.audio = example.audio.replacing(".000Z", with: ".500Z")
        },
        .dateMappingsDiffer: { $0.audio = $0.audio.replacing(".000Z", with: ".500Z") },
    ]
}
