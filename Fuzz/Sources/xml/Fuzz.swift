import Feeds
import Harness

/// What libFuzzer calls.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    Harness.check(Array(UnsafeBufferPointer(start: start, count: count))) { source, choice in
        let paths = [nil, "@", "/a/b", "//b", "/*/*/*"]
        var options = XMLRecordOptions(ancestors: choice & 64 > 0, lenientAmpersands: choice & 128 > 0)
        if let text = paths[Int(choice & 31) % paths.count] {
            guard let path = try? XMLRecordPath(text) else { return nil }
            options.records = path
        }
        return XMLRecordReader(from: source, options: options)
    }
    return 0
}
