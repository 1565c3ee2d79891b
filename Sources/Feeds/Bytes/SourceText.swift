/// Decoding of whole text files, such as manifests.
public enum SourceText {
    /// The text of a file: UTF-8 with or without a byte order mark, or UTF-16 with one. The mark is not part of it.
    /// - Throws: `encoding`, at the first byte that is no text, counted in the text as UTF-8.
    public static func decode(_ bytes: [UInt8]) throws(FeedError) -> String {
        if bytes.starts(with: [0xFF, 0xFE]) { return try decodeWide(bytes, .utf16LittleEndian) }
        if bytes.starts(with: [0xFE, 0xFF]) { return try decodeWide(bytes, .utf16BigEndian) }
        var window = ByteWindow(bytes)
        // Nothing more can come: this only reports bytes that are no text.
        _ = try window.refill()
        return String(decoding: window.bytes[window.index..<window.end], as: UTF8.self)
    }

    private static func decodeWide(_ bytes: [UInt8], _ encoding: TextEncoding) throws(FeedError) -> String {
        var transcoder = Transcoder(encoding)
        let result = transcoder.transcode(Array(bytes[2...]), isLast: true)
        if let fault = result.fault { throw fault }
        return String(decoding: result.output, as: UTF8.self)
    }
}
