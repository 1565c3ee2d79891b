/// Long texts, cut for places that name something without being the place where it can be read whole.
package enum ShownText {
    /// The text, or its beginning and its end around an ellipsis, so that two long names stay different.
    /// - Parameters:
    ///   - text: the text.
    ///   - limit: how many scalars may be shown.
    /// - Returns: the text itself when it is short enough.
    package static func shortened(_ text: String, to limit: Int) -> String {
        let scalars = text.unicodeScalars
        // Enough bytes for fewer scalars than the limit: no need to count.
        if text.utf8.count <= limit
            || scalars.index(scalars.startIndex, offsetBy: limit + 1, limitedBy: scalars.endIndex) == nil
        {
            return text
        }
        let tail = limit / 3
        var result = String.UnicodeScalarView(scalars.prefix(limit - tail - 1))
        result.append("\u{2026}")
        result.append(contentsOf: scalars.suffix(tail))
        return String(result)
    }
}
