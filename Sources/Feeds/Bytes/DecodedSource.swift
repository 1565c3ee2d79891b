internal import Diagnostics

/// Gives the text of another source as UTF-8, whatever it is written in.
///
/// The encoding is the one asked for; without one it is what a byte order mark says, and UTF-8 when there is none. UTF-8
/// passes unchanged and unchecked: whoever reads it checks it, since a reader knows how much a bad byte spoils. Any other
/// encoding is strict: a byte that is no character ends the text with the code ``FeedError/Code/encoding``, its value and
/// its offset in the file; nothing is replaced or left out.
public struct DecodedSource: ByteSource {
    /// How the encoding is found when none is asked for.
    public enum Search: Sendable, Hashable {
        /// By a byte order mark. UTF-16 and UTF-32 without one are an error that says so, as for CSV.
        case mark
        /// By a byte order mark or by the zeros of UTF-16 and UTF-32, as for JSON.
        case markOrZeros
        /// Not at all: the reader finds it in the text, as that of XML does.
        case none
    }

    private var source: any ByteSource
    private let encoding: TextEncoding?
    private let search: Search
    private var hasBegun = false
    private var fault: FeedError?

    /// Reads the text of `source` as `encoding`; finds it out when that is `nil`.
    public init(_ source: any ByteSource, encoding: TextEncoding? = nil, search: Search = .mark) {
        self.source = source
        self.encoding = encoding
        self.search = search
    }

    /// The next chunk; see ``ByteSource``.
    public mutating func nextChunk() throws(FeedError) -> [UInt8]? {
        if !hasBegun { begin() }
        if let fault { throw fault }
        return try source.nextChunk()
    }

    private mutating func begin() {
        hasBegun = true
        if encoding == nil, search == .none { return }
        var headed = HeadedSource(source)
        do throws(FeedError) {
            let finding = try find(in: headed.head(EncodingDetection.headBytes))
            // The readers skip the mark of UTF-8 themselves: it counts in the offsets of what follows.
            if finding.encoding != .utf8 { headed.skip(finding.markBytes) }
            source =
                finding.encoding == .utf8
                ? headed : EncodedSource(headed, encoding: finding.encoding, offset: finding.markBytes)
        } catch {
            fault = error
        }
    }

    private func find(
        in head: ArraySlice<UInt8>
    ) throws(FeedError) -> (encoding: TextEncoding, markBytes: Int) {
        if let encoding, case .unordered(let unitBytes) = encoding.form {
            return try EncodingDetection.order(of: head, unitBytes: unitBytes)
        }
        let marked = EncodingDetection.mark(of: head)
        if let encoding {
            guard let marked else { return (encoding, 0) }
            if marked.encoding == encoding { return marked }
            // The mark of UTF-16, least byte first, before a zero.
            if encoding == .utf16LittleEndian, marked.encoding == .utf32LittleEndian { return (encoding, 2) }
            throw FeedError(
                .encoding,
                "the file starts with the byte order mark of \(marked.encoding.name), not with \(encoding.name)",
                at: .start, help: "leave --encoding out: the mark says what the file is")
        }
        if let marked { return marked }
        guard let wide = EncodingDetection.wide(head) else { return (.utf8, 0) }
        if search == .markOrZeros { return (wide, 0) }
        throw FeedError(
            .encoding, "the file looks like \(wide.name) without a byte order mark", at: .start,
            help: "say --encoding \(wide.name), or save the file as UTF-8")
    }
}
