/// An encoding that can be turned into UTF-8 on the way.
public enum TextEncoding: Sendable, Hashable {
    /// UTF-8 (and ASCII, which is a part of it).
    case utf8
    /// UTF-16, least significant byte first.
    case utf16LittleEndian
    /// UTF-16, most significant byte first.
    case utf16BigEndian
    /// ISO 8859-1: each byte is the scalar of the same number.
    case latin1
    /// Windows-1252 as browsers read it: the five bytes without a character are control characters.
    case windows1252

    /// The encoding of a name as XML declarations and options write it, ignoring case; `nil` when it is unknown.
    public init?(name: String) {
        switch name.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
        case "utf-16le": self = .utf16LittleEndian
        case "utf-16be": self = .utf16BigEndian
        case "iso-8859-1", "iso_8859-1", "latin1", "latin-1", "l1": self = .latin1
        case "windows-1252", "cp1252": self = .windows1252
        default: return nil
        }
    }

    /// The scalars of bytes 0x80 to 0x9F in Windows-1252 (WHATWG Encoding, index windows-1252).
    static let windowsScalars: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
        0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
        0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]
}
