internal import Feeds

/// A field of the feed, and what the sample shows of it.
struct DraftField: Sendable {
    let path: DraftPath
    let statistics: RecordStatistics.Field
    /// The expression that reads it.
    let expression: String
    /// How many records the feed has.
    let records: Int
    /// The text of each record of the sample; `nil` where there is none, or none that is text, number or truth value.
    let texts: [String?]
    /// The words of its own name, in lower case.
    let words: [String]
    /// The words of all its names, from the outside in.
    let allWords: [String]

    /// Its own name without separators, as the tables of names write it.
    var name: String { words.joined() }

    /// Whether every value is a text, a number or a truth value, or nothing.
    var isScalar: Bool {
        (statistics.kinds[.list] ?? 0) == 0 && (statistics.kinds[.map] ?? 0) == 0
            && statistics.count > (statistics.kinds[.null] ?? 0)
    }

    /// Whether any value is no text.
    var hasOthersThanTexts: Bool {
        statistics.kinds.keys.contains { $0 == .number || $0 == .true || $0 == .false }
    }

    /// Whether every record has exactly one value, and none is empty.
    var isEverywhere: Bool {
        statistics.records == records && statistics.count == records && statistics.emptyStrings == 0
            && statistics.kinds[.null] == nil
    }

    /// Whether no value came twice.
    var isUnique: Bool { statistics.isEachDifferent || (statistics.count == 1 && statistics.distinct == 1) }

    /// The values of the sample.
    var values: [String] { texts.compactMap(\.self) }

    /// How many values of the sample a condition holds for.
    func share(_ holds: (String) -> Bool) -> Double {
        let values = values
        return values.isEmpty ? 0 : Double(values.count(where: holds)) / Double(values.count)
    }

    /// The different values of the sample with their counts, in the order in which they came up; at most 50.
    var counts: [(text: String, count: Int)] {
        var places: [[UInt8]: Int] = [:]
        var result: [(text: String, count: Int)] = []
        for text in values {
            let key = Array(text.utf8)
            if let place = places[key] {
                result[place].count += 1
            } else if result.count < 50 {
                places[key] = result.count
                result.append((text, 1))
            }
        }
        return result
    }
}

/// Words of names, whatever separates them.
enum NameWords {
    /// The words of a name in lower case: `offer_id`, `offer-id`, `OfferID` and `g:offerId` are `offer`, `id`.
    static func words(_ name: String) -> [String] {
        var scalars = Array(name.unicodeScalars)
        // What stands before the colon of XML is no part of the name.
        if let colon = scalars.firstIndex(of: ":"), colon > 0, colon < 12, scalars.count > colon + 1 {
            scalars.removeFirst(colon + 1)
        }
        var words: [String] = []
        var word = ""
        func isUpper(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isUppercase }
        for (index, scalar) in scalars.prefix(200).enumerated() {
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
                if !word.isEmpty { words.append(word) }
                word = ""
                continue
            }
            if isUpper(scalar), index > 0, !word.isEmpty {
                let isNextLower = index + 1 < scalars.count && scalars[index + 1].properties.isLowercase
                if !isUpper(scalars[index - 1]) || isNextLower {
                    words.append(word)
                    word = ""
                }
            }
            word += scalar.properties.lowercaseMapping
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}
