internal import Diagnostics

/// Turns bytes of one encoding into UTF-8, piece by piece, and knows the place of what is no text.
struct Transcoder {
    private let encoding: TextEncoding
    private var decoder: (any TextDecoder)?
    private var tracker = PositionTracker()
    private let startOffset: Int

    /// Starts `offset` bytes into a file, behind its byte order mark.
    init(_ encoding: TextEncoding, offset: Int = 0) {
        self.encoding = encoding
        self.startOffset = offset
        self.decoder =
            switch encoding.form {
            case .unchanged: UnchangedDecoder()
            case .wide(let bytes, let isLittle): WideDecoder(unitBytes: bytes, isLittleEndian: isLittle)
            case .latin(let isWindows): isWindows ? SingleByteDecoder.windows1252() : .latin1()
            case .singleByte(let table, let corrections):
                SingleByteDecoder(systemTable: table, corrections: corrections)
            case .multiByte(let table): MultiByteDecoder(systemTable: table)
            // Whoever asks settles the order first; see ``EncodedSource``.
            case .unordered: nil
            }
    }

    /// What a piece of input says, and the fault that ends it, if there is one.
    ///
    /// When nothing follows (`isLast`), an unfinished character is a fault.
    mutating func transcode(_ input: [UInt8], isLast: Bool) -> (output: [UInt8], fault: FeedError?) {
        guard let decoded = decoder?.decode(input, isLast: isLast) else {
            return ([], .unavailable(encoding))
        }
        if encoding.form != .unchanged {
            tracker.advance(over: decoded.output.span, in: 0..<decoded.output.count)
        }
        let fault = decoded.fault.map {
            FeedError.undecodable($0.kind, offset: startOffset + $0.offset, encoding, at: tracker.position)
        }
        return (decoded.output, fault)
    }
}
