internal import Feeds
package import RedTrack

/// All that there is to know of one field of a kind, or of a kind itself.
package struct FieldReference: Sendable {
    /// The kind.
    package let kind: Kind
    /// The path of the field in manifest names, such as `payment.amount`.
    package let path: String
    /// The field.
    package let field: FieldDescription
    /// What it means.
    package let meaning: String
    /// Which values it takes, and who needs it.
    package let values: String
    /// What clears it.
    package let clearing: String
    /// When two values of it are the same.
    package let comparison: String
    /// The section of the API document that describes it.
    package let section: String
    /// How a file writes it, in YAML.
    package let example: String

    /// The fields of a kind that files can write, those inside of others behind them.
    package static func all(of kind: Kind) -> [FieldReference] {
        kind.fields.filter { $0.access != .readOnly }.flatMap { field in
            references(
                field, FieldPath(field.manifestName), kind, isListed: false, section: section(of: kind))
        }
    }

    /// The field with a path, whatever its case; `nil` when there is none.
    package static func named(_ path: String, of kind: Kind) -> FieldReference? {
        all(of: kind).first { $0.path.lowercased() == path.lowercased() }
    }

    /// The section of the API document about a kind.
    package static func section(of kind: Kind) -> String {
        kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst() + " model"
    }

    private static func references(
        _ field: FieldDescription, _ path: FieldPath, _ kind: Kind, isListed: Bool, section: String
    ) -> [FieldReference] {
        let own = FieldReference(
            kind: kind, path: path.description, field: field,
            meaning: FieldMeaning.of(kind, path.description) ?? "",
            values: XSDMeaning.of(field, at: path, isListed: isListed),
            clearing: field.access == .ignored ? "Nothing: it is not stored." : clearing(field),
            comparison: comparison(field), section: section,
            example: FieldExample.text(kind, path.description))
        let inner = self.section(ofFieldsIn: field, or: section)
        switch field.type {
        case .record(let fields):
            return [own]
                + fields.flatMap {
                    references(
                        $0, path.appending($0.manifestName), kind, isListed: isListed, section: inner)
                }
        case .records(let fields, _):
            return [own]
                + fields.flatMap {
                    references($0, path.appending($0.manifestName), kind, isListed: true, section: inner)
                }
        default: return [own]
        }
    }

    /// The section about what stands inside of a field.
    private static func section(ofFieldsIn field: FieldDescription, or section: String) -> String {
        let sections = [
            "streams": "Stream model", "offers": "StreamOffer model", "landings": "StreamLanding model",
            "filters": "StreamFilter model", "country": "CountryFilter model", "city": "CityFilter model",
            "isp": "ISPFilter model", "browser": "BrowserFilter model", "os": "OSFilter model",
            "connection_type": "ConnectionTypeFilter model", "device_type": "DeviceTypeFilter model",
            "ip": "IPFilter model", "subs": "SubsFilter model", "bots": "BotFilter model",
            "items": "SubItems model", "hints": "SubItems model", "postbacks": "Postback model",
            "payment": "OffersPayment model", "targeting": "Create an offer, its example",
        ]
        // The targeting of offers has fields of the same names as filters have.
        if section.hasPrefix("Create an offer") { return section }
        return sections[field.name] ?? section
    }

    private static func clearing(_ field: FieldDescription) -> String {
        let text = FieldReader.clearing(of: field)
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }

    private static func comparison(_ field: FieldDescription) -> String {
        switch field.type {
        case .text: "Texts are compared byte by byte; absent, null and \"\" are the same."
        case .integer, .decimal: "Numbers are equal by value, 3 and 3.0; absent, null and 0 are the same."
        case .boolean: "Absent, null and false are the same."
        case .choice: "By the number that stands for the word."
        case .texts(ordered: true), .records(_, ordered: true):
            "Lists are equal when their elements are, in order; absent, null and [] are the same."
        case .texts, .records: "As sets: the order means nothing; absent, null and [] are the same."
        case .reference: "By the object that is meant, whatever it is called."
        case .record(let fields) where StreamFilter.isFilter(fields):
            "Field by field; a filter that is neither active nor excluding and has no values is none."
        case .record: "Field by field; fields that a file does not write are left alone."
        case .statistics: "Never."
        }
    }
}
