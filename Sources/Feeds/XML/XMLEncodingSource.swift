internal import Diagnostics

/// Finds out the encoding of an XML document (XML 1.0, appendix F) and gives its bytes as UTF-8.
struct XMLEncodingSource: ByteSource {
    private enum State {
        case sniffing(any ByteSource, [UInt8])
        case passing(any ByteSource)
        case transcoding(EncodedSource)
    }

    private static let longestDeclaration = 1_024

    private var state: State

    /// An encoding that is given holds whatever the document declares.
    init(_ source: any ByteSource, encoding: TextEncoding? = nil) {
        switch encoding {
        case nil: state = .sniffing(source, [])
        case .utf8: state = .passing(source)
        case let encoding?: state = .transcoding(EncodedSource(source, encoding: encoding))
        }
    }

    mutating func nextChunk() throws(FeedError) -> [UInt8]? {
        switch state {
        case .passing(var source):
            let chunk = try source.nextChunk()
            state = .passing(source)
            return chunk
        case .transcoding(var source):
            let chunk = try source.nextChunk()
            state = .transcoding(source)
            return chunk
        case .sniffing(var source, var head):
            while !Self.suffices(head) {
                guard let chunk = try source.nextChunk() else { break }
                head += chunk
            }
            let (encoding, markLength) = try Self.encoding(of: head)
            head.removeFirst(markLength)
            if encoding == .utf8 {
                state = .passing(source)
                return head
            }
            state = .transcoding(
                EncodedSource(PrefixedSource(prefix: head, source: source), encoding: encoding))
            return try nextChunk()
        }
    }

    private static func suffices(_ head: [UInt8]) -> Bool {
        guard head.count >= 5, head.starts(with: "<?xml".utf8) else { return head.count >= 5 }
        return head.count >= longestDeclaration || head.contains(UInt8(ascii: ">"))
    }

    /// The encoding, and how many bytes of mark to leave out.
    private static func encoding(of head: [UInt8]) throws(FeedError) -> (TextEncoding, Int) {
        if head.starts(with: [0, 0, 0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE, 0, 0]) {
            throw unsupported("UTF-32")
        }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        if head.starts(with: [0x3C, 0, 0x3F, 0]) { return (.utf16LittleEndian, 0) }
        if head.starts(with: [0, 0x3C, 0, 0x3F]) { return (.utf16BigEndian, 0) }
        guard let name = declaredName(in: head) else { return (.utf8, 0) }
        guard let encoding = TextEncoding(name: name), encoding != .utf16LittleEndian,
            encoding != .utf16BigEndian
        else { throw unsupported(name) }
        return (encoding, 0)
    }

    /// The value of `encoding="..."` in an XML declaration; whether the declaration is right is the parser's business.
    private static func declaredName(in head: [UInt8]) -> String? {
        guard head.starts(with: "<?xml".utf8), let end = head.firstIndex(of: UInt8(ascii: ">")) else {
            return nil
        }
        let declaration = String(decoding: head[..<end], as: UTF8.self)
        let parts = declaration.split(separator: "encoding", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        let value = parts[1].drop { " \t\r\n=".contains($0) }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        return value.dropFirst().split(separator: quote, omittingEmptySubsequences: false).first.map(
            String.init)
    }

    private static func unsupported(_ name: String) -> FeedError {
        FeedError(
            .encoding,
            "the document says it is in \(name.prefix(40)), but its bytes are not, or it cannot be read",
            at: .start, help: "UTF-8, UTF-16, ISO-8859-1 and windows-1252 are read: save the file as UTF-8")
    }
}

/// Some bytes, then those of another source.
private struct PrefixedSource: ByteSource {
    var prefix: [UInt8]?
    var source: any ByteSource

    init(prefix: [UInt8], source: any ByteSource) {
        self.prefix = prefix
        self.source = source
    }

    mutating func nextChunk() throws(FeedError) -> [UInt8]? {
        if let prefix {
            self.prefix = nil
            return prefix
        }
        return try source.nextChunk()
    }
}
