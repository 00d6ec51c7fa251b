/// What samples have where a fragment says nothing else (ISO/IEC 14496-12 §8.8.3).
struct SampleDefaults {
    var duration = 0
    var size = 0
    var flags = 0
}

/// A sample of a fragment.
struct Sample {
    let duration: Int
    let flags: Int
    let bytes: ArraySlice<UInt8>

    /// `sample_is_non_sync_sample` is not set.
    var isSync: Bool { flags >> 16 & 1 == 0 }
}
