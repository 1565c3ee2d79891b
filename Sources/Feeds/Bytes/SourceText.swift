/// Decoding of whole text files, such as manifests.
public enum SourceText {
    /// The text of a file: UTF-8 with or without a byte order mark, or UTF-16 with one. The mark is not part of it.
    /// - Throws: `encoding`, at the first byte that is no text, counted in the text as UTF-8.
    public static func decode(_ bytes: [UInt8]) throws(FeedError) -> String {
        if bytes.starts(with: [0xFF, 0xFE]) { return try decodeWide(bytes, .utf16LittleEndian) }
        if bytes.starts(with: [0xFE, 0xFF]) { return try decodeWide(bytes, .utf16BigEndian) }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let valid = UTF8Text.validPrefix(of: bytes.span, from: start)
        if valid.ending != .complete {
            var tracker = PositionTracker()
            tracker.skip(bytes: start)
            tracker.advance(over: bytes.span, in: start..<valid.end)
            let isCut = valid.ending == .incomplete
            throw FeedError.notUTF8(
                bytes.span, at: isCut ? bytes.count : valid.end, position: tracker.position)
        }
        return String(decoding: bytes[start...], as: UTF8.self)
    }

    private static func decodeWide(_ bytes: [UInt8], _ encoding: TextEncoding) throws(FeedError) -> String {
        var transcoder = Transcoder(encoding)
        let result = transcoder.transcode(Array(bytes[2...]), isLast: true)
        if let fault = result.fault { throw fault }
        return String(decoding: result.output, as: UTF8.self)
    }
}
