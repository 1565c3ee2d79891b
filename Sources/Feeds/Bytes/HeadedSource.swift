/// A source whose first bytes can be looked at before they are given.
struct HeadedSource: ByteSource {
    private var source: any ByteSource
    private var looked: [UInt8] = []
    private var fault: FeedError?
    private var isAtEnd = false

    init(_ source: any ByteSource) {
        self.source = source
    }

    /// The first `count` bytes, or all that there are before the source ends or fails.
    ///
    /// They are as many however the source cuts them. What it fails with is thrown when its turn comes.
    mutating func head(_ count: Int) -> ArraySlice<UInt8> {
        while looked.count < count, !isAtEnd, fault == nil {
            do throws(FeedError) {
                if let chunk = try source.nextChunk() {
                    if looked.isEmpty { looked = chunk } else { looked += chunk }
                } else {
                    isAtEnd = true
                }
            } catch {
                fault = error
            }
        }
        return looked.prefix(count)
    }

    /// Leaves out the first bytes, which were looked at.
    mutating func skip(_ count: Int) {
        looked.removeFirst(min(count, looked.count))
    }

    mutating func nextChunk() throws(FeedError) -> [UInt8]? {
        if !looked.isEmpty {
            defer { looked = [] }
            return looked
        }
        if let fault { throw fault }
        return isAtEnd ? nil : try source.nextChunk()
    }
}
