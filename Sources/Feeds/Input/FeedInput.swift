/// A feed as its user names it: files, how they are packed and what they are written in.
public struct FeedInput: Sendable, Hashable {
    /// The files, read one after the other; `-` is standard input. Patterns are the shell's business.
    public var paths: [String]
    /// How they are packed.
    public var compression: Compression
    /// The member of a zip archive: its name, or a pattern of which all matches are read. An archive of one member needs
    /// none.
    public var member: String?
    /// What the text is written in; `nil` to find out by `search`.
    public var encoding: TextEncoding?
    /// How the encoding is found out; the format of the feed decides.
    public var search: DecodedSource.Search
    /// What packed files may unpack to.
    public var limits: InputLimits

    /// Names a feed.
    public init(
        paths: [String], compression: Compression = .auto, member: String? = nil,
        encoding: TextEncoding? = nil, search: DecodedSource.Search = .mark,
        limits: InputLimits = InputLimits()
    ) {
        self.paths = paths
        self.compression = compression
        self.member = member
        self.encoding = encoding
        self.search = search
        self.limits = limits
    }

    /// The texts of the feed, to be opened one after the other.
    public func parts() -> FeedParts { FeedParts(self) }
}

/// One text of a feed: a file, or a member of an archive.
public struct FeedPart {
    /// What to call it in messages: the path, or `feed.zip:offers.csv`.
    public let name: String
    /// Its text as UTF-8, unpacked and decoded; see ``DecodedSource`` about what is checked.
    public let source: any ByteSource
}
