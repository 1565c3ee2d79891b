internal import CXMLReader
internal import Diagnostics

/// Reads XML event by event; memory grows with the depth and the largest text, not with the document.
///
/// libxml2 parses; external entities and DTDs are never loaded, what the document declares itself is bounded. A
/// document that is not well-formed is an error when the reader gets to the fault. Namespaces are resolved where they
/// are declared; an undeclared prefix is no error. UTF-8, UTF-16, ISO 8859-1 and Windows-1252 are read.
public final class XMLReader {
    /// Text is handed on in slices of this size, whatever chunks it came in: results do not depend on them.
    private static let sliceBytes = 16 << 10

    private let parser: XMLPushParser
    private var window: ByteWindow
    private let limits: ReaderLimits
    private var queue = XMLPushParser.Queue()
    private var isAtEnd = false
    private var failure: FeedError?
    private var open: [(name: String, position: SourcePosition)] = []
    /// Where the last markup ended: a text starts there.
    private var lastEnd = 0
    /// Where the reference to the entity ends whose text is being read.
    private var entityEnd = 0
    private var hasStarted = false
    /// Where the text starts that the parser counts from: behind the byte order mark.
    private var firstOffset = 0
    private var pushedOffset = 0

    /// Reads a document that is in memory.
    public convenience init(_ bytes: [UInt8], limits: ReaderLimits = .init()) {
        self.init(from: ChunkSource([bytes]), limits: limits)
    }

    /// Reads what a source gives, as far as it is needed.
    public init(from source: some ByteSource, limits: ReaderLimits = .init()) {
        self.parser = XMLPushParser(allowance: limits.entityBytes)
        self.window = ByteWindow(XMLEncodingSource(source))
        self.limits = limits
    }

    /// The next event, or `nil` after the end of the document.
    /// - Throws: the first fault, and the same again from then on: `syntax`, `encoding`, `truncated`, `duplicate`
    ///   (an attribute), `forbidden` (an external entity), `limit`.
    public func next() throws(FeedError) -> XMLEvent? {
        if let failure { throw failure }
        do throws(FeedError) {
            return try read()
        } catch {
            failure = error
            throw error
        }
    }

    private func read() throws(FeedError) -> XMLEvent? {
        var text: [UInt8] = []
        var textPosition: SourcePosition?
        while true {
            guard let event = queue.next else {
                if isAtEnd { return nil }
                try push()
                continue
            }
            if event.isInEntity {
                entityEnd = event.cursor + firstOffset
            } else {
                lastEnd = max(lastEnd, entityEnd)
            }
            switch event.meaning {
            case .text, .cdata:
                let place = textPosition ?? position(ofOffset: lastEnd)
                textPosition = place
                text += queue.bytes(event.text)
                guard text.count <= limits.textBytes else {
                    throw FeedError(.limit, "a text is longer than \(limits.textBytes) bytes", at: place)
                }
                queue.skip()
                // A CDATA section comes up before the parser has passed it.
                if event.meaning == .text { passed(event.cursor, event) }
            case .start, .end:
                if let textPosition, !text.isEmpty {
                    return .text(String(decoding: text, as: UTF8.self), textPosition)
                }
                queue.skip()
                if event.meaning == .start { return .start(try startTag(event)) }
                passed(event.cursor, event)
                _ = open.popLast()
                return .end
            case .other:
                queue.skip()
                passed(event.cursor, event)
            case .error: throw fault(event)
            }
        }
    }

    /// Hands the next slice on.
    private func push() throws(FeedError) {
        if !hasStarted {
            hasStarted = true
            _ = try window.peek()
            firstOffset = window.startOffset + window.index
            (pushedOffset, lastEnd) = (firstOffset, firstOffset)
        }
        window.forget(before: lastEnd - window.startOffset)
        let slice = try window.lookAhead(Self.sliceBytes).bytes
        if slice.isEmpty {
            // Reports bytes that are no text.
            _ = try window.peek()
            isAtEnd = true
        }
        if let bad = slice.firstIndex(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) {
            // What stands before it comes first.
            if bad > slice.startIndex { return try handOn(slice[..<bad]) }
            let hex = String(slice[bad], radix: 16, uppercase: true)
            throw FeedError(
                .syntax,
                "the control character U+\(hex.count < 2 ? "000" : "00")\(hex) is not allowed in XML",
                at: window.position(), help: "remove the character")
        }
        if pushedOffset - lastEnd > limits.recordBytes {
            throw FeedError(
                .limit, "a tag or a comment is longer than \(limits.recordBytes) bytes",
                at: position(ofOffset: lastEnd))
        }
        try handOn(slice)
    }

    private func handOn(_ slice: ArraySlice<UInt8>) throws(FeedError) {
        window.index += slice.count
        pushedOffset += slice.count
        guard let events = parser.push(slice, isLast: isAtEnd) else {
            throw FeedError(.limit, "there is no memory to read the document", at: .start)
        }
        queue = events
    }

    // MARK: Places

    private func position(ofOffset offset: Int) -> SourcePosition {
        window.position(at: min(max(offset - window.startOffset, 0), window.index))
    }

