/// The country codes that an account can hold: ISO 3166-1 alpha-2.
package enum CountryCode {
    /// All assigned codes, and XK, which address databases use for Kosovo.
    package static let all: Set<String> = Set(CountryEntry.all.map(\.code))

    /// The code in upper case, as the API wants it; `nil` when there is no such country.
    package static func normalized(_ text: String) -> String? {
        // Letters beyond ASCII may become two in upper case: "ß" is no South Sudan.
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let code = text.uppercased()
        return all.contains(code) ? code : nil
    }
}
