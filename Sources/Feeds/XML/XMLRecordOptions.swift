/// How the records of an XML document are found, and what they turn into.
public struct XMLRecordOptions: Sendable, Hashable {
    /// Which elements are records; `nil` for every child of the root.
    ///
    /// An element inside a record is no record of its own, even when the path means it: `//Category` gives the
    /// outermost ones.
    public var records: XMLRecordPath?
    /// Prefixes and the namespaces that they stand for in names; the empty prefix stands for names without one.
    ///
    /// An element or attribute in one of these namespaces is named with the prefix given here, whatever the document
    /// writes. Every other is named as the document writes it.
    public var prefixes: [String: String]
    /// Elements that are lists even when they occur once; `country` means those of that name at any depth.
    public var lists: XMLRecordPath?
    /// Whether a record has a first member `^`: what the elements around it say, see ``XMLRecordReader``.
    public var ancestors: Bool
    /// Whether an ampersand that starts no reference is taken for itself, as in `R&D`, in texts and attributes.
    public var lenientAmpersands: Bool
    /// The encoding, whatever the document declares; `nil` to find it out from the document.
    public var encoding: TextEncoding?
    /// What is accepted.
    public var limits: ReaderLimits

    /// Makes options; without arguments, every child of the root is a record.
    public init(
        records: XMLRecordPath? = nil, prefixes: [String: String] = [:], lists: XMLRecordPath? = nil,
        ancestors: Bool = false, lenientAmpersands: Bool = false, encoding: TextEncoding? = nil,
        limits: ReaderLimits = .init()
    ) {
        self.records = records
        self.prefixes = prefixes
        self.lists = lists
        self.ancestors = ancestors
        self.lenientAmpersands = lenientAmpersands
        self.encoding = encoding
        self.limits = limits
    }
}
