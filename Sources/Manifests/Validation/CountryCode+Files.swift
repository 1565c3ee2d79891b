internal import RedTrack

/// Country codes as files write them.
extension CountryCode {
    /// Codes that are written often and mean another one, or none.
    private static let mistaken: [String: String] = [
        "UK": "did you mean \"GB\"?", "EL": "did you mean \"GR\"?", "EN": "did you mean \"GB\"?",
        "JA": "did you mean \"JP\"?", "EU": "list the countries one by one",
        "WW": "leave the list empty for all countries", "ALL": "leave the list empty for all countries",
    ]

    /// What to do about a text that is no code.
    static func help(for text: String) -> String {
        let code = text.uppercased()
        if let help = mistaken[code] { return help }
        if code.utf8.count == 3 { return "write the code of two letters of ISO 3166, such as US" }
        return "countries are written by their codes of two letters, such as US (ISO 3166)"
    }

    /// Whether the value of a field is a country code.
    static func isExpected(in path: FieldPath) -> Bool {
        switch path.last {
        case "country_codes": path.isTop("country_codes")
        case "countries": path.description == "targeting.countries"
        case "iso": path.description == "streams.filters.country.iso"
        default: false
        }
    }
}
