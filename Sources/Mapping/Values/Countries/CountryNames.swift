internal import Diagnostics
internal import RedTrack

/// The words of feeds for countries, and what they mean.
enum CountryNames {
    /// What a word means.
    enum Meaning: Sendable, Hashable {
        /// A country, by its place in ``CountryEntry/all``.
        case country(UInt8)
        /// All countries.
        case everywhere
        /// A code of address databases for what is no country.
        case pseudo
    }

    /// The codes, by the same places.
    static let codes: [String] = CountryEntry.all.map(\.code)

    /// The letters of the codes, two for each place.
    static let letters: [UInt8] = codes.flatMap { $0.utf8 }

    /// Names with a comma have at most so many parts.
    static let mostParts = 3

    /// What a text of two letters means.
    @inline(__always)
    static func meaning(_ first: UInt8, _ second: UInt8) -> Meaning? {
        guard first.isASCIILetter, second.isASCIILetter else { return nil }
        return pairs[Int((first | 0x20) - 0x61) * 26 + Int((second | 0x20) - 0x61)]
    }

    /// What a folded name means.
    static func meaning(of folded: borrowing FoldedName) -> Meaning? {
        guard let value = table.value(of: folded.bytes.span) else { return nil }
        return value < everywhereValue
            ? .country(UInt8(value)) : value == everywhereValue ? .everywhere : .pseudo
    }

    /// Nothing longer can be a name: accents, articles and blanks are all that folding takes away.
    static let longestText = table.longest * 4

    /// The country of a numeric code.
    static func country(numeric text: Span<UInt8>) -> UInt8? {
        numbers.value(of: text).map { UInt8($0) }
    }

    /// Why a text is no country, and which one it may mean.
    static func unknown(_ text: Span<UInt8>) -> ValueError {
        let word = text.extracting(first: min(text.count, 200)).text
        let meant =
            CountryAliases.hints[word.uppercased()]
            ?? Suggestion.closest(to: word, in: spellings.keys).map {
                "did you mean \"\($0)\" (\(spellings[$0] ?? ""))?"
            }
        return ValueError(
            .unknownCountry, "there is no country \(ValueError.quoted(text))",
            help: meant ?? "countries are written by codes of ISO 3166 or by their English names")
    }

    // MARK: Tables

    private static let everywhereValue: UInt32 = 1_000
    private static let pseudoValue: UInt32 = 1_001

    private static let pairs: [Meaning?] = {
        var pairs = [Meaning?](repeating: nil, count: 26 * 26)
        func set(_ code: String, _ meaning: Meaning) {
            let letters = Array(code.utf8)
            guard letters.count == 2, letters.allSatisfy(\.isASCIILetter) else { return }
            pairs[Int((letters[0] | 0x20) - 0x61) * 26 + Int((letters[1] | 0x20) - 0x61)] = meaning
        }
        for (index, code) in codes.enumerated() { set(code, .country(UInt8(truncatingIfNeeded: index))) }
        for row in CountryAliases.codes {
            guard let index = codes.firstIndex(of: row.code) else { continue }
            set(row.alias, .country(UInt8(truncatingIfNeeded: index)))
        }
        for word in CountryAliases.everywhere { set(word, .everywhere) }
        for word in CountryAliases.pseudo { set(word, .pseudo) }
        return pairs
    }()

    /// All names as people write them, with the code of each.
    static let names: [(name: String, code: String)] = {
        var names = CountryEntry.all.flatMap { [($0.name, $0.code), ($0.alpha3, $0.code)] }
        for row in CountryAliases.rows.split(separator: "\n") {
            let code = String(row.prefix(2))
            for name in row.dropFirst(3).split(separator: "|") { names.append((String(name), code)) }
        }
        return names
    }()

    private static let spellings = Dictionary(
        names.filter { $0.name.utf8.count > 3 }, uniquingKeysWith: { first, _ in first })

    /// The folded forms of a name: as written, and for one with a comma without it in either order.
    static func forms(of name: String) -> [[UInt8]] {
        var forms = [folded(name)]
        if let comma = name.firstIndex(of: ",") {
            let (head, tail) = (name[..<comma], name[comma...].dropFirst())
            forms.append(folded("\(head) \(tail)"))
            forms.append(folded("\(tail) \(head)"))
        }
        return forms
    }

    private static func folded(_ text: String) -> [UInt8] {
        var name = FoldedName()
        name.append(text.utf8.span)
        return name.bytes
    }

    private static let table: ByteTable = {
        let indices = Dictionary(
            codes.enumerated().map { ($0.element, UInt32($0.offset)) },
            uniquingKeysWith: { first, _ in first })
        var rows: [(text: [UInt8], value: UInt32)] = []
        for (name, code) in names {
            guard let index = indices[code] else { continue }
            for form in forms(of: name) { rows.append((form, index)) }
        }
        // A star folds to nothing; it is known by itself.
        for word in CountryAliases.everywhere where word != "*" {
            rows.append((folded(word), everywhereValue))
        }
        for word in CountryAliases.pseudo { rows.append((folded(word), pseudoValue)) }
        return ByteTable(rows)
    }()

    private static let numbers = ByteTable(
        CountryEntry.all.enumerated().compactMap { index, entry in
            entry.numeric.map { (Array($0.utf8), UInt32(index)) }
        })
}
