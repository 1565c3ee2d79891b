/// What stands in a text to be replaced by a value: `{clickid}` of RedTrack, `{{ad.id}}`, `__CID__`, `[BID]`, `##ID##`
/// and `${SUBID}` of others, and what once was a macro.
struct MacroScan {
    /// One macro as it stands there.
    struct Macro: Hashable {
        enum Style: Hashable {
            /// One pair of braces: the only one that RedTrack replaces.
            case braces
            /// Any other: ad platforms and networks have them.
            case foreign
        }

        let style: Style
        /// With what encloses it.
        let text: String
        /// What it encloses.
        let name: String
    }

    private(set) var macros: [Macro] = []
    /// Macros whose braces are encoded, as they stand there, and as they are meant.
    private(set) var encoded: [(text: String, meant: String)] = []
    /// Text around a brace without its other half.
    private(set) var broken: [String] = []

    private let bytes: [UInt8]

    /// Looks through a text, in time linear in its length.
    init(_ text: String) {
        bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "{"): index = brace(index)
            case UInt8(ascii: "}"):
                broken.append(excerpt(max(0, index - 12), index + 1))
                index += 1
            case UInt8(ascii: "%"), UInt8(ascii: "&"): index = encodedBrace(index)
            case UInt8(ascii: "["): index = bracket(index)
            case UInt8(ascii: "#"): index = hash(index)
            case UInt8(ascii: "_"): index = underscores(index)
            default: index += 1
            }
        }
    }

    /// Whether RedTrack puts a value of this name into the text.
    func has(_ name: String) -> Bool { macros.contains { $0.style == .braces && $0.name == name } }

    private static let longestName = 64

    /// Behind the macro, or behind what is none.
    private mutating func brace(_ start: Int) -> Int {
        let isDouble = start + 1 < bytes.count && bytes[start + 1] == UInt8(ascii: "{")
        let first = start + (isDouble ? 2 : 1)
        var end = first
        while end < bytes.count, end - first <= Self.longestName, bytes[end] != UInt8(ascii: "{"),
            bytes[end] != UInt8(ascii: "}")
        {
            if let length = encodedBraceLength(end, closing: true) {
                if isName(first, end) {
                    encoded.append((excerpt(start, end + length), "{\(excerpt(first, end))}"))
                    return end + length
                }
                break
            }
            end += 1
        }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "}") else {
            broken.append(excerpt(start, min(end, start + 24)))
            return max(end, first)
        }
        let behind = end + (isDouble ? 2 : 1)
        guard !isDouble || end + 1 < bytes.count && bytes[end + 1] == UInt8(ascii: "}") else {
            broken.append(excerpt(start, end + 1))
            return end + 1
        }
        // JSON and the like is no macro.
        guard isName(first, end) else { return behind }
        let isDollar = start > 0 && bytes[start - 1] == UInt8(ascii: "$")
        macros.append(
            Macro(
                style: isDouble || isDollar ? .foreign : .braces,
                text: excerpt(isDollar ? start - 1 : start, behind), name: excerpt(first, end)))
        return behind
    }

    private mutating func encodedBrace(_ start: Int) -> Int {
        guard let opening = encodedBraceLength(start, closing: false) else { return start + 1 }
        let first = start + opening
        var end = first
        while end < bytes.count, end - first <= Self.longestName {
            let closing = bytes[end] == UInt8(ascii: "}") ? 1 : encodedBraceLength(end, closing: true)
            if let closing {
                guard isName(first, end) else { return first }
                encoded.append((excerpt(start, end + closing), "{\(excerpt(first, end))}"))
                return end + closing
            }
            end += 1
        }
        return first
    }

    /// The length of an encoded brace: of URLs, of URLs encoded twice, of HTML.
    private func encodedBraceLength(_ index: Int, closing: Bool) -> Int? {
        guard bytes[index] == UInt8(ascii: "%") || bytes[index] == UInt8(ascii: "&") else { return nil }
        let spellings = closing ? Self.closings : Self.openings
        return spellings.first { spelling in
            index + spelling.count <= bytes.count
                && spelling.indices.allSatisfy { offset in
                    let byte = bytes[index + offset]
                    return (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == spelling[offset]
                }
        }?.count
    }

    private static let openings = ["%7b", "%257b", "&#123;", "&#x7b;", "&lbrace;", "&lcub;"].map {
        Array($0.utf8)
    }
    private static let closings = ["%7d", "%257d", "&#125;", "&#x7d;", "&rbrace;", "&rcub;"].map {
        Array($0.utf8)
    }

    /// `[BID]`, or `[bid]` as a whole value.
    private mutating func bracket(_ start: Int) -> Int {
        var end = start + 1
        while end < bytes.count, end - start <= Self.longestName, isNameByte(bytes[end]) { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "]"), end > start + 2 else { return start + 1 }
        let isCapital =
            bytes[start + 1..<end].allSatisfy { !($0 >= 0x61 && $0 <= 0x7A) }
            && bytes[start + 1..<end].contains { $0 >= 0x41 && $0 <= 0x5A }
        let isWhole = isValueStart(start) && isValueEnd(end + 1)
        guard isCapital || isWhole else { return start + 1 }
        add(start, end + 1, name: start + 1..<end)
        return end + 1
    }

    /// `##ID##`, or `#s2#` as a whole value.
    private mutating func hash(_ start: Int) -> Int {
        let width = start + 1 < bytes.count && bytes[start + 1] == UInt8(ascii: "#") ? 2 : 1
        let first = start + width
        var end = first
        while end < bytes.count, end - first <= Self.longestName,
            isNameByte(bytes[end]) || bytes[end] == UInt8(ascii: "(") || bytes[end] == UInt8(ascii: ")")
        {
            end += 1
        }
        let behind = end + width
        guard end > first, behind <= bytes.count,
            bytes[end..<behind].allSatisfy({ $0 == UInt8(ascii: "#") }),
            width == 2 || isValueStart(start) && isValueEnd(behind)
        else { return first }
        add(start, behind, name: first..<end)
        return behind
    }

    /// `__CAMPAIGN_ID__`: capitals only, since names of parameters have underscores too.
    private mutating func underscores(_ start: Int) -> Int {
        guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "_") else { return start + 1 }
        let first = start + 2
        var end = first
        while end < bytes.count, end - first <= Self.longestName {
            let byte = bytes[end]
            let isCapital = byte >= 0x41 && byte <= 0x5A || byte >= 0x30 && byte <= 0x39
            if byte == UInt8(ascii: "_"), end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: "_") { break }
            guard isCapital || byte == UInt8(ascii: "_") else { return end }
            end += 1
        }
        guard end > first, end + 1 < bytes.count, bytes[end] == UInt8(ascii: "_") else {
            return max(end, first)
        }
        add(start, end + 2, name: first..<end)
        return end + 2
    }

    private mutating func add(_ start: Int, _ end: Int, name: Range<Int>) {
        macros.append(
            Macro(style: .foreign, text: excerpt(start, end), name: excerpt(name.lowerBound, name.upperBound))
        )
    }

    private func isName(_ start: Int, _ end: Int) -> Bool {
        start < end && bytes[start..<end].allSatisfy(isNameByte)
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"): true
        default: false
        }
    }

    private func isValueStart(_ index: Int) -> Bool { index == 0 || bytes[index - 1] == UInt8(ascii: "=") }

    private func isValueEnd(_ index: Int) -> Bool {
        index >= bytes.count || bytes[index] == UInt8(ascii: "&") || bytes[index] == UInt8(ascii: "#")
    }

    private func excerpt(_ start: Int, _ end: Int) -> String {
        String(decoding: bytes[start..<min(end, bytes.count)], as: UTF8.self)
    }
}
