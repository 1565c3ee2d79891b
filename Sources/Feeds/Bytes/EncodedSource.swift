/// Gives the bytes of another source, which are text of one encoding, as UTF-8.
struct EncodedSource: ByteSource {
    private var source: any ByteSource
    private let encoding: TextEncoding
    private let offset: Int
    private var transcoder: Transcoder?
    private var fault: FeedError?

    /// Starts `offset` bytes into a file, behind its byte order mark. UTF-16 and UTF-32 of no named byte order look for
    /// their mark themselves.
    init(_ source: any ByteSource, encoding: TextEncoding, offset: Int = 0) {
        self.source = source
        self.encoding = encoding
        self.offset = offset
    }

    mutating func nextChunk() throws(FeedError) -> [UInt8]? {
        if let fault { throw fault }
        if transcoder == nil { try begin() }
        let chunk = try source.nextChunk()
        guard let result = transcoder?.transcode(chunk ?? [], isLast: chunk == nil) else { return nil }
        fault = result.fault
        if let fault, result.output.isEmpty { throw fault }
        return chunk == nil && fault == nil && result.output.isEmpty ? nil : result.output
    }

    private mutating func begin() throws(FeedError) {
        guard case .unordered(let unitBytes) = encoding.form else {
            transcoder = Transcoder(encoding, offset: offset)
            return
        }
        var headed = HeadedSource(source)
        let head = headed.head(EncodingDetection.headBytes)
        do throws(FeedError) {
            let finding = try EncodingDetection.order(of: head, unitBytes: unitBytes)
            headed.skip(finding.markBytes)
            source = headed
            transcoder = Transcoder(finding.encoding, offset: offset + finding.markBytes)
        } catch {
            fault = error
            throw error
        }
    }
}
