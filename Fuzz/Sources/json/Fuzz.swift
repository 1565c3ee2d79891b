import Feeds
import Harness

/// What libFuzzer calls.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    Harness.check(Array(UnsafeBufferPointer(start: start, count: count))) { source, choice in
        let paths = [nil, "@", "a", "a.*", "[*].a", "*"]
        let framings: [JSONRecordOptions.Framing] = [.detected, .document, .lines, .sequence]
        var options = JSONRecordOptions(
            framing: framings[Int(choice >> 6)], duplicates: choice & 32 > 0 ? .kept : .refused)
        if let text = paths[Int(choice & 31) % paths.count] {
            guard let path = try? JSONRecordPath(text) else { return nil }
            options.records = [path]
        }
        return JSONRecordReader(from: source, options: options)
    }
    return 0
}
