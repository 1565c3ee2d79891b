internal import Diagnostics

extension FeedError {
    /// Bytes that are no text in the encoding that was found or asked for; `offset` counts the bytes of the file.
    static func undecodable(
        _ kind: DecodedText.Fault, offset: Int, _ encoding: TextEncoding, at position: SourcePosition
    ) -> FeedError {
        let name = encoding.name
        var help = "the file is damaged there, or is it in another encoding? --encoding NAME says which"
        let message: String
        switch kind {
        case .byte(let byte): message = "byte \(hex(byte)) at offset \(offset) is no character of \(name)"
        case .control(let byte):
            message =
                "byte \(hex(byte)) at offset \(offset) is a control character of \(name), which no text has"
            help = "is it a Windows code page, such as --encoding windows-1251?"
        case .surrogate:
            message = "half of a \(name) surrogate pair stands alone at offset \(offset)"
        case .noScalar: message = "the unit at offset \(offset) is no Unicode scalar in \(name)"
        case .cutOff:
            message = "the input ends inside a \(name) character that starts at offset \(offset)"
            help = "the file was cut off, or is it in another encoding? --encoding NAME says which"
        }
        return FeedError(.encoding, message, at: position, help: help)
    }

    /// An encoding that this system has no table for.
    static func unavailable(_ encoding: TextEncoding) -> FeedError {
        FeedError(
            .encoding, "this system cannot read \(encoding.name): its iconv has no such table", at: .start,
            help: "install the character set modules of the C library, or save the file as UTF-8")
    }

    /// A byte that is not UTF-8 in a text that was taken for UTF-8, since nothing said otherwise.
    ///
    /// - Parameters:
    ///   - bytes: Text around the byte; the more, the better the guess at what it is.
    ///   - index: Where the byte stands in `bytes`.
    ///   - position: Where it stands in the input.
    ///   - remedy: What to do when the whole text is in another encoding.
    /// - Returns: The error, whose help says what the text looks like.
    static func notUTF8(
        _ bytes: Span<UInt8>, at index: Int, position: SourcePosition,
        remedy: String = "save the file as UTF-8"
    ) -> FeedError {
        guard index < bytes.count else {
            return FeedError(.encoding, "the input ends inside a UTF-8 character", at: position)
        }
        var error = FeedError(
            .encoding, "byte \(hex(bytes[index])) at offset \(position.offset) is not UTF-8", at: position)
        if index == 0, position.offset == 0, let wide = utf16(markedIn: bytes, at: index) {
            error.help = "the file looks like UTF-16: save it as UTF-8"
            error.likelyEncodings = [wide]
            return error
        }
        switch EncodingGuess.answer(for: bytes, at: index, offset: position.offset) {
        case .encodings(let likely):
            let names = likely.map(\.name).joined(separator: " or ")
            error.help = names.isEmpty ? remedy : "\(remedy); it looks like \(names)"
            error.likelyEncodings = likely
        case .damagedUTF8:
            error.help = "the text around it is UTF-8: the file is damaged there, or joined from several"
        case .binary: error.help = "the file is damaged there, or is no text"
        }
        return error
    }

    /// The bytes behind a bad one that help to tell what a text is.
    static let guessedBytes = EncodingGuess.bytesAfter

    private static func utf16(markedIn bytes: Span<UInt8>, at index: Int) -> TextEncoding? {
        guard index + 1 < bytes.count else { return nil }
        return switch (bytes[index], bytes[index + 1]) {
        case (0xFF, 0xFE): .utf16LittleEndian
        case (0xFE, 0xFF): .utf16BigEndian
        default: nil
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "0x" + (digits.count < 2 ? "0" : "") + digits
    }
}
