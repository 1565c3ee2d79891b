public import Diagnostics

/// Why a reader stopped: the first place where the input is not what its format allows.
public struct FeedError: Error, Sendable, Hashable {
    /// The kind of fault, for programs; the wording of a message may change, its code does not.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String, Sendable {
            case syntax, encoding, limit, truncated, duplicate, ragged, forbidden, unwritable, damaged, absent
            case source
        }

        private let kind: Kind

        /// The text breaks the grammar of its format.
        public static let syntax = Code(kind: .syntax)
        /// The bytes are not text in the encoding that they claim.
        public static let encoding = Code(kind: .encoding)
        /// A bound of ``ReaderLimits`` was exceeded.
        public static let limit = Code(kind: .limit)
        /// The input ends in the middle of something.
        public static let truncated = Code(kind: .truncated)
        /// A name that must be unique occurs twice.
        public static let duplicate = Code(kind: .duplicate)
        /// A CSV row has more or fewer fields than the header.
        public static let ragged = Code(kind: .ragged)
        /// Something that the format has and Waybill refuses, such as an external entity.
        public static let forbidden = Code(kind: .forbidden)
        /// A text that the format to be written cannot carry.
        public static let unwritable = Code(kind: .unwritable)
        /// Packed data is not what was packed.
        public static let damaged = Code(kind: .damaged)
        /// The bytes could not be had at all.
        public static let source = Code(kind: .source)
        /// What the reader was told to look for is not in the input.
        public static let absent = Code(kind: .absent)

        /// The word that ends the id of the finding: `syntax` of `feed.syntax`.
        public var description: String { kind.rawValue }
    }

    /// The kind of fault.
    public var code: Code
    /// What is wrong, in one sentence without a full stop.
    public var message: String
    /// Where.
    public var position: SourcePosition
    /// What to do next, or what was expected.
    public var help: String?
    /// Whether only one record is lost: the reader goes on behind it when it is asked again.
    public var isRecoverable = false
    /// Which limit was exceeded, if it was one that can be set.
    public var exceeded: ReaderLimits.Kind?
    /// The encodings that bytes which are no UTF-8 look like, the likeliest first.
    public var likelyEncodings: [TextEncoding] = []

    /// Makes an error at a place.
    public init(_ code: Code, _ message: String, at position: SourcePosition, help: String? = nil) {
        self.code = code
        self.message = message
        self.position = position
        self.help = help
    }

    /// An error that says which limit was exceeded.
    init(
        exceeding limit: ReaderLimits.Kind, _ message: String, at position: SourcePosition,
        help: String? = nil
    ) {
        self.init(.limit, message, at: position, help: help)
        self.exceeded = limit
    }

    /// The same as a finding in a file, with the id `feed.CODE`.
    public func diagnostic(file: String) -> Diagnostic {
        let next = code == .truncated ? "the file was cut off, or something in it was never closed" : nil
        // What could not be had has no first line.
        let place = code == .source && position == .start ? nil : position
        return Diagnostic(
            .error, "feed.\(code)", message, at: SourcePlace(file: file, position: place),
            help: help ?? next)
    }

    /// The fault of a source, which knows no places, where its text ends.
    func placed(at end: SourcePosition) -> FeedError {
        guard position == .start else { return self }
        var placed = self
        placed.position = end
        return placed
    }
}

extension FeedError: CustomStringConvertible {
    /// `LINE:COLUMN: error: message (help)`.
    public var description: String {
        let tail = help.map { " (\($0))" } ?? ""
        return "\(position.line):\(position.column): error: \(message)\(tail)"
    }
}
