/// Finds out the delimiter of a text from its first rows.
struct CSVDetection {
    /// How many bytes at the start of an input are looked at.
    static let sampleBytes = 64 << 10
    private static let sampleRows = 20

    private let quote: UInt8?
    private let hasBackslashes: Bool
    private let comment: [UInt8]

    init(_ options: CSVOptions) {
        quote = options.quote.byte
        hasBackslashes = options.escape == .backslash
        comment = Array((options.comment ?? "").utf8)
    }

    /// The delimiter of a sample: one that cuts all rows into equally many fields, at least two, rather than one that
    /// does not; then the one that cuts the first row into the most; a comma when nothing separates anything.
    func delimiter(of sample: ArraySlice<UInt8>, isWhole: Bool) -> CSVDelimiter {
        var best = (delimiter: CSVDelimiter.comma, isEven: false, fields: 1)
        for candidate in CSVDelimiter.detected {
            let counts = fieldCounts(of: sample, isWhole: isWhole, delimiter: candidate.byte)
            guard let first = counts.first, first > 1 else { continue }
            let isEven = counts.allSatisfy { $0 == first }
            let isBetter = isEven == best.isEven ? first > best.fields : isEven
            if isBetter { best = (candidate, isEven, first) }
        }
        return best.delimiter
    }

    /// The number of fields in each row of a sample; a row that the sample cuts off counts only when it is the first.
    private func fieldCounts(of sample: ArraySlice<UInt8>, isWhole: Bool, delimiter: UInt8) -> [Int] {
        var counts: [Int] = []
        var fields = 1
        var isBlank = true
        var isFieldStart = true
        var isQuoted = false
        var justClosed = false
        var index = sample.startIndex
        while index < sample.endIndex {
            if isBlank, isComment(sample[index...]) {
                index = sample[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? sample.endIndex
                continue
            }
            let byte = sample[index]
            index += 1
            if isQuoted {
                if byte == quote { (isQuoted, justClosed) = (false, true) }
                if hasBackslashes, byte == UInt8(ascii: "\\") { index += 1 }
                continue
            }
            // A doubled quote closes and opens again.
            let opens = byte == quote && (isFieldStart || justClosed)
            justClosed = false
            switch byte {
            case 0x0A, 0x0D:
                if !isBlank { counts.append(fields) }
                if counts.count == Self.sampleRows { return counts }
                (fields, isBlank, isFieldStart) = (1, true, true)
            case delimiter:
                fields += 1
                (isBlank, isFieldStart) = (false, true)
            default:
                isQuoted = opens
                (isBlank, isFieldStart) = (false, false)
            }
        }
        if !isBlank, isWhole || counts.isEmpty { counts.append(fields) }
        return counts
    }

    private func isComment(_ text: ArraySlice<UInt8>) -> Bool {
        !comment.isEmpty && text.starts(with: comment)
    }
}
