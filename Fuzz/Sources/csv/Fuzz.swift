import Feeds
import Harness

/// What libFuzzer calls.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    Harness.check(Array(UnsafeBufferPointer(start: start, count: count))) { source, choice in
        let delimiters: [CSVDelimiter?] = [nil, .comma, .tab, .pipe]
        let quotes: [CSVOptions.Quote] = [.double, .double, .single, .none]
        let ragged: [CSVOptions.Ragged] = [.refused, .padded, .kept, .refused]
        let options = CSVOptions(
            delimiter: delimiters[Int(choice & 3)], quote: quotes[Int(choice >> 2 & 3)],
            escape: choice & 64 > 0 ? .backslash : .doubled, hasHeader: choice & 128 == 0,
            ragged: ragged[Int(choice >> 4 & 3)])
        return CSVRecordReader(from: source, options: options)
    }
    return 0
}
