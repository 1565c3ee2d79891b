/// A member of a zip archive, as its directory describes it (APPNOTE 6.3.10, 4.3.12).
struct ZipEntry: Sendable, Hashable {
    /// The name as it is written, in whatever encoding.
    var nameBytes: [UInt8]
    var flags: UInt16
    var method: UInt16
    /// CRC-32 of the unpacked data.
    var checksum: UInt32
    var compressedBytes: Int
    var expandedBytes: Int
    /// Where its local header stands.
    var headerOffset: Int

    static let utf8Flag: UInt16 = 1 << 11
    /// Encrypted, strongly encrypted, and with masked headers.
    static let encryptionFlags: UInt16 = 1 << 0 | 1 << 6 | 1 << 13
    static let headerBytes = 30

    /// The name for people and for `member`: UTF-8 where it is that, else the code page of the format's origins.
    var name: String {
        if let text = String(validating: nameBytes, as: UTF8.self) { return text }
        guard let encoding = TextEncoding(name: "ibm437") else {
            return String(decoding: nameBytes, as: UTF8.self)
        }
        var transcoder = Transcoder(encoding)
        return String(decoding: transcoder.transcode(nameBytes, isLast: true).output, as: UTF8.self)
    }

    /// Whether it holds no data of the feed: a folder, or what a Mac adds about another file.
    var isAside: Bool {
        nameBytes.last == UInt8(ascii: "/") || nameBytes.starts(with: "__MACOSX/".utf8)
            || nameBytes.suffix(9).elementsEqual(".DS_Store".utf8)
    }

    /// The first byte behind it that may belong to another member, not counting what only its local header knows.
    var leastEnd: Int {
        // Both were checked to lie in the file.
        headerOffset + Self.headerBytes + nameBytes.count + compressedBytes
    }
}
