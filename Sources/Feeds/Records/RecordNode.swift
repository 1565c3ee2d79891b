/// One value of a record, as an entry of its tape.
///
/// The entries of a record stand in the order of the document, each before what it holds: entry 0 is the record
/// itself, ``end`` is the entry behind everything that an entry holds.
@frozen
public struct RecordNode: Sendable, Hashable {
    /// What kind of value it is.
    @frozen
    public enum Kind: UInt8, Sendable, Hashable {
        /// An explicit nothing.
        case null
        /// `false`.
        case `false`
        /// `true`.
        case `true`
        /// A number; its text is the literal as written.
        case number
        /// A text, unescaped.
        case string
        /// Values in order.
        case list
        /// Named values in order; no name occurs twice, unless the reader was told to keep duplicates.
        case map
    }

    /// What kind of value it is.
    public var kind: Kind
    /// Where the text of a string or number starts, in the record's bytes.
    public var textStart: UInt32
    /// How many bytes the text has; the number of values of a list or map.
    public var count: UInt32
    /// Where the unescaped name starts, in the record's bytes; an entry of a list has no name.
    public var nameStart: UInt32
    /// How many bytes the name has.
    public var nameCount: UInt32
    /// The entry behind this one and everything in it.
    public var end: UInt32
    /// Where the value is written, in the record's source text.
    public var place: UInt32
    /// Where the name is written, in the record's source text.
    public var namePlace: UInt32

    /// Makes an entry without a name that holds nothing yet.
    @inlinable
    public init(
        _ kind: Kind, textStart: UInt32 = 0, count: UInt32 = 0, end: UInt32, place: UInt32
    ) {
        self.kind = kind
        self.textStart = textStart
        self.count = count
        self.nameStart = 0
        self.nameCount = 0
        self.end = end
        self.place = place
        self.namePlace = place
    }
}
