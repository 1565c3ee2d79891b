internal import Diagnostics

/// Reading of whole XML documents.
public enum XMLDocument {
    /// The root element of a document with all that it holds.
    /// - Throws: the first fault; see ``XMLReader/next()``. There is no partial document.
    public static func parse(_ bytes: [UInt8], limits: ReaderLimits = .init()) throws(FeedError) -> XMLElement
    {
        try parse(XMLReader(bytes, limits: limits))
    }

    /// The root element of a document whose bytes a source gives.
    public static func parse(
        from source: some ByteSource, limits: ReaderLimits = .init()
    ) throws(FeedError) -> XMLElement {
        try parse(XMLReader(from: source, limits: limits))
    }

    /// The root element of what a reader gives. Keeps its own stack: depth costs no call frames.
    package static func parse(_ reader: XMLReader) throws(FeedError) -> XMLElement {
        var open: [XMLElement] = []
        var root: XMLElement?
        while let event = try reader.next() {
            switch event {
            case .start(let tag): open.append(XMLElement(tag))
            case .text(let text, let position):
                guard !open.isEmpty else { continue }
                open[open.count - 1].children.append(.text(text, position))
            case .end:
                guard let element = open.popLast() else { continue }
                if open.isEmpty {
                    root = element
                } else {
                    open[open.count - 1].children.append(.element(element))
                }
            }
        }
        guard let root else { throw FeedError(.truncated, "the document is empty", at: .start) }
        return root
    }
}
