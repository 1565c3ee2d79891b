/// How the records of a JSON feed are found and read.
public struct JSONRecordOptions: Sendable, Hashable {
    /// How the input is made of JSON texts.
    public enum Framing: Sendable, Hashable {
        /// One text, over as many lines as it likes.
        case document
        /// One text a line, blank lines aside (NDJSON, JSON Lines). A bad line costs that line.
        case lines
        /// Texts that each start with the byte 0x1E (RFC 7464). A bad or cut off text costs that text.
        case sequence
        /// By the input: `sequence` when it starts with 0x1E; when the first text fits on a line and another follows
        /// on a later one, `lines`, until a text spans several. Such texts may follow each other too, but then a
        /// broken one ends the reading.
        case detected
    }

    /// Where the records are, in the order of the document; see ``JSONRecordPath``.
    ///
    /// Without a path, the elements of a top-level list are the records, or else each top-level value. With the
    /// framings `lines` and `sequence` each text is a record, lists included. A path is looked up in each text; one
    /// that leads nowhere in the whole input is an error, a list that is there and empty is none.
    public var records: [JSONRecordPath]
    /// Whether each of several paths must lead somewhere; else they are the forms that the feed may have, and one of
    /// them is enough.
    public var requiresEveryPath: Bool
    /// How the input is made of texts.
    public var framing: Framing
    /// Whether a map may have a name twice. Outside of records only the maps on the way to them are looked at, and
    /// of very large ones only the first 65,536 names are remembered.
    public var duplicates: JSONDocument.Duplicates
    /// What is accepted at most. The sizes of strings and names bind within records, depth everywhere.
    public var limits: ReaderLimits

    /// The options that suit a feed of unknown form.
    public init(
        records: [JSONRecordPath] = [], requiresEveryPath: Bool = true, framing: Framing = .detected,
        duplicates: JSONDocument.Duplicates = .refused, limits: ReaderLimits = .init()
    ) {
        self.records = records
        self.requiresEveryPath = requiresEveryPath
        self.framing = framing
        self.duplicates = duplicates
        self.limits = limits
    }
}
