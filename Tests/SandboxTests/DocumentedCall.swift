import Foundation

/// A `curl` line of the API document with what its example answers.
struct DocumentedCall: Sendable, CustomStringConvertible {
    let method: String
    /// Path and query without the key.
    let path: String
    let body: String?
    /// The names of the example's first object, or empty when the example has none.
    let names: Set<String>

    var description: String { "\(method) \(path)" }

    /// Reads a line such as `curl -X PUT http://host/me?api_key=KEY" -d '...'`, whose quotes may not match.
    init?(line: Substring, example: Set<String>) {
        guard line.hasPrefix("curl "), let url = line.range(of: "http://") else { return nil }
        let address = line[url.upperBound...].prefix { $0 != "\"" && $0 != " " }
        guard let slash = address.firstIndex(of: "/") else { return nil }
        let parts = address[slash...].split(separator: "?", maxSplits: 1)
        let query = (parts.count > 1 ? parts[1] : "").split(separator: "&")
            .filter { !$0.hasPrefix("api_key=") }
            // One example names its parameter twice: `date_to=date_to=2018-11-30`.
            .map { $0.replacing("date_to=date_to=", with: "date_to=") }
        path = String(parts[0]) + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
        if let option = line.range(of: "-X") {
            method = String(line[option.upperBound...].drop { $0 == " " }.prefix { $0.isLetter })
        } else {
            method = "GET"
        }
        body = line.range(of: "-d '").map { String(line[$0.upperBound...].prefix { $0 != "'" }) }
        names = example
    }

    /// The calls of a document.
    static func all(in text: String) -> [DocumentedCall] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.compactMap { index in
            let rest = lines[(index + 1)...].prefix { !$0.hasPrefix("curl ") }
            let hasBody = rest.contains { $0.hasPrefix("Request body") }
            let answer = hasBody ? rest.drop { !$0.hasPrefix("Response example") } : rest
            return DocumentedCall(line: lines[index], example: names(answer.joined(separator: "\n")))
        }
    }

    /// The names of the first object in a text whose JSON may lack or have spare commas.
    private static func names(_ text: String) -> Set<String> {
        var (depth, names, word, isQuoted) = (0, Set<String>(), "", false)
        for character in text.drop(while: { $0 != "{" && $0 != "[" }) {
            if isQuoted {
                if character == "\"" { isQuoted = false } else { word.append(character) }
                continue
            }
            switch character {
            case "\"": (isQuoted, word) = (true, "")
            case "{", "[": depth += character == "{" ? 1 : 100
            case "}":
                depth -= 1
                // The example's first object is over.
                if depth % 100 == 0 && depth <= 100 { return names }
            case "]": depth -= 100
            case ":": if depth == 1 || depth == 101 { names.insert(word) }
            default: break
            }
        }
        return []
    }

    /// What the document shows, for those who do not have it: the calls with `curl` lines and their codes.
    static let ours = """
        curl -X POST http://host/auth -H "Content-Type: multipart/form-data" -d 'login=your_email&password=your_password'
        curl "http://host/auth?api_key=KEY"
        curl -X PUT http://host/me?api_key=KEY" -H "Content-Type: application/json" -d '<Request body>'
        curl "http://host/campaigns?api_key=KEY"
        curl -X POST http://host/campaigns?api_key=KEY -d '<Request body>'
        curl -XPUT http://host/campaigns/000000000000000000000000?api_key=KEY -d '<Request body>'
        curl "http://host/offers?api_key=KEY"
        curl -X POST http://host/offers?api_key=KEY -d '<Request body>'
        curl -XPUT http://host/offers/000000000000000000000000?api_key=KEY -d '<Request body>'
        curl "http://host/sources?api_key=KEY"
        curl "http://host/source_presets?api_key=KEY"
        curl "http://host/landings?api_key=KEY"
        curl "http://host/domains?api_key=KEY"
        curl "http://host/networks?api_key=KEY"
        curl "http://host/network_presets?api_key=KEY"
        curl "http://host/tracks?api_key=KEY"
        curl "http://host/conversions?api_key=KEY"
        curl "http://host/conversions?api_key=KEY" -X POST -d '[{"clickid":"000000000000000000000000","payout":0.12}]'
        curl "http://host/report?api_key=KEY&campaign_id=000000000000000000000000&date_from=2018-11-01&group=offer"
        curl "http://host/transactions?api_key=KEY"
        curl "http://host/timezones?api_key=KEY"
        curl "http://host/countries?api_key=KEY"
        curl "http://host/cities?api_key=KEY"
        curl "http://host/browsers?api_key=KEY"
        curl "http://host/os?api_key=KEY"
        curl "http://host/devices?api_key=KEY"
        curl "http://host/isp?api_key=KEY"
        curl "http://host/tags/campaigns?api_key=KEY"
        curl "http://host/tags/offers?api_key=KEY"
        curl "http://host/plans?api_key=KEY"
        curl -X PUT http://host/me/apikey?api_key=KEY"
        """
}
