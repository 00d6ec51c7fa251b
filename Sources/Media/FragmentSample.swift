/// A frame as a fragment holds it; times are in its track's timescale.
struct FragmentSample {
    let packet: Packet
    let duration: UInt32
    /// From when it is decoded to when it is shown. Below 0 it would be read in two ways:
    /// FFmpeg moves the whole track then.
    let compositionOffset: Int32

    /// ISO/IEC 14496-12 §8.8.3.1: whether it depends on others and can be begun with.
    var flags: UInt32 { packet.isKey ? 0x0200_0000 : 0x0101_0000 }
}
