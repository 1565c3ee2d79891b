/// A value for a parameter of a link, written as links write it: encoded, macros such as `{clickid}` as they are.
package struct LinkValue: Sendable, Hashable {
    let bytes: [UInt8]

    /// Encodes a plain text; one that is encoded already would be encoded twice.
    package init(_ text: String) { self.init(text.utf8.span) }

    /// Encodes a plain text.
    package init(_ text: Span<UInt8>) { bytes = PercentText.encode(text, keepingMacros: true) }

    /// Takes a text that is written as links write it.
    init(encoded text: some StringProtocol) { bytes = Array(text.utf8) }
}
