/// A country of ISO 3166-1: its codes and its short English name.
package struct CountryEntry: Sendable, Hashable {
    /// The code of two letters, in upper case: what an account holds.
    package let code: String
    /// The code of three letters, in upper case.
    package let alpha3: String
    /// The code of three digits; `nil` for a country that has none.
    package let numeric: String?
    /// The name as people write it.
    package let name: String

    /// All countries, in the order of their codes.
    package static let all: [CountryEntry] = CountryTable.text.split(separator: ";").compactMap { row in
        let words = row.split(maxSplits: 3, whereSeparator: \.isWhitespace)
        guard words.count == 4 else { return nil }
        let name = words[3].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return CountryEntry(
            code: String(words[0]), alpha3: String(words[1]),
            numeric: words[2] == "000" ? nil : String(words[2]),
            name: name)
    }
}
