/// How a file is packed.
public enum Compression: String, Sendable, Hashable, CaseIterable {
    /// What its first bytes say: gzip, zip, or nothing.
    case auto
    /// Not at all, whatever it looks like.
    case none
    /// gzip.
    case gzip
    /// A zip archive.
    case zip
}

extension Compression {
    static let gzipMagic: [UInt8] = [0x1F, 0x8B]
    /// How many bytes tell.
    static let headBytes = 8

    /// What a file that starts with these bytes is packed with; `none` also for formats that are not read, see ``unread(_:)``.
    static func found(in head: ArraySlice<UInt8>) -> Compression {
        if head.starts(with: gzipMagic) { return .gzip }
        if head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) { return .zip }
        return .none
    }

    /// The name of a format of packed or binary data that starts with these bytes and is not read.
    static func unread(_ head: ArraySlice<UInt8>) -> String? {
        let formats: [(name: String, magic: [UInt8])] = [
            ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]), ("Zstandard", [0x28, 0xB5, 0x2F, 0xFD]),
            ("7-Zip", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]), ("RAR", [0x52, 0x61, 0x72, 0x21, 0x1A, 7]),
            ("LZ4", [0x04, 0x22, 0x4D, 0x18]), ("compress (.Z)", [0x1F, 0x9D]),
            ("Excel (.xls)", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        ]
        if let found = formats.first(where: { head.starts(with: $0.magic) }) { return found.name }
        // "BZh", a digit, and the first digits of pi; in an empty file those of its square root.
        let tail = head.dropFirst(4)
        let isBzip =
            head.starts(with: Array("BZh".utf8))
            && (tail.starts(with: [0x31, 0x41, 0x59]) || tail.starts(with: [0x17, 0x72, 0x45]))
        return isBzip ? "bzip2" : nil
    }
}