    /// Markup or text ended where the parser is.
    private func passed(_ cursor: Int, _ event: CXMLEvent) {
        if !event.isInEntity { lastEnd = max(lastEnd, cursor + firstOffset) }
    }

    /// The offset of the `<` of the tag that the parser is in, or just behind; no tag holds another `<`.
    private func tagStart(_ event: CXMLEvent) -> Int {
        if event.isInEntity { return lastEnd }
        let first = max(lastEnd - window.startOffset, 0)
        var index = min(event.cursor + firstOffset - window.startOffset, window.index)
        while index > first {
            index -= 1
            if window.bytes[index] == UInt8(ascii: "<") { return index + window.startOffset }
        }
        return lastEnd
    }
}

extension XMLReader {
    private func startTag(_ event: CXMLEvent) throws(FeedError) -> XMLTag {
        let start = tagStart(event)
        let place = position(ofOffset: start)
        let name = queue.text(event.name)
        guard open.count < limits.depth else {
            throw FeedError(.limit, "elements nest deeper than \(limits.depth)", at: place)
        }
        guard event.attributeCount <= limits.fields else {
            throw FeedError(.limit, "an element has more than \(limits.fields) attributes", at: place)
        }
        try check(name, .name, at: place)
        var tag = XMLTag(
            name: name, prefix: event.prefixLength > 0 ? String(name.prefix { $0 != ":" }) : nil,
            namespace: event.uri.length > 0 ? queue.text(event.uri) : nil, namespaces: [], attributes: [],
            position: place)
        let end = min(max(event.cursor + firstOffset - window.startOffset, 0), window.index)
        let written =
            event.isInEntity || event.attributeCount == 0
            ? [] : XMLTagText.attributes(in: window.bytes.span, from: start - window.startOffset, to: end)
        // Each list is in the order written, so places are found by walking along.
        let places = written.map { attribute in
            (
                window.bytes[attribute.name], window.position(at: attribute.name.lowerBound),
                window.position(at: attribute.quote)
            )
        }
        var next = (namespace: 0, plain: 0)
        for attribute in queue.attributes(of: event) {
            let bytes = queue.bytes(attribute.name)
            var index = attribute.isNamespace ? next.namespace : next.plain
            while !attribute.isDefault, index < places.count, !places[index].0.elementsEqual(bytes) {
                index += 1
            }
            let isFound = !attribute.isDefault && index < places.count
            var result = XMLAttribute(
                queue.text(attribute.name), queue.text(attribute.value),
                at: isFound ? places[index].1 : place,
                valueAt: isFound ? places[index].2 : place)
            result.isDefault = attribute.isDefault
            try check(result.name, .name, at: result.position)
            try check(result.value, .text, at: result.valuePosition)
            if attribute.isNamespace {
                tag.namespaces.append(result)
                if isFound { next.namespace = index + 1 }
            } else {
                tag.attributes.append(result)
                if isFound { next.plain = index + 1 }
            }
        }
        let isEmpty = end < window.index && window.bytes[end] == UInt8(ascii: "/")
        passed(event.cursor + (isEmpty ? 2 : 1), event)
        open.append((name, place))
        return tag
    }

    private enum Part {
        case name, text
    }

    private func check(_ text: String, _ part: Part, at place: SourcePosition) throws(FeedError) {
        let limit = part == .name ? limits.nameBytes : limits.textBytes
        guard text.utf8.count > limit else { return }
        let what = part == .name ? "a name" : "an attribute value"
        throw FeedError(.limit, "\(what) is longer than \(limit) bytes", at: place)
    }

    /// The error of a document that the parser refuses.
    private func fault(_ event: CXMLEvent) -> FeedError {
        let about = queue.text(event.name)
        var (code, message, help) = XMLFault.describe(event.code, about: about)
        var offset = min(event.cursor + firstOffset, pushedOffset)
        let isMismatch = event.code == 76
        if isMismatch { offset = tagStart(event) }
        let isAtText = offset < pushedOffset
        switch event.code {
        case 4 where isAtText: (code, message) = (.syntax, "the document does not start with an element")
        case 40 where isAtText: (code, message) = (.limit, "an attribute value is too long to be read")
        case 62: offset = firstOffset(of: "]]>", from: offset)
        default: break
        }
        if isAtEnd, !isMismatch, event.cursor + firstOffset >= pushedOffset, code == .syntax {
            (code, message) = (.truncated, "the document ends too early")
        }
        let place = position(ofOffset: offset)
        if isMismatch || code == .truncated, let last = open.last {
            let start = "line \(last.position.line), column \(last.position.column)"
            help = "<\(last.name.prefix(100))> is open since \(start)"
        }
        return FeedError(code, message, at: place, help: help)
    }

    /// Where a text stands next, or `offset`.
    private func firstOffset(of text: StaticString, from offset: Int) -> Int {
        let first = min(max(offset - window.startOffset, 0), window.index)
        return text.withUTF8Buffer { wanted in
            var index = first
            while index + wanted.count <= window.index {
                if window.bytes[index..<(index + wanted.count)].elementsEqual(wanted) {
                    return index + window.startOffset
                }
                index += 1
            }
            return offset
        }
    }
}
