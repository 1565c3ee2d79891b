import Feeds

/// What a source gives until it ends or fails, and what it fails with.
struct Drained {
    var bytes: [UInt8] = []
    var error: FeedError?

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Reads a source to its end, or until it gave more than `most` bytes.
    init(_ source: some ByteSource, most: Int = .max) {
        var source = source as any ByteSource
        do throws(FeedError) {
            while bytes.count <= most, let chunk = try source.nextChunk() { bytes += chunk }
        } catch {
            self.error = error
        }
    }

    /// The same for a source that may fail when it is made.
    init(making make: () throws(FeedError) -> any ByteSource) {
        do throws(FeedError) {
            self.init(try make())
        } catch {
            self.init(ChunkSource([]))
            self.error = error
        }
    }
}

/// The sizes into which properties cut their inputs.
let chunkSizes = [1, 2, 3, 7, 4_096, .max]

/// Gives bytes, and then fails.
struct FailingSource: ByteSource {
    var chunks: ChunkSource
    let error: FeedError

    init(_ bytes: [UInt8], size: Int, then error: FeedError) {
        self.chunks = ChunkSource(bytes, size: size)
        self.error = error
    }

    mutating func nextChunk() throws(FeedError) -> [UInt8]? {
        if let chunk = try chunks.nextChunk() { return chunk }
        throw error
    }
}

/// Gives a byte again and again.
struct RepeatingSource: ByteSource {
    let chunk: [UInt8]
    var times: Int

    mutating func nextChunk() throws(FeedError) -> [UInt8]? {
        guard times > 0 else { return nil }
        times -= 1
        return chunk
    }
}
