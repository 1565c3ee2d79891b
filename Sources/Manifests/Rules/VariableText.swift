/// Texts in which variables stand: `${var.NAME}` is replaced, `$${var.NAME}` is the text `${var.NAME}`, and everything
/// else with braces is a macro of somebody's and stays as it is.
enum VariableText {
    /// What a text is made of.
    enum Part: Equatable {
        case text(String)
        /// A variable by its name.
        case variable(String)
    }

    /// Whether a text can be the name of a variable.
    static func isName(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isNameByte) }

    /// Whether a variable stands in a text.
    static func hasReference(_ text: String) -> Bool {
        parts(of: text)?.contains { if case .variable = $0 { true } else { false } } ?? false
    }

    /// The parts of a text; `nil` when it has no variable and nothing that is written like one.
    static func parts(of text: String) -> [Part]? {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return nil }
        let bytes = Array(text.utf8)
        var parts: [Part] = []
        var pending: [UInt8] = []
        var isFound = false
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "$") else {
                pending.append(bytes[index])
                index += 1
                continue
            }
            var dollars = 0
            while index + dollars < bytes.count, bytes[index + dollars] == UInt8(ascii: "$") { dollars += 1 }
            guard let name = reference(bytes, behind: index + dollars) else {
                pending += bytes[index..<index + dollars]
                index += dollars
                continue
            }
            isFound = true
            if dollars == 1 {
                if !pending.isEmpty { parts.append(.text(String(decoding: pending, as: UTF8.self))) }
                pending = []
                parts.append(.variable(String(decoding: bytes[name], as: UTF8.self)))
            } else {
                // One dollar sign says that the rest is meant as it stands.
                pending += bytes[index + 1...name.upperBound]
            }
            index = name.upperBound + 1
        }
        if !pending.isEmpty || parts.isEmpty { parts.append(.text(String(decoding: pending, as: UTF8.self))) }
        return isFound ? parts : nil
    }

    /// The text that is read as this one: every `${var.NAME}` in it gets one more dollar sign.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            let isLastDollar =
                byte == UInt8(ascii: "$") && reference(bytes, behind: index + 1) != nil
            if isLastDollar { result.append(byte) }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Where the name stands when `{var.NAME}` starts at an index; the brace is behind it.
    private static func reference(_ bytes: [UInt8], behind index: Int) -> Range<Int>? {
        let start = Array("{var.".utf8)
        guard index + start.count < bytes.count, bytes[index..<index + start.count].elementsEqual(start)
        else {
            return nil
        }
        let first = index + start.count
        var end = first
        while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
        guard end > first, end < bytes.count, bytes[end] == UInt8(ascii: "}") else { return nil }
        return first..<end
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
