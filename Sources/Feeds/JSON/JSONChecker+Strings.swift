extension JSONChecker {
    /// Reads on in a string, over plain text and one escape at most.
    mutating func string(_ piece: Piece, _ index: Int) -> Progress {
        guard let start = openString else { return .to(index) }
        var high: UInt64 = 0
        let stop = JSONStringScan.stop(in: piece.bytes.span, from: index, to: piece.end, &high)
        if !isLenient {
            let limit = isName ? min(limits.nameBytes, limits.textBytes) : limits.textBytes
            guard stringBytes + (stop - index) <= limit else {
                let isLongName = isName && limits.nameBytes <= limits.textBytes
                let what = isLongName ? "name" : "string"
                return .fault(
                    JSONFault(
                        exceeding: isLongName ? .nameBytes : .textBytes,
                        "a \(what) is longer than \(limit) bytes", at: start, isTokenOnly: true))
            }
            if high & JSONStringScan.beyondASCII != 0 {
                if let progress = checkEncoding(piece, index..<stop) { return progress }
            }
            if seen != nil, isName { nameText.append(contentsOf: piece.bytes[index..<stop]) }
        }
        stringBytes += stop - index
        guard stop < piece.end else { return piece.isAtEnd ? .fault(unclosedFault()) : .more(stop) }
        switch piece.bytes[stop] {
        case UInt8(ascii: "\""): return finishString(piece, stop)
        case UInt8(ascii: "\\"): return isLenient ? skipEscape(piece, stop) : escape(piece, stop)
        default:
            if isLenient { return .to(stop + 1) }
            if terminator == .recordSeparator, piece.bytes[stop] == 0x1E {
                return .fault(
                    JSONFault(.truncated, "the record ends inside the string that starts here", at: start))
            }
            return found(piece, stop) { what in
                JSONFault(
                    .syntax, "a string holds a bare \(what)", at: piece.base + stop,
                    help: "write control characters as escapes, such as \\n", isTokenOnly: true)
            }
        }
    }

    /// What is wrong with the encoding of a run of text, if something is.
    private mutating func checkEncoding(_ piece: Piece, _ range: Range<Int>) -> Progress? {
        let result = UTF8Text.validPrefix(of: piece.bytes.span.extracting(range))
        guard result.ending != .complete else { return nil }
        let end = range.lowerBound + result.end
        if result.ending == .incomplete, range.upperBound == piece.end {
            guard !piece.isAtEnd else { return .fault(encodingFault(piece, end)) }
            if seen != nil, isName { nameText.append(contentsOf: piece.bytes[range.lowerBound..<end]) }
            stringBytes += end - range.lowerBound
            return .more(end)
        }
        return .fault(encodingFault(piece, end))
    }

    private mutating func finishString(_ piece: Piece, _ quote: Int) -> Progress {
        let start = openString ?? piece.base + quote
        openString = nil
        guard isName else {
            finishValue()
            return .to(quote + 1)
        }
        finishName()
        if let first = seen?.insert(nameText[...], at: start) {
            return .fault(Self.duplicateFault(nameText, at: start, first: .first(first)))
        }
        return .to(quote + 1)
    }

    private func skipEscape(_ piece: Piece, _ index: Int) -> Progress {
        guard index + 1 < piece.end else { return piece.isAtEnd ? .fault(unclosedFault()) : .more(index) }
        return .to(index + 2)
    }

    private mutating func escape(_ piece: Piece, _ index: Int) -> Progress {
        guard index + 1 < piece.end else { return piece.isAtEnd ? .fault(unclosedFault()) : .more(index) }
        switch piece.bytes[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return finishEscape(piece, index..<(index + 2))
        case UInt8(ascii: "u"): return unicodeEscape(piece, index)
        default:
            let progress = found(piece, index + 1) { what in
                JSONFault(
                    .syntax, "unknown escape: a backslash before \(what)", at: piece.base + index,
                    help: "a backslash itself is written \\\\", isTokenOnly: true)
            }
            // The escape is read again as a whole.
            if case .more = progress { return .more(index) }
            return progress
        }
    }

    private mutating func unicodeEscape(_ piece: Piece, _ index: Int) -> Progress {
        if let problem = hexadecimalProblem(piece, index, digitsAt: index + 2) { return problem }
        let code = JSONEscapes.hexadecimal(at: index + 2, piece.end, piece.bytes.span) ?? 0
        guard code & 0xF800 == 0xD800 else { return finishEscape(piece, index..<(index + 6)) }
        let lone = JSONFault(
            .encoding,
            "\\u\(String(code, radix: 16, uppercase: true)) is half of a surrogate pair, not a character",
            at: piece.base + index, help: "write both halves, or the character itself", isTokenOnly: true)
        guard code & 0xFC00 == 0xD800 else { return .fault(lone) }
        for (offset, byte) in [UInt8(ascii: "\\"), UInt8(ascii: "u")].enumerated() {
            guard index + 6 + offset < piece.end else { return piece.isAtEnd ? .fault(lone) : .more(index) }
            guard piece.bytes[index + 6 + offset] == byte else { return .fault(lone) }
        }
        if let problem = hexadecimalProblem(piece, index, digitsAt: index + 8) { return problem }
        let low = JSONEscapes.hexadecimal(at: index + 8, piece.end, piece.bytes.span) ?? 0
        guard low & 0xFC00 == 0xDC00 else { return .fault(lone) }
        return finishEscape(piece, index..<(index + 12))
    }

    /// Why there are not four hexadecimal digits, if there are not.
    private func hexadecimalProblem(_ piece: Piece, _ escape: Int, digitsAt start: Int) -> Progress? {
        for place in start..<(start + 4) {
            guard place < piece.end else { return piece.isAtEnd ? .fault(unclosedFault()) : .more(escape) }
            guard piece.bytes[place].hexadecimalValue == nil else { continue }
            let progress = found(piece, place) { what in
                JSONFault(
                    .syntax, "expected four hexadecimal digits after \\u, found \(what)",
                    at: piece.base + place, isTokenOnly: true)
            }
            if case .more = progress { return .more(escape) }
            return progress
        }
        return nil
    }

    private mutating func finishEscape(_ piece: Piece, _ range: Range<Int>) -> Progress {
        stringBytes += range.count
        if seen != nil, isName {
            nameText.append(addingCapacity: range.count) { output in
                _ = JSONEscapes.decode(range, of: piece.bytes.span, into: &output)
            }
        }
        return .to(range.upperBound)
    }

    private func unclosedFault() -> JSONFault {
        var fault = JSONFault(
            .truncated, "the input ends inside the string that starts here", at: openString ?? 0)
        fault.isInputEnd = true
        return fault
    }
}
