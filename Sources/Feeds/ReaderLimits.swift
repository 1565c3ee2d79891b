/// What a reader accepts before it gives up: hostile or broken input costs bounded memory and time.
///
/// Exceeding a limit is a ``FeedError`` with the code ``FeedError/Code/limit`` at the place where it happens;
/// ``FeedError/exceeded`` says which.
public struct ReaderLimits: Sendable, Hashable {
    /// One of the limits, for programs that say how to raise it.
    public struct Kind: Sendable, Hashable {
        private enum Name: Sendable {
            case depth, textBytes, nameBytes, numberBytes, fields, recordBytes, values, entityBytes, records
        }

        private let name: Name

        /// ``ReaderLimits/depth``
        public static let depth = Kind(name: .depth)
        /// ``ReaderLimits/textBytes``
        public static let textBytes = Kind(name: .textBytes)
        /// ``ReaderLimits/nameBytes``
        public static let nameBytes = Kind(name: .nameBytes)
        /// ``ReaderLimits/numberBytes``
        public static let numberBytes = Kind(name: .numberBytes)
        /// ``ReaderLimits/fields``
        public static let fields = Kind(name: .fields)
        /// ``ReaderLimits/recordBytes``
        public static let recordBytes = Kind(name: .recordBytes)
        /// ``ReaderLimits/values``
        public static let values = Kind(name: .values)
        /// ``ReaderLimits/entityBytes``
        public static let entityBytes = Kind(name: .entityBytes)
        /// ``ReaderLimits/records``
        public static let records = Kind(name: .records)
    }

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
    /// The values of one record, itself and those in its lists and maps included. A row of CSV has no more than its
    /// ``fields``.
    ///
    /// Each value takes 32 bytes, however few it has in its input: a million are 32 MB.
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

    /// The limits that suit a whole document, such as a manifest or an answer of an API: as many values as 256 MB hold.
    public static let document = ReaderLimits(values: 1 << 23)

    private static func clamped(_ depth: Int) -> Int { min(max(depth, 1), greatestDepth) }
}
