internal import RedTrack

/// What the schema says of a field in words: what it may hold, and who needs it.
enum XSDMeaning {
    static func of(_ field: FieldDescription, at path: FieldPath, isListed: Bool) -> String {
        if field.access == .ignored { return "RedTrack does not store it: it is read with a warning." }
        let values = values(of: field, at: path)
        let isNeeded = field.access == .required && !isListed
        return isNeeded ? values + " A new object needs it." : values
    }

    private static func values(of field: FieldDescription, at path: FieldPath) -> String {
        let isCountry = CountryCode.isExpected(in: path)
        switch field.type {
        case .text where isCountry: return "A country code of two letters (ISO 3166-1)."
        case .text: return field.access == .required ? "A text that is not blank." : "A text."
        case .integer(let minimum): return "A whole number of at least \(minimum)."
        case .decimal(let positive): return "A number \(positive ? "above 0" : "of at least 0")."
        case .boolean: return "true or false, yes or no, 1 or 0."
        case .choice(let choices):
            let allowed = choices.filter { FieldReader.allowsChoice($0.number, path) }
            return "One of \(allowed.map { $0.names.joined(separator: " or ") }.joined(separator: ", "))."
        case .texts(let ordered):
            return (isCountry ? "Country codes of two letters (ISO 3166-1)" : "Texts")
                + (ordered ? ", in order." : ", in any order.")
        case .reference(let kind): return "The key or title of \(kind.article) \(kind.rawValue)."
        case .record: return "Only what is written is changed."
        case .records(_, let ordered): return "A list\(ordered ? "" : " in any order"), sent as a whole."
        case .statistics: return "Measured by RedTrack."
        }
    }
}
