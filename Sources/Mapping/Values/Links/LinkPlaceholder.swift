/// A placeholder of a network's links, such as `{click_id}` or `YOURUSERID`, to be replaced.
package struct LinkPlaceholder: Sendable, Hashable {
    private let text: [UInt8]

    /// A placeholder as people write it; links may hold it percent-encoded, in full or in part.
    ///
    /// Throws ``ValueError`` for an empty one.
    package init(_ text: String) throws(ValueError) {
        guard !text.isEmpty else {
            throw ValueError(
                .malformed, "the placeholder is empty", help: "write it as the links do, such as '{click_id}'"
            )
        }
        self.text = Array(text.utf8)
    }

    /// The link with every such placeholder replaced, and how many there were. The replacement is taken as it is.
    ///
    /// A placeholder that starts or ends with a letter or digit is one only as a whole word: `SUB1` is not in `SUB10`.
    package func replaced(by replacement: String, in link: Span<UInt8>) -> (link: String, count: Int) {
        var bytes: [UInt8] = []
        var copied = 0
        var count = 0
        var index = 0
        while index < link.count {
            guard let end = end(of: link, from: index) else {
                index += 1
                continue
            }
            if count == 0 { bytes.reserveCapacity(link.count + replacement.utf8.count) }
            bytes.append(link, in: copied..<index)
            bytes += replacement.utf8
            count += 1
            index = end
            copied = end
        }
        if count == 0 { return (link.text, 0) }
        bytes.append(link, in: copied..<link.count)
        return (String(decoding: bytes, as: UTF8.self), count)
    }

    /// Behind the placeholder that starts at a place; `nil` when none does.
    private func end(of link: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        for wanted in text {
            guard index < link.count else { return nil }
            if link[index] == wanted {
                index += 1
                continue
            }
            let (byte, length) = PercentText.byte(link, at: index)
            guard length == 3, byte == wanted else { return nil }
            index += 3
        }
        if LinkWords.isPart(text[0]), LinkWords.continues(link, before: start) { return nil }
        if LinkWords.isPart(text[text.count - 1]), index < link.count, LinkWords.isPart(link[index]) {
            return nil
        }
        return index
    }
}
