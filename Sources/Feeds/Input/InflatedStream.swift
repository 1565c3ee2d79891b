/// Compressed data of a source on its way through an ``Inflater``: chunks in, large chunks out.
struct InflatedStream {
    /// How a chunk of output ends.
    enum Ending: Hashable {
        /// There may be more.
        case more
        /// The data is complete.
        case complete
        /// The source ended before the data was complete.
        case cutOff
        /// The data is damaged, and how.
        case damaged(String)
    }

    /// The bytes of unpacked data that are given at once.
    static let chunkBytes = 256 << 10

    private var source: any ByteSource
    private let inflater: Inflater
    private var input: [UInt8] = []
    private var next = 0
    /// Whether the inflater filled a chunk, so that it may hold more without any more input.
    private var isFull = false
    /// The compressed bytes used so far: where the next one stands in the source.
    private(set) var used = 0

    init(_ source: any ByteSource, _ form: Inflater.Form) {
        self.source = source
        self.inflater = Inflater(form)
    }

    /// Begins with new compressed data where the last one ended.
    func restart() {
        inflater.restart()
    }

    /// The next unpacked bytes; empty only with an ending other than `more`.
    ///
    /// What the source throws comes after the bytes that were unpacked before.
    mutating func nextChunk() throws(FeedError) -> (bytes: [UInt8], ending: Ending) {
        while true {
            if next == input.count, !isFull {
                guard try load() else { return ([], .cutOff) }
            }
            let chunk = unpack()
            if !chunk.bytes.isEmpty || chunk.ending != .more { return chunk }
        }
    }

    /// The compressed bytes from the next one on, at least `count` unless the source ends before.
    mutating func peek(_ count: Int) throws(FeedError) -> ArraySlice<UInt8> {
        while input.count - next < count {
            let rest = input[next...]
            guard let chunk = try source.nextChunk() else { return rest.prefix(count) }
            input = rest + chunk
            next = 0
        }
        return input[next...].prefix(count)
    }

    private mutating func load() throws(FeedError) -> Bool {
        repeat {
            guard let chunk = try source.nextChunk() else { return false }
            (input, next) = (chunk, 0)
        } while input.isEmpty
        return true
    }

    /// Unpacks until a chunk is full or the input used up.
    private mutating func unpack() -> (bytes: [UInt8], ending: Ending) {
        var ending = Ending.more
        var read = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunkBytes) { output, filled in
            input.withUnsafeBufferPointer { input in
                let rest = UnsafeBufferPointer(rebasing: input[next...])
                let result = inflater.inflate(rest, into: output)
                (read, filled) = (result.read, result.written)
                ending =
                    switch result.step {
                    case .more: .more
                    case .complete: .complete
                    case .damaged(let words): .damaged(words)
                    }
            }
        }
        // What was read ahead and not needed may come from an input that has gone.
        next = max(0, next + read)
        used += read
        isFull = ending == .more && bytes.count == Self.chunkBytes
        return (bytes, ending)
    }
}
