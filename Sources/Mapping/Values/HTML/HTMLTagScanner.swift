internal import JMESPath

/// Finds where the markup ends that starts at a `<`, looking at no byte more than a few times however hostile the text.
struct HTMLTagScanner: ~Copyable {
    /// The last `>` of the text: no tag starts behind it.
    private let lastEnd: Int
    /// How many more bytes may be searched in vain before `>` in quoted attributes ends a tag like any other.
    private var patience: Int
    /// What was searched for and stands nowhere behind the place reached.
    private var missing: Set<String> = []

    /// A scanner for a text.
    init(_ html: Span<UInt8>) {
        var last = html.count - 1
        while last >= 0, html[last] != UInt8(ascii: ">") { last -= 1 }
        lastEnd = last
        patience = 4 * html.count
    }

    /// Takes what stands at a `<` into the text, and says where it ends: nothing or a blank for markup, the `<` itself
    /// where no markup starts.
    mutating func scan(_ html: Span<UInt8>, at index: Int, into output: inout CollapsedText) -> Int {
        if index + 2 < html.count, index < lastEnd {
            let next = html[index + 1]
            switch next {
            case UInt8(ascii: "!"):
                if let end = declaration(html, index, into: &output) { return end }
            case UInt8(ascii: "?"):
                return firstEnd(html, from: index)
            case UInt8(ascii: "/"):
                if let end = tag(html, index, nameAt: index + 2, isEnd: true, into: &output) { return end }
            default:
                if let end = tag(html, index, nameAt: index + 1, isEnd: false, into: &output) { return end }
            }
        }
        output.append(UInt8(ascii: "<"))
        return index + 1
    }

    // MARK: Declarations

    /// A comment, a document type, or the text of a CDATA section; `nil` when it does not end.
    private mutating func declaration(_ html: Span<UInt8>, _ index: Int, into output: inout CollapsedText)
        -> Int?
    {
        if Self.starts(html, at: index, "<!--") {
            return position(of: "-->", in: html, from: index + 4).map { $0 + 3 }
        }
        if Self.starts(html, at: index, "<![cdata[") {
            let start = index + 9
            guard let end = position(of: "]]>", in: html, from: start) else { return nil }
            var place = start
            while place < end {
                let blank = html.blankLength(at: place)
                if blank > 0 { output.blank() } else { output.append(html[place]) }
                place += max(blank, 1)
            }
            return end + 3
        }
        guard html[index + 2].isASCIILetter else { return nil }
        return firstEnd(html, from: index)
    }

    // MARK: Tags

    private mutating func tag(
        _ html: Span<UInt8>, _ index: Int, nameAt start: Int, isEnd: Bool, into output: inout CollapsedText
    ) -> Int? {
        guard html[start].isASCIILetter else { return nil }
        var nameEnd = start + 1
        while nameEnd < html.count, Self.isNamePart(html[nameEnd]) { nameEnd += 1 }
        guard nameEnd < html.count, let effect = HTMLElements.effect(of: html.extracting(start..<nameEnd)),
            html[nameEnd] == UInt8(ascii: ">") || html[nameEnd] == UInt8(ascii: "/")
                || html.blankLength(at: nameEnd) > 0,
            let end = tagEnd(html, from: nameEnd)
        else { return nil }
        switch effect {
        case .inline: return end
        case .block:
            output.blank()
            return end
        case .script: return isEnd ? end : position(of: "</script", in: html, from: end) ?? end
        case .style: return isEnd ? end : position(of: "</style", in: html, from: end) ?? end
        }
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-")
    }

    /// Behind the `>` that ends a tag; `nil` when another `<` comes first, or no end does.
    private mutating func tagEnd(_ html: Span<UInt8>, from start: Int) -> Int? {
        guard start <= lastEnd else { return nil }
        var quote: UInt8?
        var isValue = false
        var index = start
        search: while index < html.count {
            let byte = html[index]
            index += 1
            if let open = quote {
                if byte == open { quote = nil }
                continue
            }
            switch byte {
            case UInt8(ascii: ">"): return index
            case UInt8(ascii: "<"): break search
            case UInt8(ascii: "="): isValue = true
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                // A quote opens a value only behind an equals sign.
                if isValue, patience > 0 { quote = byte }
                isValue = false
            case 0x09...0x0D, 0x20: break
            default: isValue = false
            }
        }
        patience -= index - start
        return quote == nil ? nil : unquotedEnd(html, from: start)
    }

    /// The end of a tag with a quote that never closes: the first `>` that no `<` precedes.
    private func unquotedEnd(_ html: Span<UInt8>, from start: Int) -> Int? {
        for index in start..<html.count {
            if html[index] == UInt8(ascii: ">") { return index + 1 }
            if html[index] == UInt8(ascii: "<") { return nil }
        }
        return nil
    }

    // MARK: Searching

    /// Behind the first `>`; there is one behind every place before ``lastEnd``.
    private func firstEnd(_ html: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < html.count, html[index] != UInt8(ascii: ">") { index += 1 }
        return min(index + 1, html.count)
    }

    /// Where a text stands from a place on, its letters in either case; what is not found once is not searched again.
    private mutating func position(of text: String, in html: Span<UInt8>, from start: Int) -> Int? {
        if missing.contains(text) { return nil }
        let first = text.utf8.first
        for index in start..<max(start, html.count) where html[index] == first {
            if Self.starts(html, at: index, text) { return index }
        }
        missing.insert(text)
        return nil
    }

    private static func starts(_ html: Span<UInt8>, at index: Int, _ text: String) -> Bool {
        let end = index + text.utf8.count
        return end <= html.count && html.extracting(index..<end).isWord(text)
    }
}
