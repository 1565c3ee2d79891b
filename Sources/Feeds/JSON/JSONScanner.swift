internal import Diagnostics

/// Cuts JSON text (RFC 8259) into tokens, each with its place; what may follow what is the parser's business.
struct JSONScanner {
    /// A token.
    enum Token: Equatable {
        case listStart, listEnd, mapStart, mapEnd, comma, colon
        case null
        case bool(Bool)
        case number(String)
        case string(String)
    }

    private var window: ByteWindow
    private let limits: ReaderLimits

    /// Where the last token starts; where the input ends, once ``next()`` has given `nil`.
    private(set) var position = SourcePosition.start

    init(_ window: ByteWindow, limits: ReaderLimits) {
        self.window = window
        self.limits = limits
    }

    /// The next token, or `nil` at the end of the input.
    mutating func next() throws(FeedError) -> Token? {
        while let byte = try window.peek() {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D:
                window.index += 1
                continue
            default: break
            }
            window.startToken()
            position = window.position()
            switch byte {
            case UInt8(ascii: "{"): return punctuation(.mapStart)
            case UInt8(ascii: "}"): return punctuation(.mapEnd)
            case UInt8(ascii: "["): return punctuation(.listStart)
            case UInt8(ascii: "]"): return punctuation(.listEnd)
            case UInt8(ascii: ","): return punctuation(.comma)
            case UInt8(ascii: ":"): return punctuation(.colon)
            case UInt8(ascii: "\""): return .string(try scanString())
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try scanNumber())
            case UInt8(ascii: "t"): return try scanWord("true", .bool(true))
            case UInt8(ascii: "f"): return try scanWord("false", .bool(false))
            case UInt8(ascii: "n"): return try scanWord("null", .null)
            default:
                let found = try window.describeNext()
                throw FeedError(.syntax, "expected JSON, found \(found)", at: position)
            }
        }
        window.startToken()
        position = window.position()
        return nil
    }

    /// An error at the token just read.
    func error(_ code: FeedError.Code, _ message: String, help: String? = nil) -> FeedError {
        FeedError(code, message, at: position, help: help)
    }

    private mutating func punctuation(_ token: Token) -> Token {
        window.index += 1
        return token
    }

    private mutating func scanWord(_ word: StaticString, _ token: Token) throws(FeedError) -> Token {
        for offset in 0..<word.utf8CodeUnitCount {
            guard let byte = try window.peek() else { throw truncated("the word \(word)") }
            guard byte == word.withUTF8Buffer({ $0[offset] }) else {
                throw error(.syntax, "expected JSON, found a word other than true, false and null")
            }
            window.index += 1
        }
        return token
    }

    // MARK: Numbers

    private mutating func scanNumber() throws(FeedError) -> String {
        if try window.peek() == UInt8(ascii: "-") { window.index += 1 }
        if try window.peek() == UInt8(ascii: "0") {
            window.index += 1
            if let byte = try window.peek(), Self.isDigit(byte) {
                throw error(.syntax, "a number does not start with a needless zero")
            }
        } else {
            try scanDigits(after: "the sign of a number")
        }
        if try window.peek() == UInt8(ascii: ".") {
            window.index += 1
            try scanDigits(after: "the decimal point")
        }
        if let byte = try window.peek(), byte | 0x20 == UInt8(ascii: "e") {
            window.index += 1
            if let sign = try window.peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                window.index += 1
            }
            try scanDigits(after: "the exponent sign of a number")
        }
        try checkNumberLength()
        return window.tokenText()
    }

    private mutating func scanDigits(after part: String) throws(FeedError) {
        guard let first = try window.peek() else { throw truncated("a number") }
        guard Self.isDigit(first) else {
            let found = try window.describeNext()
            throw FeedError(
                .syntax, "expected a digit after \(part), found \(found)", at: window.position())
        }
        while let byte = try window.peek(), Self.isDigit(byte) {
            window.index += 1
            try checkNumberLength()
        }
    }

    private func checkNumberLength() throws(FeedError) {
        guard window.index - window.mark > limits.numberBytes else { return }
        throw error(.limit, "a number is longer than \(limits.numberBytes) bytes")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    // MARK: Strings

    private mutating func scanString() throws(FeedError) -> String {
        window.index += 1
        guard let byte = try window.advance(until: Self.isStringStop, limit: limits.textBytes, of: "a string")
        else {
            throw unclosedString()
        }
        switch byte {
        case UInt8(ascii: "\""):
            defer { window.index += 1 }
            return window.tokenText(droppingFirst: 1)
        case UInt8(ascii: "\\"): return try scanEscapedString()
        default: throw try bareControl()
        }
    }

    /// Continues at the first backslash of a string.
    private mutating func scanEscapedString() throws(FeedError) -> String {
        var text = Array(window.bytes[(window.mark + 1)..<window.index])
        while true {
            // What was copied need not survive a refill.
            window.startToken()
            let stop = try window.advance(until: Self.isStringStop, limit: limits.textBytes, of: "a string")
            text.append(contentsOf: window.bytes[window.mark..<window.index])
            guard text.count <= limits.textBytes else {
                throw error(.limit, "a string is longer than \(limits.textBytes) bytes")
            }
            switch stop {
            case UInt8(ascii: "\""):
                window.index += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try scanEscape(into: &text)
            case nil: throw unclosedString()
            default: throw try bareControl()
            }
        }
    }

    private static func isStringStop(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20
    }

    private mutating func bareControl() throws(FeedError) -> FeedError {
        let found = try window.describeNext()
        return FeedError(
            .syntax, "a string holds a bare \(found)", at: window.position(),
            help: "write control characters as escapes, such as \\n")
    }

    private mutating func scanEscape(into text: inout [UInt8]) throws(FeedError) {
        window.startToken()
        window.index += 1
        guard let byte = try window.peek() else { throw unclosedString() }
        let plain: UInt8
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = byte
        case UInt8(ascii: "b"): plain = 0x08
        case UInt8(ascii: "f"): plain = 0x0C
        case UInt8(ascii: "n"): plain = 0x0A
        case UInt8(ascii: "r"): plain = 0x0D
        case UInt8(ascii: "t"): plain = 0x09
        case UInt8(ascii: "u"):
            window.index += 1
            return try scanUnicodeEscape(into: &text)
        default:
            let place = window.position(at: window.mark)
            throw FeedError(
                .syntax, "unknown escape: a backslash before \(try window.describeNext())", at: place,
                help: "a backslash itself is written \\\\")
        }
        window.index += 1
        text.append(plain)
    }

    /// Continues after `\u`; a surrogate pair makes one scalar (RFC 8259, section 7).
    private mutating func scanUnicodeEscape(into text: inout [UInt8]) throws(FeedError) {
        let place = window.position(at: window.mark)
        var code = UInt32(try scanFourHexDigits())
        if code & 0xFC00 == 0xD800 {
            guard try window.peek() == UInt8(ascii: "\\") else { throw loneSurrogate(code, at: place) }
            window.index += 1
            guard try window.peek() == UInt8(ascii: "u") else { throw loneSurrogate(code, at: place) }
            window.index += 1
            let low = UInt32(try scanFourHexDigits())
            guard low & 0xFC00 == 0xDC00 else { throw loneSurrogate(code, at: place) }
            code = 0x10000 + (code & 0x3FF) << 10 + (low & 0x3FF)
        }
        guard let scalar = Unicode.Scalar(code) else { throw loneSurrogate(code, at: place) }
        text.append(contentsOf: String(scalar).utf8)
    }

    private mutating func scanFourHexDigits() throws(FeedError) -> UInt16 {
        var code: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = try window.peek() else { throw unclosedString() }
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default:
                let found = try window.describeNext()
                throw FeedError(
                    .syntax, "expected four hexadecimal digits after \\u, found \(found)",
                    at: window.position())
            }
            code = code << 4 | UInt16(digit)
            window.index += 1
        }
        return code
    }

    private func loneSurrogate(_ code: UInt32, at place: SourcePosition) -> FeedError {
        FeedError(
            .encoding,
            "\\u\(String(code, radix: 16, uppercase: true)) is half of a surrogate pair, not a character",
            at: place, help: "write both halves, or the character itself")
    }

    private func unclosedString() -> FeedError {
        error(.truncated, "the input ends inside the string that starts here")
    }

    private mutating func truncated(_ what: String) -> FeedError {
        FeedError(.truncated, "the input ends inside \(what)", at: window.position(at: window.index))
    }
}
