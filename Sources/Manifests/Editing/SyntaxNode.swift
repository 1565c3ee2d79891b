/// A value as it stands in the bytes of a file: what a person wrote, with the places of everything in it.
struct SyntaxNode: Sendable {
    indirect enum Content: Sendable {
        /// A text, number or truth value, or nothing.
        case scalar(SyntaxScalar)
        /// A list; in XML an element with children, which can be a list or a record.
        case list([SyntaxItem])
        /// Named values.
        case map([SyntaxItem])
        /// YAML's `*name`: the value stands elsewhere.
        case alias(String)
    }

    var content: Content
    /// The bytes of the value, what YAML writes before it (`&anchor`, `!tag`) included.
    var range: Range<Int>
    /// The bytes of the value itself; in XML what stands between the tags.
    var inner: Range<Int>
    /// Whether it is, or stands in, brackets.
    var isFlow = false
    /// Whether other places of the file repeat this value, and the first of them.
    var anchor: Int?

    /// The children of a list or a map.
    var items: [SyntaxItem] {
        switch content {
        case .list(let items), .map(let items): items
        case .scalar, .alias: []
        }
    }

    /// Whether it is a text, a number, a truth value or nothing.
    var isScalar: Bool { if case .scalar = content { true } else { false } }
}

/// A child of a list or a map.
struct SyntaxItem: Sendable {
    /// The name of a member; in XML that of the element without its prefix.
    var name: String?
    /// From the name, or the dash of a list, to the end of the value.
    var range: Range<Int>
    /// Where the name ends; in YAML and JSON the colon follows.
    var nameEnd: Int
    /// Whether the list or map that holds it is in brackets.
    var isInFlow = false
    var node: SyntaxNode
}

/// How a scalar is written.
enum SyntaxScalar: Sendable, Hashable {
    case plain, singleQuoted, doubleQuoted, block, cdata
}
