/// The byte that separates the fields of a row.
public struct CSVDelimiter: Sendable, Hashable {
    /// The byte, in ASCII.
    public let byte: UInt8

    /// `,`
    public static let comma = CSVDelimiter(byte: UInt8(ascii: ","))
    /// `;`
    public static let semicolon = CSVDelimiter(byte: UInt8(ascii: ";"))
    /// A tab.
    public static let tab = CSVDelimiter(byte: 0x09)
    /// `|`
    public static let pipe = CSVDelimiter(byte: UInt8(ascii: "|"))

    /// The delimiters that are looked for when none is given.
    public static let detected: [CSVDelimiter] = [.comma, .semicolon, .tab, .pipe]

    private init(byte: UInt8) {
        self.byte = byte
    }

    /// Any other ASCII character but a quote, a letter, a digit, CR, LF and NUL.
    public init?(_ scalar: Unicode.Scalar) {
        guard scalar.isASCII, scalar.value != 0, !scalar.properties.isAlphabetic else { return nil }
        guard !"\"'\r\n0123456789".unicodeScalars.contains(scalar) else { return nil }
        self.byte = UInt8(truncatingIfNeeded: scalar.value)
    }
}

/// The dialect of a CSV text; the default is RFC 4180 with a header row and a delimiter that is found out.
public struct CSVOptions: Sendable, Hashable {
    /// How a field is enclosed that holds delimiters or line ends.
    public enum Quote: Sendable, Hashable {
        /// In `"`, doubled within.
        case double
        /// In `'`, doubled within.
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

    /// What to do with a row that has more or fewer fields than the first.
    public enum Ragged: Sendable, Hashable {
        /// An error; the reader can go on with the next row.
        case refused
        /// The row is given as it is.
        case kept
    }

    /// The delimiter; `nil` finds out which of ``CSVDelimiter/detected`` it is.
    public var delimiter: CSVDelimiter?
    /// The quote.
    public var quote: Quote
    /// Whether the first row names the columns.
    public var hasHeader: Bool
    /// What to do with rows of another length.
    public var ragged: Ragged

    /// The dialect; see the properties.
    public init(
        delimiter: CSVDelimiter? = nil, quote: Quote = .double, hasHeader: Bool = true,
        ragged: Ragged = .refused
    ) {
        self.delimiter = delimiter
        self.quote = quote
        self.hasHeader = hasHeader
        self.ragged = ragged
    }
}
