import Diagnostics
import Feeds

/// All records of a document, each as its whole tree with places, and the fault that ends them.
func xmlRecords(
    _ bytes: [UInt8], _ options: XMLRecordOptions = .init(), chunk: Int = .max, slices: Int = 16 << 10
) -> (records: [String], fault: FeedError?) {
    var records: [String] = []
    let source = ChunkSource(bytes, size: min(chunk, max(1, bytes.count)))
    let reader = XMLRecordReader(from: source, options: options, sliceBytes: slices)
    var record = Record()
    do throws(FeedError) {
        while try reader.next(&record) {
            records.append(
                "\(record.number) \(record.node().dump) \(String(decoding: record.source, as: UTF8.self))")
        }
        return (records, nil)
    } catch {
        return (records, error)
    }
}

/// The values of all records.
func xmlValues(_ text: String, _ options: XMLRecordOptions = .init()) throws -> [Node] {
    let reader = XMLRecordReader(Array(text.utf8), options: options)
    var record = Record()
    var values: [Node] = []
    while try reader.next(&record) { values.append(record.node()) }
    return values
}

extension XMLRecordOptions {
    /// Options from the texts that a template would have.
    init(
        _ records: String?, prefixes: [String: String] = [:], lists: String? = nil, ancestors: Bool = false,
        lenient: Bool = false, limits: ReaderLimits = .init()
    ) throws {
        self.init(
            records: try records.map { path throws(FeedError) in try XMLRecordPath(path) },
            prefixes: prefixes,
            lists: try lists.map { path throws(FeedError) in try XMLRecordPath(path) }, ancestors: ancestors,
            lenientAmpersands: lenient, limits: limits)
    }
}
