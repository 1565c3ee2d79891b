extension JSONChecker {
    /// The text ends here, though something is expected.
    func endedFault(at offset: Int, _ found: String) -> JSONFault {
        let expected: String =
            switch expectation {
            case .value, .nothing: "a value"
            case .elementOrEnd: "a value or \"]\""
            case .nameOrEnd: "a name or \"}\""
            case .name: "a name"
            case .colon: "\":\""
            case .separator: isInList ? "\",\" or \"]\"" : "\",\" or \"}\""
            }
        var fault = JSONFault(.truncated, "expected \(expected), found \(found)", at: offset)
        fault.reference = openings.last.map { .opened(isList: $0.isList, at: $0.offset) }
        return fault
    }

    /// Something else was expected than the token that starts here.
    func unexpected(_ piece: Piece, _ index: Int) -> Progress {
        let byte = piece.bytes[index]
        let what: String
        switch byte {
        case UInt8(ascii: "\""): what = "a string"
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): what = "a number"
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","),
            UInt8(ascii: ":"):
            what = "\"\(Unicode.Scalar(byte))\""
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
            switch Self.wordEnd(piece, index) {
            case .to(let end): what = String(decoding: piece.bytes[index..<end], as: UTF8.self)
            case .fault(var fault):
                fault.isTokenOnly = fault.isTokenOnly && isValueExpected
                return .fault(fault)
            case let other: return other
            }
        default:
            return found(piece, index) { what in
                JSONFault(
                    .syntax, "expected JSON, found \(what)", at: piece.base + index,
                    isTokenOnly: isValueExpected && Self.isWordByte(byte))
            }
        }
        let expected: String =
            switch expectation {
            case .value, .elementOrEnd, .nothing: "a value"
            case .nameOrEnd, .name: "a name in quotes"
            case .colon: "\":\""
            case .separator: isInList ? "\",\" or \"]\"" : "\",\" or \"}\""
            }
        let isClosing = byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
        return .fault(
            JSONFault(
                .syntax, "expected \(expected), found \(what)", at: piece.base + index,
                help: isClosing ? "remove the comma before it, or complete what it closes" : nil))
    }

    private var isValueExpected: Bool {
        switch expectation {
        case .value, .elementOrEnd: true
        default: false
        }
    }

    /// Two equal names in one map.
    static func duplicateFault(
        _ name: [UInt8], at offset: Int, first: JSONFault.Reference?
    ) -> JSONFault {
        let text = String(decoding: name, as: UTF8.self).prefix(100)
        var fault = JSONFault(
            .duplicate, "the name \"\(text)\" stands twice in one map", at: offset, isTokenOnly: true)
        fault.reference = first
        return fault
    }

    /// The byte here, which is the first wrong one, is no UTF-8.
    func encodingFault(_ piece: Piece, _ index: Int) -> JSONFault {
        let offset = piece.base + index
        let rest = piece.bytes.span.extracting(index..<piece.end)
        if piece.isAtEnd, UTF8Text.validPrefix(of: rest).ending == .incomplete {
            var fault = JSONFault(
                .encoding, "the input ends inside a UTF-8 character", at: offset, isTokenOnly: true)
            fault.isInputEnd = true
            return fault
        }
        var fault = JSONFault(
            .encoding, "a byte is not UTF-8", at: offset, isTokenOnly: openString != nil)
        fault.isBadByte = true
        return fault
    }

    /// A fault that names the character found here, once all of it is at hand; or the fault of its encoding.
    func found(_ piece: Piece, _ index: Int, _ fault: (String) -> JSONFault) -> Progress {
        guard index < piece.end else {
            return piece.isAtEnd ? .fault(fault("the end of the input")) : .more(index)
        }
        let head = piece.bytes[index..<min(index + 4, piece.end)]
        let valid = UTF8Text.validPrefix(of: head.span)
        if valid.end == 0 {
            // Of a UTF-16 mark, both bytes tell more than one.
            let isCut = valid.ending == .incomplete || (head.count < 2 && piece.bytes[index] >= 0xFE)
            if isCut, !piece.isAtEnd { return .more(index) }
            return .fault(encodingFault(piece, index))
        }
        guard let scalar = String(decoding: head.prefix(valid.end), as: UTF8.self).unicodeScalars.first else {
            return .fault(fault("the end of the input"))
        }
        return .fault(fault(Self.describe(scalar)))
    }

    /// A character for a message: `"}"`, `a space`, `U+0007`.
    static func describe(_ scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .unassigned,
            .privateUse:
            let hexadecimal = String(scalar.value, radix: 16, uppercase: true)
            return scalar == " "
                ? "a space"
                : "U+" + String(repeating: "0", count: max(0, 4 - hexadecimal.count)) + hexadecimal
        default: return "\"\(scalar)\""
        }
    }
}
