internal import Feeds
internal import RedTrack

/// How a file writes a field: the smallest object that has it.
enum FieldExample {
    /// YAML that ``ManifestReader`` takes, without a line end behind it.
    static func text(_ kind: Kind, _ path: String) -> String {
        let names = path.split(separator: ".").map(String.init)
        let written = members(kind.fields, names[...], path: "", kind)
        let title: [Member] = names.first == "title" ? [] : [Member("title", .string(title(of: kind)))]
        var emitter = YAMLEmitter()
        emitter.write([Member(kind.plural, .array([.map(title + written)]))], indent: 0)
        var text = emitter.text
        while text.hasSuffix("\n") { text.removeLast() }
        return text
    }

    /// The fields on the way to a path, each with what must stand beside it.
    private static func members(
        _ fields: [FieldDescription], _ names: ArraySlice<String>, path: String, _ kind: Kind
    ) -> [Member] {
        fields.compactMap { field in
            guard field.isWritable || field.access == .ignored else { return nil }
            let name = field.manifestName
            let isMeant = names.first == name
            let isNeeded = field.access == .required && !path.isEmpty
            guard isMeant || isNeeded else { return nil }
            let inner = path.isEmpty ? name : path + "." + name
            return Member(name, value(field, isMeant ? names.dropFirst() : [], inner, kind))
        }
    }

    private static func value(
        _ field: FieldDescription, _ names: ArraySlice<String>, _ path: String, _ kind: Kind
    ) -> Value {
        switch field.type {
        case .record(let fields): return .map(inside(fields, names, path, kind))
        case .records(let fields, _): return .array([.map(inside(fields, names, path, kind))])
        case .texts: return .array([.string(leaf(path, kind) ?? "example")])
        case .text, .reference: return .string(leaf(path, kind) ?? "example")
        case .integer(let minimum): return .number("\(max(minimum, 10))")
        case .decimal: return .number("2.5")
        case .boolean: return .bool(!path.hasSuffix("exclude"))
        case .choice(let choices): return .string(choices.first?.names.first ?? "")
        case .statistics: return .object([])
        }
    }

    /// What stands in a record: the field that is meant, or the first that says something.
    private static func inside(
        _ fields: [FieldDescription], _ names: ArraySlice<String>, _ path: String, _ kind: Kind
    ) -> [Member] {
        let chosen =
            names.isEmpty ? fields.first { $0.isWritable }.map { [$0.manifestName] } ?? [] : Array(names)
        return members(fields, chosen[...], path: path, kind)
    }

    private static func title(of kind: Kind) -> String {
        switch kind {
        case .network: "Mobidea"
        case .source: "Search"
        case .domain: "Go"
        case .landing: "Sleep quiz"
        case .offer: "Red Bushido"
        case .campaign: "Summer"
        }
    }

    private static func leaf(_ path: String, _ kind: Kind) -> String? {
        let last = path.split(separator: ".").last.map(String.init) ?? path
        switch (kind, path, last) {
        case (_, "title", _): return title(of: kind)
        case (.domain, "url", _): return "https://go.example"
        case (.network, "url", _): return "https://network.example"
        case (.network, "offer_url", _): return "[insert_offer_url_here]&data1={clickid}"
        case (.network, "postback_url", _):
            return "http://rdtrck2.com/postback?clickid={{DATA1}}&sum={{PAYOUT}}"
        case (.source, "postback_url", _), (.campaign, "postbacks.url", _):
            return "https://source.example/conversion?id={ref_id}"
        case (_, _, "url"): return "https://shop.example/?c={clickid}"
        case (_, _, "postback_url"): return "https://shop.example/conversion?c={clickid}"
        case (_, _, "iso"), (_, _, "country_codes"), (_, _, "countries"): return "DE"
        case (_, _, "ref_id"): return "{GCLID}"
        case (_, _, "cost_id"): return "{cost}"
        case (.source, "hints.\(last)", _): return "Keyword"
        case (.source, _, _) where last.hasPrefix("sub"): return "{Keyword}"
        case (_, _, "email"): return "ops@go.example"
        case (_, _, "network"): return title(of: .network)
        case (_, _, "source"): return title(of: .source)
        case (_, _, "domain"): return title(of: .domain)
        case (_, _, "offer"): return title(of: .offer)
        case (_, _, "landing"): return title(of: .landing)
        default: return nil
        }
    }
}
