internal import Diagnostics

/// The country codes that an account can hold: ISO 3166-1 alpha-2.
enum CountryCode {
    /// All assigned codes, and XK, which address databases use for Kosovo.
    static let all: Set<String> = Set(
        """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
        CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
        FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
        JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
        MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
        PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
        TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Codes that are written often and mean another one, or none.
    private static let mistaken: [String: String] = [
        "UK": "did you mean \"GB\"?", "EL": "did you mean \"GR\"?", "EN": "did you mean \"GB\"?",
        "JA": "did you mean \"JP\"?", "EU": "list the countries one by one",
        "WW": "leave the list empty for all countries", "ALL": "leave the list empty for all countries",
    ]

    /// The code in upper case, as the API wants it; `nil` when there is no such country.
    static func normalized(_ text: String) -> String? {
        // Letters beyond ASCII may become two in upper case: "ß" is no South Sudan.
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let code = text.uppercased()
        return all.contains(code) ? code : nil
    }

    /// What to do about a text that is no code.
    static func help(for text: String) -> String {
        let code = text.uppercased()
        if let help = mistaken[code] { return help }
        if code.utf8.count == 3 { return "write the code of two letters of ISO 3166, such as US" }
        return "countries are written by their codes of two letters, such as US (ISO 3166)"
    }

    /// Whether the value of a field is a country code.
    static func isExpected(in path: FieldPath) -> Bool {
        ["country_codes", "targeting.countries", "streams.filters.country.iso"].contains(path.description)
    }
}
