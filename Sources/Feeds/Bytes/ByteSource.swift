/// Gives the bytes of an input, a chunk at a time.
///
/// Implementers owe chunks of any size, empty ones included, in order; after `nil` a source is not asked again. What
/// a source throws comes after everything that it gave, ends the reading, and reaches the caller: with the place where
/// the text ends when it names none, which is ``SourcePosition/start``.
public protocol ByteSource {
    /// The next bytes, or `nil` after the last.
    mutating func nextChunk() throws(FeedError) -> [UInt8]?
}

/// Bytes that are in memory already.
public struct ChunkSource: ByteSource, Sendable {
    private var chunks: [[UInt8]]
    private var next = 0

    /// Gives these chunks in order.
    public init(_ chunks: [[UInt8]]) {
        self.chunks = chunks
    }

    /// Gives `bytes` in pieces of `size` bytes, at least 1.
    public init(_ bytes: [UInt8], size: Int) {
        let step = max(1, size)
        self.chunks = stride(from: 0, to: bytes.count, by: step).map {
            Array(bytes[$0..<min($0 + step, bytes.count)])
        }
    }

    /// The next chunk; see ``ByteSource``.
    public mutating func nextChunk() throws(FeedError) -> [UInt8]? {
        guard next < chunks.count else { return nil }
        defer { next += 1 }
        return chunks[next]
    }
}
