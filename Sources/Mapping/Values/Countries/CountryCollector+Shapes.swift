package import Feeds

/// The shapes in which feeds write countries beside plain text.
///
/// - A list: each of its values.
/// - A map that describes a country, `{code, name}`: its code, else its name.
/// - A map of such maps, or of codes to names: each of its values, and its name where the value says nothing:
///   `{"840": {"code": "US"}}`, `{"US": "United States"}`, `{"840": {}}`, `{"US": true}`.
extension CountryCollector {
    /// Adds the countries of an entry of a record.
    ///
    /// Throws ``ValueError`` as texts do, and `malformed` for what can name no country, such as a number.
    package mutating func add(entry: Int, of record: Record) throws(ValueError) {
        try addShape(CountryEntryShape(record: record, entry: entry), depth: 0)
    }

    /// Adds the countries of a value; see ``add(entry:of:)``.
    package mutating func add(_ value: Value) throws(ValueError) {
        try addShape(value, depth: 0)
    }

    /// No feed nests countries deeper.
    private static let deepest = 8

    private mutating func addShape(_ shape: some CountryShape, depth: Int) throws(ValueError) {
        guard depth <= Self.deepest else {
            throw ValueError(.limit, "the list of countries is nested more than \(Self.deepest) deep")
        }
        switch shape.countryKind {
        case .nothing: return
        case .text: try shape.withCountryText { text throws(ValueError) in try add(text) }
        case .list:
            try shape.forEachCountry { _, value throws(ValueError) in
                try addShape(value, depth: depth + 1)
                return true
            }
        case .map: try addMap(shape, depth)
        case .yes, .other:
            throw ValueError(
                .malformed, "a number, true or false names no country",
                help: "countries are texts, lists of texts, or maps with a code or a name")
        }
    }

    private mutating func addMap<Shape: CountryShape>(_ map: Shape, _ depth: Int) throws(ValueError) {
        var code: Shape?
        var name: Shape?
        var hasMember = false
        try map.forEachCountry { member, value throws(ValueError) in
            guard let isCode = CountryMember.isCode(member) else { return true }
            hasMember = true
            if value.countryKind != .nothing {
                if isCode { code = code ?? value } else { name = name ?? value }
            }
            return code == nil
        }
        if let member = code ?? name {
            try addShape(member, depth: depth + 1)
            return
        }
        if hasMember { return }
        try map.forEachCountry { member, value throws(ValueError) in
            switch value.countryKind {
            case .text, .list: try addShape(value, depth: depth + 1)
            case .map where try Self.describesCountry(value): try addShape(value, depth: depth + 1)
            case .nothing, .yes, .map: try addKey(member)
            case .other:
                throw ValueError(
                    .malformed,
                    "the value of \(ValueError.quoted(member)) is a number or false and names no country",
                    help: "name the part of the value that holds the countries")
            }
            return true
        }
    }

    /// Whether a map says itself which country it is about.
    private static func describesCountry(_ map: some CountryShape) throws(ValueError) -> Bool {
        var found = false
        try map.forEachCountry { member, value throws(ValueError) in
            found = CountryMember.isCode(member) != nil && value.countryKind != .nothing
            return !found
        }
        return found
    }

    /// Adds a country by the name of a map's value; here alone feeds write numeric codes. Short names in lower case, such
    /// as `id` and `geo`, are words of the feed, no codes.
    private mutating func addKey(_ key: Span<UInt8>) throws(ValueError) {
        if key.count <= 3 {
            for index in 0..<key.count where key[index] != key[index] & 0xDF && key[index].isASCIILetter {
                throw CountryNames.unknown(key)
            }
        }
        if key.count == 3, let index = CountryNames.country(numeric: key) {
            add(.country(index), key)
        } else {
            try add(key)
        }
    }
}

/// The names under which maps hold their country.
private enum CountryMember {
    private static let table = ByteTable(
        [
            "code", "country_code", "countrycode", "country-code", "iso", "iso2", "iso_code", "isocode",
            "iso_2",
            "alpha2", "alpha_2", "country_iso", "countryiso",
        ].map { (Array($0.utf8), 1) }
            + ["name", "country_name", "countryname", "country-name", "title", "country", "countries"].map {
                (Array($0.utf8), 0)
            })

    /// Whether a member holds a code, or a name; `nil` when it holds neither.
    static func isCode(_ member: Span<UInt8>) -> Bool? {
        table.value(ofAnyCase: member).map { $0 == 1 }
    }
}
