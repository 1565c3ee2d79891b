/// What stands between the whole number and its fraction.
package enum DecimalMark: Sendable, Hashable {
    /// `1,234.50`: a point; commas, blanks or apostrophes between thousands.
    case point
    /// `1.234,50`: a comma; points, blanks or apostrophes between thousands.
    case comma

    /// The mark of a language, such as `de`, `de-AT` or `pt_BR` (the usage that CLDR records), or `point` or `comma`;
    /// `nil` when there is no such language.
    package init?(locale: String) {
        let name = locale.lowercased().replacing("_", with: "-")
        let language = String(name.prefix { $0 != "-" })
        switch name {
        case "point": self = .point
        case "comma": self = .comma
        default:
            if Self.pointRegions.contains(name) || Self.pointLanguages.contains(language) {
                self = .point
            } else if Self.commaLanguages.contains(language) {
                self = .comma
            } else {
                return nil
            }
        }
    }

    /// The byte of the mark.
    package var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }

    /// How to name a language.
    package static let help = "write a language such as \"en\" or \"de\", or \"point\" or \"comma\""

    private static let pointLanguages: Set<String> = ["en", "he", "hi", "ja", "ko", "ms", "th", "tl", "zh"]
    private static let commaLanguages: Set<String> = [
        "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr", "hu",
        "hy", "id",
        "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl",
        "sq", "sr",
        "sv", "tr", "uk", "uz", "vi",
    ]
    private static let pointRegions: Set<String> = [
        "de-ch", "de-li", "it-ch", "es-do", "es-gt", "es-hn", "es-mx", "es-ni", "es-pa", "es-pe", "es-pr",
        "es-sv",
        "es-us",
    ]
}
