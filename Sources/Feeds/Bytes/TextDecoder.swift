/// Turns the bytes of one encoding into UTF-8, piece by piece; a character may be cut anywhere.
protocol TextDecoder {
    /// The text of the next piece, as far as it is text. After a fault it is not asked again.
    ///
    /// When nothing follows (`isLast`), an unfinished character is a fault.
    mutating func decode(_ input: [UInt8], isLast: Bool) -> DecodedText
}

/// What a piece of input says.
struct DecodedText {
    /// What is wrong with the first bytes that are no text.
    enum Fault: Hashable {
        /// A byte, or a sequence that starts with it, stands for nothing.
        case byte(UInt8)
        /// A byte stands for a control character that no text has.
        case control(UInt8)
        /// Half of a surrogate pair stands alone.
        case surrogate
        /// A unit is above U+10FFFF or a surrogate.
        case noScalar
        /// The input ends in the middle of a character.
        case cutOff
    }

    /// The text before the fault, or all of it, as UTF-8.
    var output: [UInt8]
    /// The fault, and where it stands, in bytes from the first one that the decoder ever got.
    var fault: (kind: Fault, offset: Int)?
}

/// UTF-8 stays what it is; whoever reads it validates it.
struct UnchangedDecoder: TextDecoder {
    func decode(_ input: [UInt8], isLast: Bool) -> DecodedText { DecodedText(output: input) }
}
