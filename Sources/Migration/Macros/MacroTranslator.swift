internal import Diagnostics

/// A text whose macros are RedTrack's, and what became of each.
struct MacroTranslation: Sendable {
    /// The text. Every byte outside of macros is the one that was given.
    var text: String
    /// What became of the macros, in the order of the text; of very many the first.
    var findings: [MacroFinding] = []
    /// How many findings there are beyond those.
    var omitted = 0
    /// Whether a macro would be sent as it is that the tracker filled, among those left out too.
    var isBlocked = false
}

/// Puts RedTrack's macros in the place of a tracker's.
///
/// For what a tracker fills itself: links of offers and landing pages, and the postbacks that it sends. What ad platforms
/// or networks fill looks the same, means something else, and must not come here.
struct MacroTranslator: Sendable {
    /// More findings in one text help nobody.
    static let findingLimit = 100

    private let table: MacroTable

    /// A translator for the macros of a table.
    init(_ table: MacroTable) { self.table = table }

    /// Translates a text.
    /// - Parameters:
    ///   - text: a link, or a part of one.
    ///   - context: what is known of the campaigns that lead there.
    /// - Returns: the text with RedTrack's macros, and what is to be said of them.
    func translate(_ text: String, _ context: MacroContext) -> MacroTranslation {
        let bytes = text.utf8.span
        var tokenizer = MacroTokenizer(table.syntax)
        var result = MacroTranslation(text: "")
        var written: [UInt8] = []
        var copied = 0
        var column = Column()
        while let token = tokenizer.next(in: bytes) {
            let isFull = result.findings.count >= Self.findingLimit
            let fate = fate(of: token, bytes, context, suggests: !isFull)
            if let new = Self.replacement(of: token, fate, bytes) {
                written.append(bytes, in: copied..<token.range.lowerBound)
                written += new
                copied = token.range.upperBound
            }
            if isFull, result.isBlocked {
                result.omitted += 1
                continue
            }
            let finding = MacroFinding(
                macro: String(bytes, in: token.range),
                position: SourcePosition(
                    line: 1, column: column.of(token.range.lowerBound, bytes), offset: token.range.lowerBound),
                fate: fate, isEncoded: token.depth > 0)
            if finding.isBlocking { result.isBlocked = true }
            if isFull { result.omitted += 1 } else { result.findings.append(finding) }
        }
        guard copied > 0 else {
            result.text = text
            return result
        }
        written.append(bytes, in: copied..<bytes.count)
        result.text = String(decoding: written, as: UTF8.self)
        return result
    }

    /// Counts characters as the text is passed, each byte once.
    private struct Column {
        private var counted = 0
        private var column = 1

        mutating func of(_ offset: Int, _ bytes: Span<UInt8>) -> Int {
            while counted < offset {
                // All but the first byte of a character look like this.
                if bytes[counted] & 0xC0 != 0x80 { column += 1 }
                counted += 1
            }
            return column
        }
    }

    // MARK: One macro

    private func fate(
        of token: MacroToken, _ bytes: Span<UInt8>, _ context: MacroContext, suggests: Bool
    ) -> MacroFinding.Fate {
        switch token.form {
        case .doubled: return .adPlatform
        case .unclosed: return .unclosed
        case .braces, .brackets: break
        }
        let name = String(decoding: LinkByte.decoded(bytes, token.name), as: UTF8.self)
        let isOwn = (token.form == .braces) == (table.syntax == .braces)
        guard isOwn, let entry = table.entry(name) else {
            if token.form == .braces, RedTrackMacro.mayFill(name) { return .awakened }
            return .alien(suggestion: isOwn && suggests ? Suggestion.closest(to: name, in: table.names) : nil)
        }
        if let modifier = entry.needed { return .modified(modifier) }
        switch entry.meaning {
        case .nothing: return .unknown(constant: nil)
        case .constant(let constant):
            guard let value = context.constant(constant) else { return .unknown(constant: nil) }
            return context.writesConstants ? .written(value) : .unknown(constant: value)
        case .macro(let new): return translated(name, new, entry, token)
        case .slot(let parameter):
            switch context.slot(parameter) {
            case .macro(let new): return translated(name, new, entry, token)
            case .none: return .unknown(constant: nil)
            case .differs(let slots): return .ambiguous(slots)
            }
        }
    }

    private func translated(_ name: String, _ new: String, _ entry: MacroEntry, _ token: MacroToken)
        -> MacroFinding.Fate
    {
        if let modifier = entry.dropped { return .bared(new, modifier: modifier) }
        return name == new && token.form == .braces ? .kept : .translated(new)
    }

    /// What stands in the place of a macro; `nil` when it stays.
    private static func replacement(
        of token: MacroToken, _ fate: MacroFinding.Fate, _ bytes: Span<UInt8>
    ) -> [UInt8]? {
        switch fate {
        case .translated(let new), .bared(let new, _): braced(new, token, bytes)
        case .written(let value): encoded(value, token.depth)
        default: nil
        }
    }

    /// A macro of RedTrack, in the encoding in which the tracker's was found.
    private static func braced(_ name: String, _ token: MacroToken, _ bytes: Span<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        if token.form == .braces {
            result.append(bytes, in: token.range.lowerBound..<token.name.lowerBound)
            result += name.utf8
            result.append(bytes, in: token.name.upperBound..<token.range.upperBound)
            return result
        }
        // Brackets become braces: `%5b%5b` is `%7b`, in the same case of letters.
        let isLower = token.depth > 0 && bytes[token.name.lowerBound - 1] == UInt8(ascii: "b")
        result += encoded(UInt8(ascii: "{"), token.depth, isLower)
        result += name.utf8
        result += encoded(UInt8(ascii: "}"), token.depth, isLower)
        return result
    }

    /// A value as a link holds it: encoded once by itself, and once more for every link around it.
    private static func encoded(_ value: String, _ depth: Int) -> [UInt8] {
        value.utf8.flatMap { byte in
            isUnreserved(byte) ? [byte] : encoded(byte, depth + 1, false)
        }
    }

    private static func encoded(_ byte: UInt8, _ depth: Int, _ isLower: Bool) -> [UInt8] {
        guard depth > 0 else { return [byte] }
        let digits = Array((isLower ? "0123456789abcdef" : "0123456789ABCDEF").utf8)
        return [UInt8(ascii: "%")] + Array(repeating: Array("25".utf8), count: depth - 1).joined()
            + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
