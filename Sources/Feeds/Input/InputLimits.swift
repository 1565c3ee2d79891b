/// What an input may unpack to before it is given up: packed data may be a million times smaller than it pretends to be.
///
/// Memory never grows with the data; these bound time and what is made of it. Exceeding one is a ``FeedError`` with the
/// code ``FeedError/Code/limit``, after everything that came before.
public struct InputLimits: Sendable, Hashable {
    /// The bytes that one compressed file or member may unpack to; `nil` for any number.
    public var expandedBytes: Int?
    /// How many times larger than its compressed data the unpacked may be, counted from the first mebibyte on, before
    /// which a ratio says little; `nil` for any. Feeds reach 5 to 50, and deflate ends at 1,032.
    public var expansionRatio: Int?
    /// The members of a zip archive.
    public var members: Int

    /// Any size and ratio, and archives of up to 100,000 members.
    public init(expandedBytes: Int? = nil, expansionRatio: Int? = nil, members: Int = 100_000) {
        self.expandedBytes = expandedBytes
        self.expansionRatio = expansionRatio
        self.members = members
    }
}
