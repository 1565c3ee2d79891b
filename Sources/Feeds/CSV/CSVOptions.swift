/// The dialect of a CSV text; the default is RFC 4180 with a header row and a delimiter that is found out.
public struct CSVOptions: Sendable, Hashable {
    /// How a field is enclosed that holds delimiters or line ends.
    public enum Quote: Sendable, Hashable {
        /// In `"`.
        case double
        /// In `'`.
        case single
        /// Never: quotes are text.
        case none

        var byte: UInt8? {
            switch self {
            case .double: UInt8(ascii: "\"")
            case .single: UInt8(ascii: "'")
            case .none: nil
            }
        }
    }

    /// How a quote is written inside a quoted field.
    public enum Escape: Sendable, Hashable {
        /// Twice.
        case doubled
        /// Behind a backslash, as is a backslash. In front of anything else a backslash is text.
        case backslash
    }

    /// What to do with a row that has more or fewer fields than the header, or without one, than the first row.
    public enum Ragged: Sendable, Hashable {
        /// An error; the reader can go on with the next row.
        case refused
        /// Fields that are missing at the end are absent from the row; a row with more is an error.
        case padded
        /// The row is given as it is: fields without a column are named `column_N`.
        case kept
    }

    /// What to do with columns of a header that have no name, or the name of another.
    public enum ColumnNames: Sendable, Hashable {
        /// An error: such columns cannot be told apart.
        case asWritten
        /// A column without a name is `column_N`, a second `title` is `title_2`, or the next number that is free.
        case numbered
    }

    /// The delimiter; `nil` finds out which of ``CSVDelimiter/detected`` it is.
    public var delimiter: CSVDelimiter?
    /// The quote.
    public var quote: Quote
    /// How a quote is written inside a quoted field.
    public var escape: Escape
    /// Whether a quote inside a quoted field is text unless a delimiter or a line end follows: `"a "b" c"`. Otherwise
    /// that is an error. Inside a field that does not start with a quote, quotes are always text.
    public var allowsStrayQuotes: Bool
    /// Whether the first row names the columns.
    public var hasHeader: Bool
    /// The names of the columns, instead of those in the header or for a text without one. Not for ``CSVReader``.
    public var columns: [String]?
    /// What to do with columns without a name of their own. ``CSVReader`` refuses just names that occur twice.
    public var columnNames: ColumnNames
    /// What to do with rows of another length.
    public var ragged: Ragged
    /// How many lines to skip before the header, whatever they hold.
    public var skippedLines: Int
    /// What a line starts with that is a comment; such lines are skipped, unless they belong to a quoted field.
    public var comment: String?

    /// The dialect; see the properties.
    public init(
        delimiter: CSVDelimiter? = nil, quote: Quote = .double, escape: Escape = .doubled,
        allowsStrayQuotes: Bool = false, hasHeader: Bool = true, columns: [String]? = nil,
        columnNames: ColumnNames = .asWritten, ragged: Ragged = .refused, skippedLines: Int = 0,
        comment: String? = nil
    ) {
        self.delimiter = delimiter
        self.quote = quote
        self.escape = escape
        self.allowsStrayQuotes = allowsStrayQuotes
        self.hasHeader = hasHeader
        self.columns = columns
        self.columnNames = columnNames
        self.ragged = ragged
        self.skippedLines = skippedLines
        self.comment = comment
    }
}
