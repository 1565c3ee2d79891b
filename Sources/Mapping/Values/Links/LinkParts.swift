/// Where the parts of a link stand (RFC 3986, 3). Nothing is decoded, nothing is checked: links of feeds hold macros.
struct LinkParts: Sendable, Hashable {
    /// What stands between the first `?` and the fragment; `nil` when there is no `?`.
    let query: Range<Int>?
    /// Where the fragment starts, at its `#`, or the end of the link.
    let fragment: Int

    /// Finds the parts of a link.
    init(_ link: Span<UInt8>) {
        var question: Int?
        var index = 0
        while index < link.count, link[index] != UInt8(ascii: "#") {
            if question == nil, link[index] == UInt8(ascii: "?") { question = index }
            index += 1
        }
        fragment = index
        query = question.map { ($0 + 1)..<index }
    }
}
