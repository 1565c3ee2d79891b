internal import CXMLReader
internal import Diagnostics

/// Reads XML event by event; memory grows with the depth and the largest text, not with the document.
///
/// libxml2 parses; external entities and DTDs are never loaded, what the document declares itself is bounded. A
/// document that is not well-formed is an error when the reader gets to the fault. Namespaces are resolved where they
/// are declared; an undeclared prefix is no error. UTF-8, UTF-16, ISO 8859-1 and Windows-1252 are read.
public final class XMLReader {
    private var scanner: XMLScanner
    private var failure: FeedError?
    private var open: [(name: String, position: SourcePosition)] = []

    /// Reads a document that is in memory.
    public convenience init(_ bytes: [UInt8], limits: ReaderLimits = .init()) {
        self.init(from: ChunkSource([bytes]), limits: limits)
    }

    /// Reads what a source gives, as far as it is needed.
    public init(from source: some ByteSource, limits: ReaderLimits = .init()) {
        self.scanner = XMLScanner(source, limits: limits)
    }

    /// Reads in slices of another size than the usual one, which must make no difference: for tests.
    package init(from source: some ByteSource, limits: ReaderLimits = .init(), sliceBytes: Int) {
        self.scanner = XMLScanner(source, limits: limits, sliceBytes: sliceBytes)
    }

    /// Reads what a source gives, and takes an ampersand that starts no reference for itself.
    init(repairing source: some ByteSource) {
        self.scanner = XMLScanner(source, limits: .init(), repairsAmpersands: true)
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
        while true {
            guard let event = scanner.event else {
                guard try scanner.advance() else { return nil }
                continue
            }
            switch event.meaning {
            case .text:
                scanner.next += 1
                guard event.length > 0 else { continue }
                let place = scanner.passed(event.place)
                return .text(scanner.withText(of: event) { String(decoding: $0, as: UTF8.self) }, place)
            case .start:
                scanner.next += 1
                return .start(startTag(event))
            case .end:
                scanner.next += 1
                _ = open.popLast()
                return .end
            case .error: throw scanner.fault(event, open: open.last)
            }
        }
    }

    private func startTag(_ event: CXMLEvent) -> XMLTag {
        let place = scanner.passed(event.place)
        let name = scanner.tape.names[Int(event.name)]
        var tag = XMLTag(
            name: String(decoding: name.written, as: UTF8.self),
            prefix: name.prefixLength > 0 ? String(decoding: name.prefixBytes, as: UTF8.self) : nil,
            namespace: name.uriLength > 0 ? String(decoding: name.namespaceBytes, as: UTF8.self) : nil,
            namespaces: [], attributes: [], position: place)
        var places = PlaceWalker(place)
        let scanner = scanner
        for attribute in scanner.attributes(of: event) {
            var result = XMLAttribute(
                String(decoding: scanner.tape.names[Int(attribute.name)].written, as: UTF8.self),
                scanner.withValue(of: attribute) { String(decoding: $0, as: UTF8.self) },
                at: places.position(of: attribute.place, in: scanner),
                valueAt: places.position(of: attribute.quote, in: scanner))
            result.isDefault = attribute.isDefault
            if attribute.isNamespace { tag.namespaces.append(result) } else { tag.attributes.append(result) }
        }
        open.append((tag.name, place))
        return tag
    }

    /// Places in a tag, in one pass for each of the two lists, which are in the order written.
    private struct PlaceWalker {
        private let start: SourcePosition
        private var tracker: PositionTracker

        init(_ start: SourcePosition) {
            self.start = start
            self.tracker = PositionTracker(at: start)
        }

        mutating func position(of offset: Int, in scanner: XMLScanner) -> SourcePosition {
            if offset < tracker.position.offset { tracker = PositionTracker(at: start) }
            tracker.advance(
                over: scanner.window.bytes.span,
                in: scanner.index(of: tracker.position.offset)..<scanner.index(of: offset))
            return tracker.position
        }
    }
}
