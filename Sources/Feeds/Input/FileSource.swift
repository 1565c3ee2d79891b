/// Gives the bytes of a file, a pipe or standard input as they are.
///
/// Copies share the place in the file. The file is closed when the last copy is gone, or at its end.
public struct FileSource: ByteSource {
    /// The bytes that are asked for at once.
    ///
    /// Larger chunks are no faster; of a pipe the system gives 64 KiB at most.
    public static let chunkBytes = 256 << 10

    private var file: OpenFile?

    /// Opens the file of a path, or standard input for `-`. A named pipe waits until somebody writes into it.
    /// - Throws: `source` when there is no such file, or it is a folder or may not be read.
    public init(path: String) throws(FeedError) {
        file = try OpenFile(path: path)
    }

    init(_ file: OpenFile) {
        self.file = file
    }

    /// The next chunk; see ``ByteSource``.
    /// - Throws: `source` when the system cannot read on.
    public mutating func nextChunk() throws(FeedError) -> [UInt8]? {
        guard let chunk = try file?.nextBytes(Self.chunkBytes), !chunk.isEmpty else {
            file = nil
            return nil
        }
        return chunk
    }
}
