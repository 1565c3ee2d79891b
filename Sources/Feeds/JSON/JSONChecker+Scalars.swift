extension JSONChecker {
    /// Reads a number, as a whole: a part of one is read again.
    mutating func number(_ piece: Piece, _ start: Int) -> Progress {
        var index = start
        if piece.bytes[index] == UInt8(ascii: "-") { index += 1 }
        if index < piece.end, piece.bytes[index] == UInt8(ascii: "0") {
            index += 1
            if index < piece.end, Self.isDigit(piece.bytes[index]) {
                return .fault(
                    JSONFault(
                        .syntax, "a number does not start with a needless zero", at: piece.base + start,
                        isTokenOnly: true))
            }
        } else if let problem = digits(piece, start, &index, after: "the sign of a number") {
            return problem
        }
        if index < piece.end, piece.bytes[index] == UInt8(ascii: ".") {
            index += 1
            if let problem = digits(piece, start, &index, after: "the decimal point") { return problem }
        }
        if index < piece.end, piece.bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < piece.end,
                piece.bytes[index] == UInt8(ascii: "+") || piece.bytes[index] == UInt8(ascii: "-")
            {
                index += 1
            }
            if let problem = digits(piece, start, &index, after: "the exponent sign of a number") {
                return problem
            }
        }
        if let fault = lengthFault(piece, start, index) { return .fault(fault) }
        guard index < piece.end || piece.isAtEnd else { return .more(start) }
        finishValue()
        return .to(index)
    }

    /// Moves over digits, or says why there are none.
    private func digits(
        _ piece: Piece, _ start: Int, _ index: inout Int, after part: String
    ) -> Progress? {
        let first = index
        while index < piece.end, Self.isDigit(piece.bytes[index]) { index += 1 }
        if let fault = lengthFault(piece, start, index) { return .fault(fault) }
        guard index == first else { return nil }
        let place = index
        guard place < piece.end else {
            guard piece.isAtEnd else { return .more(start) }
            var fault = JSONFault(.truncated, "the input ends inside a number", at: piece.base + place)
            fault.isInputEnd = true
            return .fault(fault)
        }
        let progress = found(piece, place) { what in
            JSONFault(
                .syntax, "expected a digit after \(part), found \(what)", at: piece.base + place,
                isTokenOnly: true)
        }
        if case .more = progress { return .more(start) }
        return progress
    }

    private func lengthFault(_ piece: Piece, _ start: Int, _ index: Int) -> JSONFault? {
        guard index - start > limits.numberBytes else { return nil }
        return JSONFault(
            exceeding: .numberBytes, "a number is longer than \(limits.numberBytes) bytes",
            at: piece.base + start,
            isTokenOnly: true)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Reads `true`, `false` or `null`.
    mutating func word(_ piece: Piece, _ start: Int) -> Progress {
        switch Self.wordEnd(piece, start) {
        case .to(let end):
            finishValue()
            return .to(end)
        case let other: return other
        }
    }

    /// Where the word ends that starts here; a fault when it is none of the three.
    static func wordEnd(_ piece: Piece, _ start: Int) -> Progress {
        let word: StaticString
        switch piece.bytes[start] {
        case UInt8(ascii: "t"): word = "true"
        case UInt8(ascii: "f"): word = "false"
        default: word = "null"
        }
        for offset in 0..<word.utf8CodeUnitCount {
            guard start + offset < piece.end else {
                guard piece.isAtEnd else { return .more(start) }
                var fault = JSONFault(
                    .truncated, "the input ends inside the word \(word)", at: piece.base + start + offset)
                fault.isInputEnd = true
                return .fault(fault)
            }
            guard piece.bytes[start + offset] == word.withUTF8Buffer({ $0[offset] }) else {
                return .fault(
                    JSONFault(
                        .syntax, "expected JSON, found a word other than true, false and null",
                        at: piece.base + start, isTokenOnly: true))
            }
        }
        return .to(start + word.utf8CodeUnitCount)
    }

    /// Skips the rest of a number or word that may be ill formed.
    mutating func restOfWord(_ piece: Piece, _ start: Int) -> Progress {
        var index = start
        while index < piece.end, Self.isWordByte(piece.bytes[index]) { index += 1 }
        guard index < piece.end || piece.isAtEnd else { return .more(index) }
        isInWord = false
        finishValue()
        return .to(index)
    }
}
