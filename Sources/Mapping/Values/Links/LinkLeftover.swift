/// Something in a link that was probably to be replaced before anybody follows it.
package struct LinkLeftover: Sendable, Hashable {
    /// What kind of leftover it is.
    package enum Kind: Sendable, Hashable {
        /// A placeholder that RedTrack does not fill: it reaches the network as it is.
        case placeholder
        /// One of RedTrack's macros with encoded braces, so that RedTrack does not see it.
        case encodedMacro
        /// `&amp;` for `&`: the link was taken from HTML without decoding.
        case escapedAmpersand
    }

    /// What kind of leftover it is.
    package let kind: Kind
    /// The leftover as the link writes it.
    package let text: String

    /// The leftovers of a link, each once, in its order: `{name}`, `[name]` and `<name>`, with single or double
    /// brackets, encoded or not, unless they are RedTrack's own macros, and words such as `YOURUSERID`.
    package static func all(in link: Span<UInt8>) -> [LinkLeftover] {
        var found: [LinkLeftover] = []
        addAll(in: link, to: &found)
        return found
    }

    /// Adds the leftovers of a link that are not there yet.
    static func addAll(in link: Span<UInt8>, to found: inout [LinkLeftover], from first: Int = 0) {
        var index = 0
        while index < link.count {
            guard starts(link, at: index), let (kind, end) = leftover(link, at: index) else {
                index += 1
                continue
            }
            if let kind {
                let leftover = LinkLeftover(kind: kind, text: link.extracting(index..<end).text)
                if !found[first...].contains(leftover) { found.append(leftover) }
            }
            index = end
        }
    }

    /// Whether something may start at a place; most bytes start nothing.
    @inline(__always)
    private static func starts(_ link: Span<UInt8>, at index: Int) -> Bool {
        switch link[index] {
        case UInt8(ascii: "&"):
            index + 1 < link.count && link[index + 1] | 0x20 == UInt8(ascii: "a")
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "%"), UInt8(ascii: "$"),
            UInt8(ascii: "Y"), UInt8(ascii: "I"), UInt8(ascii: "R"):
            true
        default: false
        }
    }

    /// What starts at a place and where it ends; without a kind when it is all right.
    private static func leftover(_ link: Span<UInt8>, at index: Int) -> (kind: Kind?, end: Int)? {
        switch link[index] {
        case UInt8(ascii: "&"):
            let end = index + 5
            guard end <= link.count, link.extracting(index..<end).isWord("&amp;") else { return nil }
            return (.escapedAmpersand, end)
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "%"):
            return bracketed(link, at: index)
        case UInt8(ascii: "$") where index + 1 < link.count && link[index + 1] == UInt8(ascii: "{"):
            // "${NAME}" belongs to others whatever its name.
            return bracketed(link, at: index + 1).map { (.placeholder, $0.end) }
        case UInt8(ascii: "Y"), UInt8(ascii: "I"), UInt8(ascii: "R"):
            return word(link, at: index).map { (.placeholder, $0) }
        default: return nil
        }
    }

    // MARK: Brackets

    private static func bracketed(_ link: Span<UInt8>, at index: Int) -> (kind: Kind?, end: Int)? {
        let (open, length) = PercentText.byte(link, at: index)
        let close: UInt8
        switch open {
        case UInt8(ascii: "{"): close = UInt8(ascii: "}")
        case UInt8(ascii: "<"): close = UInt8(ascii: ">")
        // "filter[name]" is the name of a parameter.
        case UInt8(ascii: "["):
            guard !LinkWords.continues(link, before: index), !isBracketBefore(link, index) else { return nil }
            close = UInt8(ascii: "]")
        default: return nil
        }
        var isEncoded = length == 3
        var start = index + length
        var depth = 1
        if start < link.count, case let (next, length) = PercentText.byte(link, at: start), next == open {
            depth = 2
            start += length
        }
        var end = start
        while end < link.count, end - start <= 80, isNamePart(link[end], in: open) { end += 1 }
        guard end > start, link[start].isASCIILetter || link[start] == UInt8(ascii: "_") else { return nil }
        var behind = end
        for _ in 0..<depth {
            guard behind < link.count, case let (byte, length) = PercentText.byte(link, at: behind),
                byte == close
            else { return nil }
            if length == 3 { isEncoded = true }
            behind += length
        }
        guard open == UInt8(ascii: "{"), depth == 1, TrackerMacro.isKnown(link.extracting(start..<end)) else {
            return (.placeholder, behind)
        }
        return (isEncoded ? .encodedMacro : nil, behind)
    }

    private static func isNamePart(_ byte: UInt8, in open: UInt8) -> Bool {
        PercentText.isMacroPart(byte) && (open == UInt8(ascii: "{") || byte != UInt8(ascii: "="))
            || byte == UInt8(ascii: " ")
    }

    private static func isBracketBefore(_ link: Span<UInt8>, _ index: Int) -> Bool {
        if index >= 3, case let (byte, length) = PercentText.byte(link, at: index - 3), length == 3 {
            return byte == UInt8(ascii: "]")
        }
        return index > 0 && link[index - 1] == UInt8(ascii: "]")
    }

    // MARK: Words

    /// Behind a word in capitals that says to be replaced: `YOURUSERID`, `YOUR-ID`, `INSERT_ID`, `REPLACE_ME`.
    private static func word(_ link: Span<UInt8>, at index: Int) -> Int? {
        guard !LinkWords.continues(link, before: index) else { return nil }
        var end = index
        while end < link.count, end - index <= 80, isCapital(link[end]) { end += 1 }
        guard end == link.count || !LinkWords.isPart(link[end]) else { return nil }
        while end > index, link[end - 1] == UInt8(ascii: "-") { end -= 1 }
        let word = link.extracting(index..<end)
        guard word.count >= 6 else { return nil }
        for start in starts
        where word.count > start.utf8.count && word.extracting(first: start.utf8.count).isWord(start) {
            return end
        }
        return nil
    }

    private static let starts = ["your", "insert_", "insert-", "replace_", "replace-"]

    private static func isCapital(_ byte: UInt8) -> Bool {
        byte >= 0x41 && byte <= 0x5A || byte.isASCIIDigit || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
    }
}
