/// Texts with one country, or several with something between them.
extension CountryCollector {
    /// Adds the countries of a text: one name or code, or several between bars, semicolons, slashes, line ends or
    /// commas, or codes in upper case between blanks. Names with commas are known: "Korea, Republic of, Japan" is two.
    ///
    /// Throws ``ValueError`` of kind `unknown-country` that names the word.
    package mutating func add(_ text: Span<UInt8>) throws(ValueError) {
        if text.count == 2, let meaning = CountryNames.meaning(text[0], text[1]) {
            add(meaning, text)
            return
        }
        var start = 0
        for index in 0...text.count where index == text.count || Self.isSeparator(text[index]) {
            let part = text.trimmed(start..<index)
            start = index + 1
            if !part.isEmpty { try addPart(text.extracting(part)) }
        }
    }

    /// Adds the countries of a text; see ``add(_:)-(Span<UInt8>)``.
    package mutating func add(_ text: String) throws(ValueError) { try add(text.utf8.span) }

    /// What stands in no name of a country.
    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "|"), UInt8(ascii: ";"), UInt8(ascii: "/"), 0x09...0x0D: true
        default: false
        }
    }

    /// Adds what stands between two separators, which may hold commas: always the longest name that starts at a word.
    private mutating func addPart(_ text: Span<UInt8>) throws(ValueError) {
        var folded = FoldedName()
        var start = 0
        while start < text.count {
            let end = Self.comma(text, from: start)
            let word = text.trimmed(start..<end)
            if word.isEmpty {
                start = end + 1
                continue
            }
            if word.count == 2,
                let meaning = CountryNames.meaning(text[word.lowerBound], text[word.lowerBound + 1])
            {
                add(meaning, text.extracting(word))
                start = end + 1
                continue
            }
            if word.count == 1, text[word.lowerBound] == UInt8(ascii: "*") {
                add(.everywhere, text.extracting(word))
                start = end + 1
                continue
            }
            guard let found = longest(text, from: start, &folded) else {
                try addCodes(text.extracting(word))
                start = end + 1
                continue
            }
            add(found.meaning, text.extracting(word))
            start = found.end + 1
        }
    }

    /// The longest name that starts at a place, with the comma or the end behind it.
    private func longest(
        _ text: Span<UInt8>, from start: Int, _ folded: inout FoldedName
    ) -> (meaning: CountryNames.Meaning, end: Int)? {
        folded.removeAll()
        var found: (meaning: CountryNames.Meaning, end: Int)?
        var part = start
        for number in 0..<CountryNames.mostParts {
            let end = Self.comma(text, from: part)
            guard end - start <= CountryNames.longestText else { return found }
            // The comma before a part belongs to it, so that the parts fold as the whole would.
            folded.append(text.extracting((number == 0 ? part : part - 1)..<end))
            if let meaning = CountryNames.meaning(of: folded) { found = (meaning, end) }
            if end == text.count { return found }
            part = end + 1
            // No name with a comma starts with a code.
            if number == 0, folded.bytes.count < 4 { return found }
        }
        return found
    }

    private static func comma(_ text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count, text[index] != UInt8(ascii: ",") { index += 1 }
        return index
    }

    /// Adds codes in upper case with only blanks between them: "US CA GB".
    private mutating func addCodes(_ text: Span<UInt8>) throws(ValueError) {
        for pass in 0..<2 {
            var index = 0
            while index < text.count {
                guard index + 2 <= text.count, text[index] < 0x5B, text[index + 1] < 0x5B,
                    let meaning = CountryNames.meaning(text[index], text[index + 1]),
                    index + 2 == text.count || text[index + 2] == UInt8(ascii: " ")
                else { throw CountryNames.unknown(text) }
                // Nothing is added before all of it is known.
                if pass == 1 { add(meaning, text.extracting(index..<(index + 2))) }
                index += 2
                while index < text.count, text[index] == UInt8(ascii: " ") { index += 1 }
            }
        }
    }
}
