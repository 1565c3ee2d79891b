extension TextEncoding {
    /// Every encoding with its other names.
    ///
    /// Where the web reads a name more widely than its standard (WHATWG Encoding, 4.2), so do we: `shift_jis` is Windows'
    /// code page 932, `euc-kr` its 949, `gb2312` its 936. Code pages without ASCII in their lower half are left out.
    static let catalogue: [(encoding: TextEncoding, aliases: [String])] =
        unicode + iso + windows + cyrillicAndMac + ibm + eastAsian

    private static let unicode: [(encoding: TextEncoding, aliases: [String])] = [
        (.utf8, ["us-ascii", "ascii"]), (.utf16, []), (.utf16LittleEndian, []), (.utf16BigEndian, []),
        (.utf32, []), (.utf32LittleEndian, []), (.utf32BigEndian, []),
    ]

    private static let iso: [(encoding: TextEncoding, aliases: [String])] = [
        (.latin1, ["latin1", "l1", "cp819"]),
        single("iso-8859-2", "ISO-8859-2", ["latin2", "l2"]),
        single("iso-8859-3", "ISO-8859-3", ["latin3", "l3"]),
        single("iso-8859-4", "ISO-8859-4", ["latin4", "l4"]),
        single("iso-8859-5", "ISO-8859-5", ["cyrillic"]),
        single("iso-8859-6", "ISO-8859-6", ["arabic"]),
        single("iso-8859-7", "ISO-8859-7", ["greek"]),
        single("iso-8859-8", "ISO-8859-8", ["hebrew", "iso-8859-8-i"]),
        single("iso-8859-9", "ISO-8859-9", ["latin5", "l5"]),
        single("iso-8859-10", "ISO-8859-10", ["latin6", "l6"]),
        single("iso-8859-11", "ISO-8859-11", ["tis-620"]),
        single("iso-8859-13", "ISO-8859-13", ["latin7", "l7"]),
        single("iso-8859-14", "ISO-8859-14", ["latin8", "l8"]),
        single("iso-8859-15", "ISO-8859-15", ["latin9", "l9"]),
        single("iso-8859-16", "ISO-8859-16", ["latin10", "l10"]),
    ]

    private static let windows: [(encoding: TextEncoding, aliases: [String])] = [
        single("windows-874", "CP874", ["cp874"]),
        single("windows-1250", "CP1250", ["cp1250"]),
        single("windows-1251", "CP1251", ["cp1251"]),
        (.windows1252, ["cp1252"]),
        single("windows-1253", "CP1253", ["cp1253"]),
        single("windows-1254", "CP1254", ["cp1254"]),
        single("windows-1255", "CP1255", ["cp1255"]),
        single("windows-1256", "CP1256", ["cp1256"]),
        single("windows-1257", "CP1257", ["cp1257"]),
        single("windows-1258", "CP1258", ["cp1258"]),
    ]

    private static let cyrillicAndMac: [(encoding: TextEncoding, aliases: [String])] = [
        single("koi8-r", "KOI8-R", []), single("koi8-u", "KOI8-U", []),
        // The C library's tables of Apple are older than the euro sign, and one has a place of its own for the apple.
        single(
            "macintosh", "MAC", ["mac", "mac-roman", "x-mac-roman"],
            corrections: [0xC6: 0x2206, 0xDB: 0x20AC, 0xF0: 0xF8FF]),
        single("x-mac-cyrillic", "MAC-UK", ["mac-cyrillic"], corrections: [0xFF: 0x20AC]),
    ]

    private static let ibm: [(encoding: TextEncoding, aliases: [String])] = [
        437, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 865, 866, 869,
    ].map { single("ibm\($0)", "CP\($0)", ["cp\($0)", "dos-\($0)", "\($0)"]) }

    private static let eastAsian: [(encoding: TextEncoding, aliases: [String])] = [
        multi("shift_jis", "CP932", ["sjis", "ms932", "cp932", "windows-31j", "x-sjis", "ms_kanji"]),
        multi("euc-jp", "EUC-JP-MS", ["x-euc-jp", "eucjp-ms", "eucjp-win"]),
        multi("gb18030", "GB18030", []),
        multi("gbk", "CP936", ["gb2312", "cp936", "windows-936", "euc-cn", "x-gbk"]),
        multi("big5", "BIG5", ["cp950", "windows-950", "x-x-big5", "cn-big5"]),
        multi("big5-hkscs", "BIG5-HKSCS", []),
        multi("euc-kr", "CP949", ["cp949", "uhc", "ks_c_5601-1987", "windows-949"]),
    ]

    private static func single(
        _ name: String, _ table: String, _ aliases: [String], corrections: [UInt8: UInt32] = [:]
    ) -> (encoding: TextEncoding, aliases: [String]) {
        (TextEncoding(name, .singleByte(table: table, corrections: corrections)), aliases)
    }

    private static func multi(
        _ name: String, _ table: String, _ aliases: [String]
    ) -> (encoding: TextEncoding, aliases: [String]) {
        (TextEncoding(name, .multiByte(table: table)), aliases)
    }
}
