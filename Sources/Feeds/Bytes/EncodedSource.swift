/// Gives the bytes of another source as UTF-8.
struct EncodedSource: ByteSource {
    private var source: any ByteSource
    private var transcoder: Transcoder
    private var fault: FeedError?

    init(_ source: any ByteSource, encoding: TextEncoding) {
        self.source = source
        self.transcoder = Transcoder(encoding)
    }

    mutating func nextChunk() throws(FeedError) -> [UInt8]? {
        if let fault { throw fault }
        let chunk = try source.nextChunk()
        let result = transcoder.transcode(chunk ?? [], isLast: chunk == nil)
        fault = result.fault
        if let fault, result.output.isEmpty { throw fault }
        return chunk == nil && fault == nil ? nil : result.output
    }
}
