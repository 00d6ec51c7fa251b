/// libFuzzer's entry: the invariants of the mutation test, on bytes that coverage guides.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let violation = HeadInvariants.violation(bytes) {
        preconditionFailure(violation)
    }
    return 0
}
