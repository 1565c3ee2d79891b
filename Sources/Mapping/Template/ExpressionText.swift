/// The text of an expression, as far as names of functions must be found in it without parsing it.
struct ExpressionText {
    /// A call of a function without arguments or with one literal text.
    struct Call {
        /// From the name to the closing parenthesis.
        let range: Range<Int>
        /// The literal text.
        let argument: String?
    }

    private let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The calls of a function that take nothing or one literal text, outside of literals.
    func calls(_ name: String) -> [Call] {
        let wanted = Array(name.utf8)
        var calls: [Call] = []
        var index = 0
        while index < bytes.count {
            if Self.isQuote(bytes[index]) {
                index = endOfQuote(index)
            } else if Self.isNameStart(bytes[index]) {
                let start = index
                while index < bytes.count, Self.isNamePart(bytes[index]) { index += 1 }
                if bytes[start..<index].elementsEqual(wanted), let call = call(from: start, behind: index) {
                    calls.append(call)
                    index = call.range.upperBound
                }
            } else {
                index += 1
            }
        }
        return calls
    }

    /// The text with calls replaced, and how far each replacement moved what follows it.
    func replacing(_ replacements: [(range: Range<Int>, text: String)]) -> (text: String, moves: [(Int, Int)])
    {
        var result: [UInt8] = []
        var moves: [(Int, Int)] = []
        var copied = 0
        for (range, text) in replacements {
            result += bytes[copied..<range.lowerBound]
            result += text.utf8
            copied = range.upperBound
            moves.append((result.count, copied - result.count))
        }
        result += bytes[copied...]
        return (String(decoding: result, as: UTF8.self), moves)
    }

    /// Whether the whole text is one literal.
    var isLiteral: Bool {
        let blanks = Array(" \t\r\n".utf8)
        var last = bytes.count
        while last > 0, blanks.contains(bytes[last - 1]) { last -= 1 }
        guard let first = bytes.firstIndex(where: { !blanks.contains($0) }) else { return false }
        return bytes[first] != UInt8(ascii: "\"") && Self.isQuote(bytes[first]) && endOfQuote(first) == last
    }

    private func call(from start: Int, behind name: Int) -> Call? {
        // "a.param" is a member, no call.
        var index = skippingBlanks(name)
        guard index < bytes.count, bytes[index] == UInt8(ascii: "(") else { return nil }
        index = skippingBlanks(index + 1)
        var argument: String?
        if index < bytes.count, bytes[index] == UInt8(ascii: "'") {
            let end = endOfQuote(index)
            guard end - 1 > index, bytes[end - 1] == UInt8(ascii: "'") else { return nil }
            argument = Self.raw(bytes[(index + 1)..<(end - 1)])
            index = skippingBlanks(end)
        }
        guard index < bytes.count, bytes[index] == UInt8(ascii: ")") else { return nil }
        return Call(range: start..<(index + 1), argument: argument)
    }

    private func skippingBlanks(_ start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        return index
    }

    /// Behind the closing quote; the end of the text when it is missing.
    private func endOfQuote(_ start: Int) -> Int {
        var index = start + 1
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 2
            } else if bytes[index] == bytes[start] {
                return index + 1
            } else {
                index += 1
            }
        }
        return bytes.count
    }

    private static func raw(_ bytes: ArraySlice<UInt8>) -> String {
        var result: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            let isEscape = byte == UInt8(ascii: "\\") && (rest.first == 0x27 || rest.first == 0x5C)
            result.append(isEscape ? rest.popFirst() ?? byte : byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`")
    }

    private static func isNameStart(_ byte: UInt8) -> Bool { byte.isASCIILetter || byte == UInt8(ascii: "_") }
    private static func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || byte.isASCIIDigit }
}
