/// The grammar of numbers in all four formats: that of JSON (RFC 8259, section 6).
enum JSONNumber {
    /// The literal itself when it is a number, else `nil`.
    static func check(_ literal: String) -> String? {
        var bytes = Substring(literal).utf8
        if bytes.first == UInt8(ascii: "-") { bytes.removeFirst() }
        if bytes.first == UInt8(ascii: "0") {
            bytes.removeFirst()
        } else {
            guard dropDigits(&bytes) else { return nil }
        }
        if bytes.first == UInt8(ascii: ".") {
            bytes.removeFirst()
            guard dropDigits(&bytes) else { return nil }
        }
        if let byte = bytes.first, byte | 0x20 == UInt8(ascii: "e") {
            bytes.removeFirst()
            if let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                bytes.removeFirst()
            }
            guard dropDigits(&bytes) else { return nil }
        }
        return bytes.isEmpty ? literal : nil
    }

    /// What to do about a text that is nearly a number.
    static func help(for literal: String) -> String {
        let plain = literal.filter { !"_, '\u{A0}".contains($0) }
        if literal.contains(","), check(literal.replacing(",", with: ".")) != nil {
            return "write a point before the fraction, and nothing between thousands"
        }
        if plain != literal, check(plain) != nil { return "write \(plain)" }
        var stripped = Substring(literal)
        if stripped.hasPrefix("+") { stripped = stripped.dropFirst() }
        while stripped.hasPrefix("0"), stripped.count > 1, stripped.dropFirst().first?.isNumber == true {
            stripped = stripped.dropFirst()
        }
        if stripped.hasPrefix(".") { stripped = "0" + stripped }
        if stripped != literal, check(String(stripped)) != nil { return "write \(stripped)" }
        return "numbers are written like 3, 0.25 or 1e3"
    }

    private static func dropDigits(_ bytes: inout Substring.UTF8View) -> Bool {
        let count = bytes.count
        while let byte = bytes.first, byte &- UInt8(ascii: "0") < 10 { bytes.removeFirst() }
        return bytes.count < count
    }
}
