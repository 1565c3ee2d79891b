/// What a reader accepts before it gives up: hostile or broken input costs bounded memory and time.
///
/// Exceeding a limit is a ``FeedError`` with the code ``FeedError/Code/limit`` at the place where it happens.
public struct ReaderLimits: Sendable, Hashable {
    /// How deep values may nest. Values below 1 count as 1, values above ``greatestDepth`` as that, since whatever
    /// walks the values later may recurse.
    public var depth: Int {
        get { storedDepth }
        set { storedDepth = Self.clamped(newValue) }
    }
    /// The bytes of one text: a string, a field, an attribute value, the text between two tags.
    public var textBytes: Int
    /// The bytes of one name: of a member, a column, an element, an attribute.
    public var nameBytes: Int
    /// The bytes of one number literal.
    public var numberBytes: Int
    /// The fields of a row, or the attributes of an element.
    public var fields: Int
    /// The bytes of one record: a row, or a tag with its attributes.
    public var recordBytes: Int
    /// The values of one record, those in its lists and maps included.
    public var values: Int
    /// How many bytes more than were read an XML document may expand to through its own entities.
    public var entityBytes: Int
    /// How many records one input may have; `nil` for as many as it likes.
    public var records: Int?

    private var storedDepth: Int

    /// The depth that no setting exceeds.
    public static let greatestDepth = 1_000

    /// The limits that suit files of people and feeds of networks.
    public init(
        depth: Int = 128, textBytes: Int = 16 << 20, nameBytes: Int = 64 << 10, numberBytes: Int = 1 << 10,
        fields: Int = 16_384, recordBytes: Int = 64 << 20, values: Int = 1 << 20,
        entityBytes: Int = 1 << 20, records: Int? = nil
    ) {
        self.storedDepth = Self.clamped(depth)
        self.textBytes = textBytes
        self.nameBytes = nameBytes
        self.numberBytes = numberBytes
        self.fields = fields
        self.recordBytes = recordBytes
        self.values = values
        self.entityBytes = entityBytes
        self.records = records
    }

    private static func clamped(_ depth: Int) -> Int { min(max(depth, 1), greatestDepth) }
}
