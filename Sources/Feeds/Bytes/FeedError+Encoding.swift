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
    /// - Returns: The error, whose help names the encodings that the text is likely in.
    static func notUTF8(_ bytes: Span<UInt8>, at index: Int, position: SourcePosition) -> FeedError {
        guard index < bytes.count else {
            return FeedError(.encoding, "the input ends inside a UTF-8 character", at: position)
        }
        let help =
            switch EncodingGuess.answer(for: bytes, at: index, offset: position.offset) {
            case .encodings(let likely):
                "which encoding is it? perhaps "
                    + likely.map { "--encoding \($0.name)" }.joined(separator: " or ")
            case .damagedUTF8:
                "the text around it is UTF-8: the file is damaged there, or joined from several"
            case .binary: "the file is damaged there, or is no text"
            }
        return FeedError(
            .encoding, "byte \(hex(bytes[index])) at offset \(position.offset) is not UTF-8", at: position,
            help: help)
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "0x" + (digits.count < 2 ? "0" : "") + digits
    }
}
