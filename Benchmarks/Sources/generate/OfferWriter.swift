/// Writes offers in one format. Each format carries every field, with the dirt that real feeds have.
enum OfferFormat: String, CaseIterable {
    case csv, json, ndjson, xml

    var head: String {
        switch self {
        case .csv: "id,title,network,url,payout,currency,countries,status,cap,tags,description\n"
        case .json: "[\n"
        case .ndjson: ""
        case .xml: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<offers>\n"
        }
    }

    var tail: String {
        switch self {
        case .csv, .ndjson: ""
        case .json: "\n]\n"
        case .xml: "</offers>\n"
        }
    }

    func append(_ offer: Offer, number: Int, to text: inout String) {
        switch self {
        case .csv: Self.appendCSV(offer, to: &text)
        case .json:
            if number > 0 { text += ",\n" }
            // Every tenth offer is written as PHP does.
            Self.appendJSON(offer, escaped: number % 10 == 0, to: &text)
        case .ndjson:
            Self.appendJSON(offer, escaped: number % 10 == 0, to: &text)
            text += "\n"
        case .xml: Self.appendXML(offer, to: &text)
        }
    }

    private static func appendCSV(_ offer: Offer, to text: inout String) {
        let fields = [
            offer.id, quoted(offer.title), quoted(offer.network), quoted(offer.url), offer.payout,
            offer.currency,
            offer.countries.joined(separator: "|"), "\(offer.status)", "\(offer.cap)",
            offer.tags.joined(separator: "|"), quoted(offer.description),
        ]
        text += fields.joined(separator: ",") + "\n"
    }

    private static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
            return field
        }
        return "\"" + field.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }

    private static func appendJSON(_ offer: Offer, escaped: Bool, to text: inout String) {
        func string(_ value: String) -> String { jsonString(value, escaped: escaped) }
        func list(_ values: [String]) -> String { "[" + values.map(string).joined(separator: ",") + "]" }
        text +=
            "{\"id\":\(string(offer.id)),\"title\":\(string(offer.title)),\"network\":\(string(offer.network)),"
        text +=
            "\"url\":\(string(offer.url)),\"payout\":\(offer.payout),\"currency\":\(string(offer.currency)),"
        text += "\"countries\":\(list(offer.countries)),\"status\":\(offer.status),\"cap\":\(offer.cap),"
        text += "\"tags\":\(list(offer.tags)),\"description\":\(string(offer.description))}"
    }

    private static func jsonString(_ value: String, escaped: Bool) -> String {
        var text = "\""
        for unit in value.unicodeScalars {
            switch unit {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "/" where escaped: text += "\\/"
            case _ where escaped && !unit.isASCII:
                for code in String(unit).utf16 { text += "\\u" + String(code, radix: 16).padded(to: 4) }
            default: text.unicodeScalars.append(unit)
            }
        }
        return text + "\""
    }

    private static func appendXML(_ offer: Offer, to text: inout String) {
        text +=
            "<offer id=\"\(offer.id)\"><title>\(xml(offer.title))</title><network>\(xml(offer.network))</network>"
        text +=
            "<url><![CDATA[\(offer.url)]]></url><payout currency=\"\(offer.currency)\">\(offer.payout)</payout>"
        text += "<countries>" + offer.countries.map { "<country>\($0)</country>" }.joined() + "</countries>"
        text += "<status>\(offer.status)</status><cap>\(offer.cap)</cap>"
        text += "<tags>" + offer.tags.map { "<tag>\($0)</tag>" }.joined() + "</tags>"
        let hasReturn = offer.description.utf8.contains(0x0D)
        text +=
            "<description>\(hasReturn ? xml(offer.description) : "<![CDATA[\(offer.description)]]>")</description>"
        text += "</offer>\n"
    }

    private static func xml(_ value: String) -> String {
        value.unicodeScalars.map { unit in
            switch unit {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\r": "&#13;"
            default: String(unit)
            }
        }.joined()
    }
}
