internal import CXMLReader
internal import Diagnostics

/// Reads the records of an XML document one after the other, in memory that does not grow with the document.
///
/// A record is an element that ``XMLRecordOptions/records`` means. Elements turn into values like this:
///
/// - An element without attributes and child elements is its text, a string; white space stays as written.
/// - Every other is a map: its attributes as `@name`, its children by their names in the order in which these first
///   occur, and its own text as `#text` unless it is white space only. Children of one name are a list, wherever they
///   stand; an element that ``XMLRecordOptions/lists`` means is one even alone.
/// - An element without content that says `xsi:nil="true"`, and has no attributes of other namespaces, is null.
/// - Names are those of ``XMLRecordOptions/prefixes``, or as written. Declarations of namespaces, comments and
///   processing instructions are left out; CDATA sections and references are the text that they stand for.
///
/// With ``XMLRecordOptions/ancestors`` each record is a map, and its first member `^` is a map of what the elements
/// around it have said before it: their attributes and the texts of their children that hold text alone. The nearest
/// element comes first and wins where two say the same; of several children of one name the last counts. These stand
/// outside the record: their place is the record's.
///
/// The whole document must be well-formed XML 1.0, also where no record is; nothing outside of it is ever loaded.
public final class XMLRecordReader: RecordReader {
    private var scan: XMLRecordScan
    private var failure: FeedError?

    /// Reads a document that is in memory.
    public convenience init(_ bytes: [UInt8], options: XMLRecordOptions = .init()) {
        self.init(from: ChunkSource([bytes]), options: options)
    }

    /// Reads what a source gives, as far as it is needed.
    public init(from source: some ByteSource, options: XMLRecordOptions = .init()) {
        self.scan = XMLRecordScan(source, options)
    }

    /// Reads in slices of another size than the usual one, which must make no difference: for tests.
    package init(from source: some ByteSource, options: XMLRecordOptions = .init(), sliceBytes: Int) {
        self.scan = XMLRecordScan(source, options, sliceBytes: sliceBytes)
    }

    /// Reads the next record; see ``RecordReader``. No fault of XML is recoverable.
    /// - Throws: what ``XMLReader/next()`` throws; `limit` when a record is larger than
    ///   ``ReaderLimits/recordBytes`` or ``ReaderLimits/values``, or one too many; `absent` at the end of a document
    ///   without records, unless the element that should hold them is there and holds nothing.
    public func next(_ record: inout Record) throws(FeedError) -> Bool {
        if let failure { throw failure }
        do throws(FeedError) {
            return try scan.next(&record)
        } catch {
            failure = error
            throw error
        }
    }
}
