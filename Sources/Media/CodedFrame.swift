import Recording

/// The bytes of a coded frame, wherever they are.
protocol CodedFrame {
    var size: Int { get }
    var isKey: Bool { get }
    func write(to target: some ByteTarget) throws
}
