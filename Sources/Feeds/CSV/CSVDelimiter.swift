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

extension CSVDelimiter {
    /// What it is called in messages: `commas`, `tabs`, `"^"`.
    public var name: String {
        switch self {
        case .comma: "commas"
        case .semicolon: "semicolons"
        case .tab: "tabs"
        case .pipe: "bars (|)"
        default: "\"\(String(decoding: [byte], as: UTF8.self))\""
        }
    }
}
