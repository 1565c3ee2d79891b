/// The syntax of numbers in JSON (RFC 8259, section 6).
enum NumberSyntax {
    /// Whether a text is a number, all of it.
    static func isNumber(_ text: Span<UInt8>) -> Bool {
        var index = 0
        if index < text.count, text[index] == UInt8(ascii: "-") { index += 1 }
        let integer = digits(text, &index)
        guard integer > 0, integer == 1 || text[index - integer] != UInt8(ascii: "0") else { return false }
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index += 1
            guard digits(text, &index) > 0 else { return false }
        }
        if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < text.count, text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") {
                index += 1
            }
            guard digits(text, &index) > 0 else { return false }
        }
        return index == text.count
    }

    private static func digits(_ text: Span<UInt8>, _ index: inout Int) -> Int {
        let start = index
        while index < text.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[index]) { index += 1 }
        return index - start
    }
}
