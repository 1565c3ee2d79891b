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
    ///   - bytes: the document, in UTF-8.
    ///   - limits: what is accepted at most.
    ///   - duplicates: whether a map may have a name twice.
    /// - Returns: the value and its place.
    /// - Throws: the first fault: `syntax`, `encoding`, `limit`, `truncated` or `duplicate`.
    public static func parse(
        _ bytes: [UInt8], limits: ReaderLimits = .init(), duplicates: Duplicates = .refused
    ) throws(FeedError) -> Node {
        try parse(JSONScanner(ByteWindow(bytes), limits: limits), limits, duplicates)
    }

    /// The value of a JSON document whose bytes a source gives; see ``parse(_:limits:duplicates:)``.
    public static func parse(
        from source: some ByteSource, limits: ReaderLimits = .init(), duplicates: Duplicates = .refused
    ) throws(FeedError) -> Node {
        try parse(JSONScanner(ByteWindow(source), limits: limits), limits, duplicates)
    }

    private static func parse(
        _ scanner: consuming JSONScanner, _ limits: ReaderLimits, _ duplicates: Duplicates
    ) throws(FeedError) -> Node {
        var parser = JSONParser(scanner, limits: limits, duplicates: duplicates)
        let node = try parser.value()
        try parser.end()
        return node
    }
}
