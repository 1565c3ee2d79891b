/// An encoding that can be turned into UTF-8 on the way.
///
/// Unicode's own, ISO 8859-1 and Windows-1252 are read by code of this module; the others by the tables of the system's
/// `iconv`, whose names stand here.
public struct TextEncoding: Sendable, Hashable {
    /// How the bytes of an encoding are read.
    enum Form: Sendable, Hashable {
        /// They are UTF-8 already.
        case unchanged
        /// Units of `bytes` bytes, 2 or 4, least significant byte first or last.
        case wide(bytes: Int, isLittleEndian: Bool)
        /// The same, and a byte order mark, or the zeros in the text, say which byte comes first.
        case unordered(bytes: Int)
        /// A byte is a character: its own scalar, or one of the table of Windows-1252 (WHATWG Encoding).
        case latin(isWindows: Bool)
        /// A byte is a character, by a table of the system and by these scalars where it is out of date.
        case singleByte(table: String, corrections: [UInt8: UInt32])
        /// One to four bytes are a character, by a table of the system.
        case multiByte(table: String)
    }

    /// The name, as options and messages write it, such as `windows-1251`.
    public let name: String
    let form: Form

    init(_ name: String, _ form: Form) {
        self.name = name
        self.form = form
    }

    /// UTF-8 (and ASCII, which is a part of it).
    public static let utf8 = TextEncoding("utf-8", .unchanged)
    /// UTF-16 with a byte order mark, or with zeros that show its byte order.
    public static let utf16 = TextEncoding("utf-16", .unordered(bytes: 2))
    /// UTF-16, least significant byte first.
    public static let utf16LittleEndian = TextEncoding("utf-16le", .wide(bytes: 2, isLittleEndian: true))
    /// UTF-16, most significant byte first.
    public static let utf16BigEndian = TextEncoding("utf-16be", .wide(bytes: 2, isLittleEndian: false))
    /// UTF-32 with a byte order mark, or with zeros that show its byte order.
    public static let utf32 = TextEncoding("utf-32", .unordered(bytes: 4))
    /// UTF-32, least significant byte first.
    public static let utf32LittleEndian = TextEncoding("utf-32le", .wide(bytes: 4, isLittleEndian: true))
    /// UTF-32, most significant byte first.
    public static let utf32BigEndian = TextEncoding("utf-32be", .wide(bytes: 4, isLittleEndian: false))
    /// ISO 8859-1: each byte is the scalar of the same number.
    public static let latin1 = TextEncoding("iso-8859-1", .latin(isWindows: false))
    /// Windows-1252 as browsers read it: the five bytes without a character are control characters.
    public static let windows1252 = TextEncoding("windows-1252", .latin(isWindows: true))

    /// The encoding of a name as XML declarations and options write it; `nil` when it is unknown.
    ///
    /// Letters and digits count, case and separators do not: `ISO_8859-2` is `iso88592` (Unicode TR 22, 1.4).
    public init?(name: String) {
        guard let encoding = Self.byKey[Self.key(name)] else { return nil }
        self = encoding
    }

    /// The names of all encodings, one each, to be listed and suggested.
    public static var names: [String] { catalogue.map(\.encoding.name) }

    /// Whether the bytes below 0x80 are ASCII, as in a file whose beginning says in ASCII what it is written in.
    public var holdsASCII: Bool {
        switch form {
        case .wide, .unordered: false
        case .unchanged, .latin, .singleByte, .multiByte: true
        }
    }

    private static let byKey: [String: TextEncoding] = {
        var table: [String: TextEncoding] = [:]
        for (encoding, aliases) in catalogue {
            for name in [encoding.name] + aliases { table[key(name)] = encoding }
        }
        return table
    }()

    private static func key(_ name: String) -> String {
        String(
            name.lowercased().unicodeScalars.filter { ("a"..."z").contains($0) || ("0"..."9").contains($0) })
    }
}
