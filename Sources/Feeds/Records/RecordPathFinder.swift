/// A path at which the records of a document may be.
public struct RecordPathCandidate: Sendable, Hashable {
    /// The path, as ``JSONRecordPath`` or ``XMLRecordPath`` reads it.
    public let path: String
    /// How many records stand there, in the part of the document that was looked at.
    public let count: Int
}

/// Finds out where the records of a JSON or XML document are: lists of maps, maps of maps of one kind, elements that
/// repeat themselves.
public enum RecordPathFinder {
    /// How much of a document is looked at.
    public static let usualBytes = 4 << 20

    /// The paths at which records may be, the likeliest first, at most ten; none for CSV, where each row is one.
    ///
    /// The document is read up to `limit` bytes, and no further than to its first fault.
    /// - Parameters:
    ///   - source: the document: JSON as UTF-8, XML as it is.
    ///   - syntax: what it is written in.
    ///   - limit: how many bytes are read.
    /// - Returns: the paths, with what stands there.
    public static func candidates(
        in source: some ByteSource, syntax: FeedSyntax, limit: Int = usualBytes
    ) -> [RecordPathCandidate] {
        let head = BoundedSource(source, limit: limit)
        switch syntax {
        case .csv: return []
        case .json: return JSONPathScan.candidates(head)
        case .xml: return XMLPathScan.candidates(head)
        }
    }

    /// The paths in the first text of a feed; see ``candidates(in:syntax:limit:)``.
    /// - Throws: what is wrong with the input before there is any text.
    public static func candidates(
        in input: FeedInput, syntax: FeedSyntax, limit: Int = usualBytes
    ) throws(FeedFault) -> [RecordPathCandidate] {
        var input = input
        input.search = syntax == .xml ? .none : .markOrZeros
        if syntax == .xml { input.encoding = nil }
        var parts = input.parts()
        do throws(FeedError) {
            guard let part = try parts.next() else { return [] }
            return candidates(in: AnySource(part.source), syntax: syntax, limit: limit)
        } catch {
            throw FeedFault(file: parts.name, error: error)
        }
    }

    /// The best of them, each once.
    static func best(_ found: [(candidate: RecordPathCandidate, score: Double)]) -> [RecordPathCandidate] {
        let sorted = found.enumerated().sorted {
            ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
        }
        var result: [RecordPathCandidate] = []
        // What holds much less than the best is a part of it, or a frame around it.
        let least = (sorted.first?.element.score ?? 0) / 10
        for (_, entry) in sorted where entry.score > 0 && entry.score >= least {
            if result.contains(where: { $0.path == entry.candidate.path }) { continue }
            result.append(entry.candidate)
            if result.count == 10 { break }
        }
        return result
    }
}

/// The first bytes of a source; what is wrong with it ends it.
struct BoundedSource: ByteSource {
    private var source: any ByteSource
    private var left: Int

    init(_ source: any ByteSource, limit: Int) {
        self.source = source
        left = limit
    }

    mutating func nextChunk() throws(FeedError) -> [UInt8]? {
        guard left > 0, let chunk = try source.nextChunk() else { return nil }
        let part = Array(chunk.prefix(left))
        left -= part.count
        return part
    }
}

/// A source of any type.
private struct AnySource: ByteSource {
    private var source: any ByteSource

    init(_ source: any ByteSource) { self.source = source }

    mutating func nextChunk() throws(FeedError) -> [UInt8]? { try source.nextChunk() }
}
