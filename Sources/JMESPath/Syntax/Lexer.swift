internal import Diagnostics
internal import Feeds

/// Cuts the text of an expression into tokens.
struct Lexer {
    private let text: [UInt8]
    private var index = 0

    init(_ text: [UInt8]) { self.text = text }

    /// All tokens, the last of which is the end.
    static func tokens(of text: [UInt8]) throws(ExpressionError) -> [Token] {
        var lexer = Lexer(text)
        var tokens: [Token] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private mutating func next() throws(ExpressionError) -> Token {
        while let byte = peek(), [0x20, 0x09, 0x0A, 0x0D].contains(byte) { index += 1 }
        let start = index
        guard let byte = peek() else { return Token(kind: .end, range: start..<start) }
        let kind = try scan(byte)
        return Token(kind: kind, range: start..<index)
    }

    private mutating func scan(_ byte: UInt8) throws(ExpressionError) -> Token.Kind {
        switch byte {
        case UInt8(ascii: "."): return single(.dot)
        case UInt8(ascii: "*"): return single(.star)
        case UInt8(ascii: ","): return single(.comma)
        case UInt8(ascii: ":"): return single(.colon)
        case UInt8(ascii: "@"): return single(.current)
        case UInt8(ascii: "]"): return single(.closeBracket)
        case UInt8(ascii: "{"): return single(.openBrace)
        case UInt8(ascii: "}"): return single(.closeBrace)
        case UInt8(ascii: "("): return single(.openParenthesis)
        case UInt8(ascii: ")"): return single(.closeParenthesis)
        case UInt8(ascii: "["):
            if peek(1) == UInt8(ascii: "]") { return double(.flatten) }
            if peek(1) == UInt8(ascii: "?") { return double(.filter) }
            return single(.openBracket)
        case UInt8(ascii: "|"): return peek(1) == byte ? double(.or) : single(.pipe)
        case UInt8(ascii: "&"): return peek(1) == byte ? double(.and) : single(.reference)
        case UInt8(ascii: "!"): return orEqual(.not, .compare(.notEqual))
        case UInt8(ascii: "<"): return orEqual(.compare(.less), .compare(.lessOrEqual))
        case UInt8(ascii: ">"): return orEqual(.compare(.greater), .compare(.greaterOrEqual))
        case UInt8(ascii: "="):
            if peek(1) == byte { return double(.compare(.equal)) }
            throw error("\"=\" is no operator", at: index, help: "write \"==\" to compare")
        case UInt8(ascii: "'"): return .literal(.string(try rawString()))
        case UInt8(ascii: "`"): return .literal(try literal())
        case UInt8(ascii: "\""): return .quoted(try quoted())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            return .identifier(identifier())
        default:
            let scalar = String(decoding: text[index...], as: UTF8.self).unicodeScalars.first ?? " "
            throw error(
                "\"\(scalar)\" means nothing here", at: index,
                help: "a name with other characters than letters, digits and \"_\" stands in double quotes")
        }
    }

    // MARK: Words

    private mutating func identifier() -> String {
        let start = index
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "_"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                index += 1
                continue
            default: break
            }
            break
        }
        return String(decoding: text[start..<index], as: UTF8.self)
    }

    /// `-`, digits; a number too large for an index is the largest, which no list reaches.
    private mutating func number() throws(ExpressionError) -> Int {
        let start = index
        let isNegative = text[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }
        let firstDigit = index
        var value = 0
        while let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
            value = overflow || carry ? Int.max : sum
            index += 1
        }
        guard index > firstDigit else {
            throw error("expected digits after \"-\"", at: start, help: nil)
        }
        return isNegative ? -value : value
    }

    // MARK: Texts

    /// `'...'`: a backslash makes a quote part of the text, and is an ordinary character before anything else.
    private mutating func rawString() throws(ExpressionError) -> String {
        let content = try delimited(by: UInt8(ascii: "'"), "text")
        var bytes: [UInt8] = []
        var position = content.lowerBound
        while position < content.upperBound {
            if text[position] == UInt8(ascii: "\\"), position + 1 < content.upperBound {
                if text[position + 1] != UInt8(ascii: "'") { bytes.append(text[position]) }
                position += 1
            }
            bytes.append(text[position])
            position += 1
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `"..."`: a JSON string.
    private mutating func quoted() throws(ExpressionError) -> String {
        let content = try delimited(by: UInt8(ascii: "\""), "name")
        let json = Array(text[(content.lowerBound - 1)...content.upperBound])
        do throws(FeedError) {
            return try JSONDocument.parse(json).value.string ?? ""
        } catch let fault {
            throw error(
                fault.message, at: content.lowerBound - 1 + fault.position.offset,
                help: "a quoted name is written as a JSON string")
        }
    }

    /// `` `...` ``: a JSON value in which a backslash stands before every backtick.
    private mutating func literal() throws(ExpressionError) -> Value {
        let content = try delimited(by: UInt8(ascii: "`"), "literal")
        var json: [UInt8] = []
        var places: [Int] = []
        for position in content {
            let isEscape =
                text[position] == UInt8(ascii: "\\") && position + 1 < content.upperBound
                && text[position + 1] == UInt8(ascii: "`")
            if isEscape { continue }
            json.append(text[position])
            places.append(position)
        }
        do throws(FeedError) {
            return try JSONDocument.parse(json).value
        } catch let fault {
            let place = fault.position.offset
            throw error(
                "the literal is no JSON: \(fault.message)",
                at: places.indices.contains(place) ? places[place] : content.upperBound,
                help: "a text is written '...', in single quotes")
        }
    }

    /// Steps over what stands between two delimiters, the first of which is next; a backslash hides what follows it.
    private mutating func delimited(by delimiter: UInt8, _ what: String) throws(ExpressionError) -> Range<Int>
    {
        let start = index
        index += 1
        while let byte = peek() {
            if byte == delimiter {
                index += 1
                return (start + 1)..<(index - 1)
            }
            index += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        index = text.count
        let quote = String(decoding: [delimiter], as: UTF8.self)
        throw error("the \(what) that starts here is never closed", at: start, help: "add a closing \(quote)")
    }

    // MARK: Support

    private func peek(_ distance: Int = 0) -> UInt8? {
        index + distance < text.count ? text[index + distance] : nil
    }

    private mutating func single(_ kind: Token.Kind) -> Token.Kind {
        index += 1
        return kind
    }

    private mutating func double(_ kind: Token.Kind) -> Token.Kind {
        index += 2
        return kind
    }

    private mutating func orEqual(_ short: Token.Kind, _ long: Token.Kind) -> Token.Kind {
        peek(1) == UInt8(ascii: "=") ? double(long) : single(short)
    }

    private func error(_ message: String, at offset: Int, help: String?) -> ExpressionError {
        ExpressionError(.syntax, message, at: SourcePosition(of: offset, in: text), help: help)
    }
}

extension SourcePosition {
    /// The position of a byte of an expression.
    init(of offset: Int, in text: [UInt8]) {
        self = .start
        for (index, byte) in text.prefix(max(0, offset)).enumerated() {
            self.offset += 1
            let endsLine =
                byte == 0x0A || (byte == 0x0D && !(index + 1 < text.count && text[index + 1] == 0x0A))
            if endsLine {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
    }
}
