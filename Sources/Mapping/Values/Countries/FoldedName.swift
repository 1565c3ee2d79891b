internal import JMESPath

/// Names of countries brought to one form for comparison: letters of ASCII in lower case, single blanks, commas kept.
///
/// Accents, full stops and apostrophes are left out, hyphens, parentheses and slashes are blanks, `&` is "and", `St.` is
/// "saint", and "the" is no part of a name. Commas stay: "Cu, Ba" is not Cuba.
struct FoldedName: ~Copyable {
    /// The folded bytes so far.
    private(set) var bytes: [UInt8] = []
    private var tokenStart = 0
    private var pending: UInt8?

    init() { bytes.reserveCapacity(64) }

    /// Forgets the name and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        tokenStart = 0
        pending = nil
    }

    /// Folds the next bytes of a name, which end a word.
    mutating func append(_ text: Span<UInt8>) {
        var index = 0
        while index < text.count {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): put(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): put(byte | 0x20)
            case UInt8(ascii: "."), UInt8(ascii: "'"), UInt8(ascii: "`"): break
            case UInt8(ascii: ","):
                endToken()
                if !bytes.isEmpty { pending = byte }
            case UInt8(ascii: "&"):
                endToken()
                for letter in "and".utf8 { put(letter) }
                endToken()
            case 0..<0x80: endToken()
            default:
                index += appendWide(text, index)
                continue
            }
            index += 1
        }
        endToken()
    }

    /// Folds a character beyond ASCII and says how many bytes it had.
    private mutating func appendWide(_ text: Span<UInt8>, _ index: Int) -> Int {
        let blank = text.blankLength(at: index)
        if blank > 0 {
            endToken()
            return blank
        }
        guard index + 1 < text.count else {
            put(text[index])
            return 1
        }
        let (lead, trail) = (text[index], text[index + 1])
        switch lead {
        case 0xC3...0xC5:
            let letters = Self.letters[(Int(lead) - 0xC3) * 64 + Int(trail & 0x3F)]
            for letter in letters { put(letter) }
            return 2
        // Romanian letters with a comma below.
        case 0xC8 where (0x98...0x9B).contains(trail):
            put(UInt8(ascii: trail < 0x9A ? "s" : "t"))
            return 2
        // Accents that follow their letter.
        case 0xCC where trail >= 0x80, 0xCD where (0x80..<0xB0).contains(trail): return 2
        case 0xE2 where index + 2 < text.count && trail == 0x80:
            switch text[index + 2] {
            // Apostrophes.
            case 0x98, 0x99: return 3
            // Hyphens and dashes.
            case 0x90...0x95:
                endToken()
                return 3
            default: break
            }
        default: break
        }
        put(lead)
        return 1
    }

    private mutating func put(_ byte: UInt8) {
        if let separator = pending {
            bytes.append(separator)
            tokenStart = bytes.count
            pending = nil
        }
        bytes.append(byte)
    }

    /// Ends a word: articles go, abbreviations are written out, and a blank waits for the next word.
    private mutating func endToken() {
        guard pending == nil, bytes.count > tokenStart else { return }
        let length = bytes.count - tokenStart
        if length <= 3, let long = Self.longForm(bytes.span.extracting(tokenStart..<bytes.count)) {
            bytes.removeLast(length)
            bytes += long
        }
        if bytes.count == tokenStart {
            // The article is gone, and what separated it comes again before the next word.
            if tokenStart > 0 {
                pending = bytes.removeLast()
                tokenStart = bytes.count
            }
            return
        }
        pending = UInt8(ascii: " ")
    }

    private static func longForm(_ token: Span<UInt8>) -> [UInt8]? {
        if token.isWord("the") { return [] }
        if token.isWord("st") { return saint }
        if token.isWord("rep") { return republic }
        if token.isWord("dem") { return democratic }
        return nil
    }

    private static let saint = Array("saint".utf8)
    private static let republic = Array("republic".utf8)
    private static let democratic = Array("democratic".utf8)

    /// U+00C0 to U+017F without their accents.
    private static let letters: [[UInt8]] =
        """
        a a a a a a ae c e e e e i i i i d n o o o o o * o u u u u y th ss a a a a a a ae c e e e e i i
        i i d n o o o o o * o u u u u y th y a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g
        g g g g g g h h h h i i i i i i i i i i ij ij j j k k k l l l l l l l l l l n n n n n n n n n o
        o o o o o oe oe r r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u w w y y y z z z
        z z z s
        """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
}
