/// Reading of whole JSON documents.
public enum JSONDocument {
    /// What to do with a member whose name its map has already.
    public enum Duplicates: Sendable, Hashable {
        /// An error that names both places.
        case refused
        /// All are kept, in order; looking a name up finds the first.
        case kept
    }

    /// The value of a JSON document (RFC 8259, strictly), with the place of every value and member name.
    ///
    /// Numbers keep their literal. A UTF-8 byte order mark at the start is skipped.
    /// - Parameters:
    ///   - bytes: the document, in UTF-8, at most 1 GiB.
    ///   - limits: what is accepted at most; the size of records in bytes does not matter here.
    ///   - duplicates: whether a map may have a name twice.
    /// - Returns: the value and its place.
    /// - Throws: the first fault: `syntax`, `encoding`, `limit`, `truncated` or `duplicate`.
    public static func parse(
        _ bytes: [UInt8], limits: ReaderLimits = .document, duplicates: Duplicates = .refused
    ) throws(FeedError) -> Node {
        try parse(RecordWindow(bytes), limits, duplicates)
    }

    /// The value of a JSON document whose bytes a source gives; see ``parse(_:limits:duplicates:)``.
    public static func parse(
        from source: some ByteSource, limits: ReaderLimits = .document, duplicates: Duplicates = .refused
    ) throws(FeedError) -> Node {
        try parse(RecordWindow(source), limits, duplicates)
    }

    private static func parse(
        _ window: RecordWindow, _ limits: ReaderLimits, _ duplicates: Duplicates
    ) throws(FeedError) -> Node {
        var limits = limits
        limits.recordBytes = .max
        limits.records = nil
        let options = JSONRecordOptions(
            records: [.whole], framing: .document, duplicates: duplicates, limits: limits)
        var reader = JSONRecordReader(window, options: options, learns: false)
        var record = Record()
        do throws(FeedError) {
            // The one record comes first, or the fault; then nothing may follow.
            while try reader.next(&record) {}
        } catch {
            var error = error
            error.isRecoverable = false
            throw error
        }
        return record.node()
    }
}
