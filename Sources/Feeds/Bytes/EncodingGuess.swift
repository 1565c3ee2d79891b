/// Guesses what a text is that is not UTF-8, for advice only: nothing is ever read by a guess.
enum EncodingGuess {
    private static let bytesBefore = 256
    static let bytesAfter = 2_048

    /// What a text may be.
    enum Answer: Hashable {
        /// In one of these encodings, the likeliest first, at most three.
        case encodings([TextEncoding])
        /// UTF-8, but for a few bytes.
        case damagedUTF8
        /// No text.
        case binary
    }

    /// What a text may be; `index` is the first byte that is not UTF-8, `offset` its place in the file.
    static func answer(for bytes: Span<UInt8>, at index: Int, offset: Int) -> Answer {
        let first = max(0, index - bytesBefore)
        let sample = (first..<min(bytes.count, index + bytesAfter)).map { bytes[$0] }
        // In UTF-16 the zeros stand at even places of the file, or at odd ones.
        let parity = (offset - (index - first)) & 1
        if sample.contains(0) {
            let zeros = sample.indices.filter { sample[$0] == 0 }
            if zeros.allSatisfy({ ($0 + parity) & 1 == 1 }) {
                return .encodings([.utf16LittleEndian])
            }
            if zeros.allSatisfy({ ($0 + parity) & 1 == 0 }) {
                return .encodings([.utf16BigEndian])
            }
            return .binary
        }
        if sample.contains(where: { $0 < 0x20 && !($0 == 9 || $0 == 10 || $0 == 13) }) { return .binary }
        if isMostlyUTF8(sample) { return .damagedUTF8 }
        return .encodings(ranked(sample).compactMap(TextEncoding.init(name:)))
    }

    /// Whether there are more sequences of UTF-8 than bytes that belong to none; in other encodings such sequences are rare.
    private static func isMostlyUTF8(_ sample: [UInt8]) -> Bool {
        var sequences = 0
        var strays = 0
        var index = 0
        while index < sample.count {
            let end = UTF8Text.validPrefix(of: sample.span, from: index).end
            sequences += sample[index..<end].count { $0 >= 0xC0 }
            strays += end < sample.count ? 1 : 0
            index = end + 1
        }
        return sequences > 2 * strays
    }

    private static func ranked(_ sample: [UInt8]) -> [String] {
        var runs: [Int] = []
        var length = 0
        for byte in sample + [0] {
            if byte >= 0x80 {
                length += 1
            } else if length > 0 {
                runs.append(length)
                length = 0
            }
        }
        let upper = sample.filter { $0 >= 0x80 }
        // Western words have single letters beyond ASCII; others are written in them throughout.
        let isWestern = runs.count { $0 <= 2 } * 3 > runs.count * 2
        if isWestern, !isDoubleByte(sample) { return ["windows-1252", "windows-1250"] }
        let kana = upper.count { (0x82...0x83).contains($0) }
        if kana * 4 > upper.count { return ["shift_jis", "gb18030"] }
        let isPaired =
            runs.allSatisfy { $0.isMultiple(of: 2) } && upper.allSatisfy { (0xA1...0xFE).contains($0) }
        if isPaired, runs.count > 0 {
            // Hangul leads with B0 to C8, kana with A4 and A5, and most Chinese with more.
            let leads = stride(from: 0, to: upper.count, by: 2).map { upper[$0] }
            if leads.count(where: { $0 == 0xA4 || $0 == 0xA5 }) * 3 > leads.count {
                return ["euc-jp", "gb18030"]
            }
            if leads.allSatisfy({ (0xB0...0xC8).contains($0) || $0 == 0xA1 }) {
                return ["euc-kr", "gb18030"]
            }
        }
        if isWestern { return ["shift_jis", "big5", "gb18030"] }
        // Lower case is more frequent than upper: its half of the table tells the Cyrillic pages apart.
        let high = upper.count { $0 >= 0xE0 }
        let middle = upper.count { (0xC0..<0xE0).contains($0) }
        let low = upper.count { (0x80..<0xB0).contains($0) }
        if isPaired, leadsSpread(upper) { return ["gb18030", "big5", "windows-1251"] }
        if low * 2 > upper.count { return ["ibm866", "shift_jis"] }
        return high >= middle ? ["windows-1251", "gb18030"] : ["koi8-r", "windows-1251", "gb18030"]
    }

    /// Whether bytes beyond ASCII are followed by others, or by letters, as the halves of double bytes are.
    private static func isDoubleByte(_ sample: [UInt8]) -> Bool {
        var leads = 0
        var odd = 0
        var index = 0
        while index + 1 < sample.count {
            guard sample[index] >= 0x81 else {
                index += 1
                continue
            }
            leads += 1
            if sample[index + 1] < 0x40 || (0x61...0x7A).contains(sample[index + 1]) { odd += 1 }
            index += 2
        }
        return leads > 2 && odd * 4 < leads
    }

    /// Whether the first bytes of pairs differ more than letters of one alphabet do.
    private static func leadsSpread(_ upper: [UInt8]) -> Bool {
        let leads = Set(stride(from: 0, to: upper.count - 1, by: 2).map { upper[$0] })
        return leads.contains { $0 < 0xC0 } && leads.contains { $0 >= 0xC0 }
    }
}
