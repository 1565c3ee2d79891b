/// Bounds what composing a YAML text can cost, by a look at its characters alone.
///
/// The composer shares what an alias repeats, yet two things grow out of all proportion: a tree of anchored values
/// inside anchored values nests as deep as their product, and a mapping key that is a collection of aliases is
/// compared as a whole. No manifest needs either.
struct YAMLGuard {
    /// At most how often `&name` stands where an anchor could.
    private(set) var anchors = 0
    /// At most how often `*name` stands where an alias could.
    private(set) var aliases = 0
    /// At least how deep values nest.
    private(set) var depth = 0
    /// Whether a key may be something else than plain text.
    private(set) var hasComplexKeys = false

    /// Deeper trees could exhaust the stack when they are freed.
    private static let deepest = 20_000

    /// Why the text is refused; `nil` when it is not.
    static func refusal(of text: String) -> String? {
        let look = YAMLGuard(text)
        if look.aliases > 0, (look.anchors + 1) * min(look.depth, 1_000) > deepest {
            return "anchors inside of anchors nest too deep"
        }
        if look.aliases >= 40, look.hasComplexKeys { return "aliases inside of mapping keys" }
        return nil
    }

    private init(_ text: String) {
        var indents: [Int] = []
        var flow = 0
        var column = 0
        var isIndent = true
        var previous: UInt8 = 0x0A
        var beforeBlanks: UInt8 = 0x0A
        var wordIsAlias = false
        for byte in text.utf8 {
            defer {
                if byte != 0x20, byte != 0x09 { beforeBlanks = byte }
                previous = byte
                column += 1
            }
            switch byte {
            case 0x0A, 0x0D:
                (column, isIndent, wordIsAlias) = (-1, true, false)
                continue
            case 0x20, 0x09: continue
            default: break
            }
            let startsToken =
                previous == 0x20 || previous == 0x09 || previous == 0x0A || previous == 0x0D
                || previous == UInt8(ascii: "[") || previous == UInt8(ascii: "{")
                || previous == UInt8(ascii: ",")
            if isIndent {
                while let last = indents.last, last >= column { indents.removeLast() }
                indents.append(column)
                // A dash or a question mark may be followed by a deeper value on the same line.
                isIndent = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "?")
            }
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): flow += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): flow = max(0, flow - 1)
            case UInt8(ascii: "&") where startsToken: anchors += 1
            case UInt8(ascii: "*") where startsToken:
                aliases += 1
                wordIsAlias = true
            case UInt8(ascii: "?") where startsToken: hasComplexKeys = true
            case UInt8(ascii: ":"):
                if beforeBlanks == UInt8(ascii: "]") || beforeBlanks == UInt8(ascii: "}") || wordIsAlias {
                    hasComplexKeys = true
                }
            default: break
            }
            depth = max(depth, indents.count + flow)
        }
    }
}
