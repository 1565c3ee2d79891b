internal import Diagnostics

/// Unpacks gzip data (RFC 1952) on its way: any number of members one after the other, as `cat a.gz b.gz` makes them.
///
/// Checksums and lengths are checked. What is wrong with the data is thrown after everything before it: `truncated` when
/// the data ends too early, `damaged` when it is not what was compressed, or something else follows it.
///
/// The last byte or two before a cut may be missing, since several are decoded at once.
public struct GzipSource: ByteSource {
    private var stream: InflatedStream
    private var budget: ExpansionBudget
    private var isInMember = false
    private var isFirst = true
    private var isAtEnd = false
    private var fault: FeedError?

    /// Unpacks what another source gives.
    public init(_ source: any ByteSource, limits: InputLimits = InputLimits()) {
        stream = InflatedStream(source, .gzip)
        budget = ExpansionBudget(limits)
    }

    /// The next chunk; see ``ByteSource``.
    public mutating func nextChunk() throws(FeedError) -> [UInt8]? {
        if let fault { throw fault }
        while !isAtEnd {
            if !isInMember {
                guard try startMember() else { break }
            }
            var (chunk, ending) = try stream.nextChunk()
            switch ending {
            case .more: break
            case .complete: isInMember = false
            case .cutOff:
                fault = FeedError(
                    .truncated, "the gzip data ends too early, at byte \(stream.used) of the file",
                    at: .start,
                    help: "the file was cut off: get it again")
            case .damaged(let words):
                fault = FeedError(
                    .damaged, "the gzip data is damaged before byte \(stream.used) of the file: \(words)",
                    at: .start, help: "get the file again")
            }
            if let spent = budget.spend(&chunk, compressed: stream.used) { fault = spent }
            if !chunk.isEmpty { return chunk }
            if let fault { throw fault }
        }
        isAtEnd = true
        return nil
    }

    /// Whether another member begins at the next byte; false at the end.
    private mutating func startMember() throws(FeedError) -> Bool {
        let magic = try stream.peek(2)
        defer { isFirst = false }
        if magic.isEmpty, !isFirst { return false }
        guard Compression.gzipMagic.starts(with: magic) else {
            let error =
                isFirst
                ? FeedError(
                    .damaged, "the file is not gzip: it does not start with 1F 8B", at: .start,
                    help: "leave the compression out to have it found out")
                : FeedError(
                    .damaged,
                    "something that is not gzip follows the gzip data at byte \(stream.used) of the file",
                    at: .start, help: "get the file again, or cut off what does not belong to it")
            fault = error
            throw error
        }
        // A single byte of the two, or none in an empty file, is left to the inflater: the end comes too early.
        if !isFirst { stream.restart() }
        isInMember = true
        return true
    }
}
