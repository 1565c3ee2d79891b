public import Diagnostics

/// An attribute as it was read: references are resolved, white space is normalised (XML 1.0, 3.3.3).
public struct XMLAttribute: Sendable, Hashable {
    /// The name as written, with its prefix.
    public var name: String
    /// The value.
    public var value: String
    /// Where the name starts; the start of its element when it was not written there but declared as a default.
    public var position: SourcePosition
    /// Where the value starts, at its quote.
    public var valuePosition: SourcePosition
    /// Whether it was not written, but declared as a default by the document's own DTD.
    public var isDefault = false

    /// Makes an attribute.
    public init(
        _ name: String, _ value: String, at position: SourcePosition = .start,
        valueAt valuePosition: SourcePosition = .start
    ) {
        self.name = name
        self.value = value
        self.position = position
        self.valuePosition = valuePosition
    }
}

/// A start tag.
public struct XMLTag: Sendable, Hashable {
    /// The name as written, with its prefix.
    public var name: String
    /// The prefix as written, without its colon.
    public var prefix: String?
    /// What the prefix, or the default namespace, stands for.
    public var namespace: String?
    /// The declarations `xmlns` and `xmlns:PREFIX`, in the order written.
    public var namespaces: [XMLAttribute]
    /// The other attributes, in the order written, then defaults that the document declares.
    public var attributes: [XMLAttribute]
    /// Where the tag starts.
    public var position: SourcePosition
}

/// What a reader of XML meets, in the order of the document.
public enum XMLEvent: Sendable, Hashable {
    /// A start tag, or an empty element, whose end follows at once.
    case start(XMLTag)
    /// The whole text up to the next tag: CDATA and references resolved, never empty.
    case text(String, SourcePosition)
    /// The end of the innermost open element.
    case end
}
