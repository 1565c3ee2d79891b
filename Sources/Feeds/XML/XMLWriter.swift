internal import Diagnostics

/// Writes XML 1.0 in UTF-8; what was written is read back equal, white space and all.
public struct XMLWriter: Sendable {
    /// What was written so far, in UTF-8.
    public private(set) var bytes: [UInt8] = []

    /// Starts a text with an XML declaration, or without.
    public init(declaration: Bool = true) {
        if declaration { bytes += Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) }
    }

    /// What was written so far.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds an element and all that it holds.
    ///
    /// `pretty` gives elements that hold no text of their own a line for each child, indented by two spaces.
    /// - Throws: `unwritable` when a text holds a character that XML cannot carry, or a name is no XML name, at the
    ///   place where it would stand.
    public mutating func write(_ element: XMLElement, pretty: Bool = false) throws(FeedError) {
        try write(element, pretty: pretty, depth: 0)
        if pretty { bytes.append(0x0A) }
    }

    private mutating func write(_ element: XMLElement, pretty: Bool, depth: Int) throws(FeedError) {
        guard depth < ReaderLimits.greatestDepth else {
            throw unwritable("elements nest deeper than \(ReaderLimits.greatestDepth)")
        }
        bytes.append(UInt8(ascii: "<"))
        try write(name: element.name)
        for attribute in element.namespaces + element.attributes {
            bytes.append(UInt8(ascii: " "))
            try write(name: attribute.name)
            bytes += Array("=\"".utf8)
            try write(escaping: attribute.value, isAttribute: true)
            bytes.append(UInt8(ascii: "\""))
        }
        guard !element.children.isEmpty else {
            bytes += Array("/>".utf8)
            return
        }
        bytes.append(UInt8(ascii: ">"))
        let isIndented = pretty && !element.children.contains { if case .text = $0 { true } else { false } }
        for child in element.children {
            if isIndented { lineBreak(depth + 1) }
            switch child {
            case .text(let text, _): try write(escaping: text, isAttribute: false)
            case .element(let child): try write(child, pretty: isIndented, depth: depth + 1)
            }
        }
        if isIndented { lineBreak(depth) }
        bytes += Array("</".utf8)
        try write(name: element.name)
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func lineBreak(_ depth: Int) {
        bytes.append(0x0A)
        for _ in 0..<depth { bytes += [0x20, 0x20] }
    }

    private mutating func write(name: String) throws(FeedError) {
        let scalars = name.unicodeScalars
        guard let first = scalars.first, XMLCharacters.startsName(first),
            scalars.allSatisfy(XMLCharacters.continuesName)
        else { throw unwritable("\"\(name.prefix(100))\" is no XML name") }
        bytes += Array(name.utf8)
    }

    /// Escapes what would be markup, and the white space that readers normalise (XML 1.0, 2.11 and 3.3.3).
    private mutating func write(escaping text: String, isAttribute: Bool) throws(FeedError) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes += Array("&amp;".utf8)
            case "<": bytes += Array("&lt;".utf8)
            case ">": bytes += Array("&gt;".utf8)
            case "\"" where isAttribute: bytes += Array("&quot;".utf8)
            case "\r": bytes += Array("&#13;".utf8)
            case "\n" where isAttribute: bytes += Array("&#10;".utf8)
            case "\t" where isAttribute: bytes += Array("&#9;".utf8)
            default:
                guard XMLCharacters.isAllowed(scalar) else {
                    let hex = String(scalar.value, radix: 16, uppercase: true)
                    throw unwritable(
                        "XML cannot carry the character U+" + String("000\(hex)".suffix(max(4, hex.count))))
                }
                bytes += Array(String(scalar).utf8)
            }
        }
    }

    private func unwritable(_ message: String) -> FeedError {
        var tracker = PositionTracker()
        tracker.advance(over: bytes.span, in: 0..<bytes.count)
        return FeedError(.unwritable, message, at: tracker.position, help: "remove it, or use another format")
    }
}
