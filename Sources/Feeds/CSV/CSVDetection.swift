extension CSVDelimiter {
    /// How many bytes at the start of an input are looked at.
    static let sampleBytes = 64 << 10
    private static let sampleRows = 20

    /// The delimiter of a sample: one that cuts all rows into equally many fields, at least two, rather than one that
    /// does not; then the one that cuts the first row into the most; a comma when nothing separates anything.
    static func detect(in sample: ArraySlice<UInt8>, isWhole: Bool, quote: UInt8?) -> CSVDelimiter {
        var best = (delimiter: CSVDelimiter.comma, isEven: false, fields: 1)
        for candidate in detected {
            let counts = fieldCounts(of: sample, isWhole: isWhole, delimiter: candidate.byte, quote: quote)
            guard let first = counts.first, first > 1 else { continue }
            let isEven = counts.allSatisfy { $0 == first }
            let isBetter = isEven == best.isEven ? first > best.fields : isEven
            if isBetter { best = (candidate, isEven, first) }
        }
        return best.delimiter
    }

    /// The number of fields in each row of a sample; a row that the sample cuts off counts only when it is the first.
    private static func fieldCounts(
        of sample: ArraySlice<UInt8>, isWhole: Bool, delimiter: UInt8, quote: UInt8?
    ) -> [Int] {
        var counts: [Int] = []
        var fields = 1
        var isBlank = true
        var isFieldStart = true
        var isQuoted = false
        var justClosed = false
        for byte in sample {
            if isQuoted {
                if byte == quote { (isQuoted, justClosed) = (false, true) }
                continue
            }
            // A doubled quote closes and opens again.
            let opens = byte == quote && (isFieldStart || justClosed)
            justClosed = false
            switch byte {
            case 0x0A, 0x0D:
                if !isBlank { counts.append(fields) }
                if counts.count == sampleRows { return counts }
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
}
